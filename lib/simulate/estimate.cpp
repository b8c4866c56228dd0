// SPDX-License-Identifier: MIT
#include "demarche/simulate/estimate.hpp"

#include <algorithm>
#include <cmath>

#include "simulate/statistics.hpp"

namespace demarche {

ProbabilityInterval probability_interval(double mean, double standard_error, std::uint64_t count) {
  if (count == 0) {
    return {};
  }
  const double p = std::clamp(mean, 0.0, 1.0);
  double n = static_cast<double>(count);
  if (standard_error > 0.0) {
    n = std::max(n, p * (1.0 - p) / (standard_error * standard_error));
  }
  const double square = kNormalQuantile * kNormalQuantile;
  const double centre = (p + square / (2.0 * n)) / (1.0 + square / n);
  const double half =
      kNormalQuantile / (1.0 + square / n) * std::sqrt(p * (1.0 - p) / n + square / (4.0 * n * n));
  return {.low = p == 0.0 ? 0.0 : std::max(0.0, centre - half),
          .high = p == 1.0 ? 1.0 : std::min(1.0, centre + half)};
}

ProbabilityInterval bounds_over_all_draws(double mean,
                                          std::uint64_t count,
                                          std::uint64_t unsolved) noexcept {
  if (count == 0) {
    return {};
  }
  const double p = std::clamp(mean, 0.0, 1.0);
  if (unsolved == 0) {
    return {.low = p, .high = p};
  }
  const double all = static_cast<double>(count) + static_cast<double>(unsolved);
  const double sum = p * static_cast<double>(count);
  return {.low = sum / all, .high = std::min(1.0, (sum + static_cast<double>(unsolved)) / all)};
}

}  // namespace demarche
