// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace demarche {

/// The expected payoff of a mixed strategy: the sum of payoffs[s] * strategy[s], in the order of s.
[[nodiscard]] inline double mean_payoff(const std::vector<double>& payoffs,
                                        const std::vector<double>& strategy) {
  double mean = 0.0;
  for (std::size_t s = 0; s < payoffs.size(); ++s) {
    mean += payoffs[s] * strategy[s];
  }
  return mean;
}

/// By how much the best strategy pays more than the mixed strategy. It is below 0 only by rounding.
[[nodiscard]] inline double largest_gain(const std::vector<double>& payoffs,
                                         const std::vector<double>& strategy) {
  return *std::max_element(payoffs.begin(), payoffs.end()) - mean_payoff(payoffs, strategy);
}

}  // namespace demarche
