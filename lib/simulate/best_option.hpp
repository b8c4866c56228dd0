// SPDX-License-Identifier: MIT
#pragma once

#include <array>
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
};

/// Finds it in some lanes; `queries` are those of the set's options.
[[nodiscard]] BestOption best_option(const Play& play,
                                     const std::vector<int>& queries,
                                     std::span<const std::size_t> lanes);

}  // namespace demarche
