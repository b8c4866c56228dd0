// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace demarche {

/// Uniform play over some strategies of each player: calls place(player, strategy, probability) for
/// those where is_left(player, strategy). Returns the number of their profiles, or the largest int
/// if that is less.
template <class IsLeft, class Place>
int place_uniformly(const std::vector<int>& num_strategies, IsLeft is_left, Place place) {
  double num_profiles = 1.0;
  for (std::size_t i = 0; i < num_strategies.size(); ++i) {
    const auto count = static_cast<std::size_t>(num_strategies[i]);
    double num_left = 0.0;
    for (std::size_t s = 0; s < count; ++s) {
      num_left += is_left(i, s) ? 1.0 : 0.0;
    }
    for (std::size_t s = 0; s < count; ++s) {
      if (is_left(i, s)) {
        place(i, s, 1.0 / num_left);
      }
    }
    num_profiles *= num_left;
  }
  constexpr double kMost = std::numeric_limits<int>::max();
  return static_cast<int>(std::min(num_profiles, kMost));
}

}  // namespace demarche
