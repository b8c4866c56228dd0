// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace demarche {

/// The number of the first strategy with the most levels in common with `levels`, which has one for
/// each variable of the player. Conditions may rule out `levels` themselves.
/// @pre There is a strategy.
[[nodiscard]] inline int nearest_strategy(const std::vector<std::vector<int>>& strategies,
                                          const std::vector<int>& levels) {
  std::size_t nearest = 0;
  int most = -1;
  for (std::size_t s = 0; s < strategies.size(); ++s) {
    int common = 0;
    for (std::size_t k = 0; k < levels.size(); ++k) {
      common += strategies[s][k] == levels[k] ? 1 : 0;
    }
    if (common > most) {
      most = common;
      nearest = s;
    }
  }
  return static_cast<int>(nearest);
}

}  // namespace demarche
