// SPDX-License-Identifier: MIT
#include "simulate/best_option.hpp"

#include <algorithm>
#include <limits>

#include "core/to_size.hpp"

namespace demarche {

BestOption best_option(const Play& play,
                       const std::vector<int>& queries,
                       std::span<const std::size_t> lanes) {
  BestOption best;
  for (const std::size_t lane : lanes) {
    double most = -std::numeric_limits<double>::infinity();
    double probe = 0.0;  // Becomes NaN if a value is not finite: the maximum may hide such a value.
    for (const int query : queries) {
      const double value = play.query(to_size(query))[lane];
      most = std::max(most, value);
      probe += 0.0 * value;
    }
    most += probe;
    best.is_defined = best.is_defined && probe == 0.0;
    double num_best = 0.0;
    for (const int query : queries) {
      num_best += play.query(to_size(query))[lane] == most ? 1.0 : 0.0;
    }
    best.value[lane] = most;
    best.tie_share[lane] = 1.0 / num_best;
  }
  return best;
}

}  // namespace demarche
