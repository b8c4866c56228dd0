// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <limits>
#include <vector>

namespace demarche {

/// Uniform play over the surviving strategies of each player: calls place(player, strategy,
/// probability) for each strategy with is_survivor(player, strategy). Returns the number of
/// surviving profiles, or the largest int if there are more.
/// @pre Each player has a surviving strategy.
template <class IsSurvivor, class Place>
int place_uniformly(const std::vector<int>& num_strategies, IsSurvivor is_survivor, Place place) {
  double num_profiles = 1.0;
  for (std::size_t i = 0; i < num_strategies.size(); ++i) {
    const auto count = static_cast<std::size_t>(num_strategies[i]);
    double num_survivors = 0.0;
    for (std::size_t s = 0; s < count; ++s) {
      num_survivors += is_survivor(i, s) ? 1.0 : 0.0;
    }
    assert(num_survivors > 0.0);
    for (std::size_t s = 0; s < count; ++s) {
      if (is_survivor(i, s)) {
        place(i, s, 1.0 / num_survivors);
      }
    }
    num_profiles *= num_survivors;
  }
  constexpr double kMost = std::numeric_limits<int>::max();
  return static_cast<int>(std::min(num_profiles, kMost));
}

}  // namespace demarche
