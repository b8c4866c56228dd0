// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <numeric>
#include <span>

namespace demarche {

/// Whether probabilities or weights sum to 1 up to the rounding of their computation.
[[nodiscard]] inline bool sums_to_one(std::span<const double> shares) {
  constexpr double kRounding = 1e-9;
  return std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) - 1.0) <= kRounding;
}

}  // namespace demarche
