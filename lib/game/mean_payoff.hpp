// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace demarche {

/// The sum of payoffs times probabilities.
[[nodiscard]] inline double mean_payoff(const std::vector<double>& payoffs,
                                        const std::vector<double>& strategy) {
  double mean = 0.0;
  for (std::size_t s = 0; s < payoffs.size(); ++s) {
    mean += payoffs[s] * strategy[s];
  }
  return mean;
}

/// How much more than its mean payoff a player gets by its best strategy; below 0 only by rounding.
[[nodiscard]] inline double largest_gain(const std::vector<double>& payoffs,
                                         const std::vector<double>& strategy) {
  return *std::max_element(payoffs.begin(), payoffs.end()) - mean_payoff(payoffs, strategy);
}

}  // namespace demarche
