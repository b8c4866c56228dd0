// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "demarche/core/types.hpp"
#include "simulate/play.hpp"

namespace demarche {

/// The best value among the options of a set, per lane.
struct BestOption {
  std::array<double, kBlockLanes> value;      ///< NaN where an option is not finite.
  std::array<double, kBlockLanes> tie_share;  ///< 1 / (number of options with that value).
  bool is_defined = true;                     ///< No lane of those looked at has NaN.

  /// Writes an option's values in some lanes: an option counts in a draw only if all options of the
  /// set can be compared there, and is NaN elsewhere.
  void compare(const double* row, std::span<const std::size_t> lanes, double* compared) const {
    for (const std::size_t lane : lanes) {
      compared[lane] = std::isnan(value[lane]) ? value[lane] : row[lane];
    }
  }
  /// How much an option with this value counts as the best in a lane that compares the options.
  [[nodiscard]] double share(double option, std::size_t lane) const {
    return option == value[lane] ? tie_share[lane] : 0.0;
  }
};

/// Finds it in some lanes; `queries` are those of the set's options.
[[nodiscard]] BestOption best_option(const Play& play,
                                     const std::vector<int>& queries,
                                     std::span<const std::size_t> lanes);

}  // namespace demarche
