// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "sample/continuous.hpp"
#include "sample/far_interval.hpp"
#include "sample/log_density.hpp"

namespace demarche {

/// The distribution conditioned on its truncation where doubles have few digits or none for the
/// probability of that; nothing elsewhere.
template <class X>
std::optional<FarInterval> far_interval(const Distribution& distribution, const X& x) {
  // Below this the probabilities of quantiles within the interval are denormal numbers, or 0.
  constexpr double kLeast = 1e-300;
  const double a = std::max(distribution.truncate_low, x.low);
  const double b = std::min(distribution.truncate_high, x.high);
  if ((a <= x.low && b >= x.high) || !(a < b) || interval_probability(x, a, b) >= kLeast) {
    return std::nullopt;
  }
  LogDensityRatio ratio = log_density_ratio(distribution);
  if (!ratio) {
    return std::nullopt;
  }
  FarInterval interval(std::move(ratio), a, b);
  return interval.has_probability() ? std::optional(std::move(interval)) : std::nullopt;
}

}  // namespace demarche
