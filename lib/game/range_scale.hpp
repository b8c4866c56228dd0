// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

namespace demarche {

/// A power of two by which numbers up to this magnitude can be multiplied exactly, so that neither
/// their differences overflow nor quotients of those vanish: 1 unless they are near either end of
/// the range of doubles.
[[nodiscard]] inline double range_scale(double magnitude) {
  constexpr double kSmall = 0x1p-900;
  constexpr double kLarge = 0x1p900;
  if (!(magnitude > 0.0) || (magnitude > kSmall && magnitude < kLarge)) {
    return 1.0;
  }
  return std::ldexp(1.0, std::clamp(-std::ilogb(magnitude), -1022, 1022));
}

[[nodiscard]] inline double range_scale(std::span<const double> values) {
  double magnitude = 0.0;
  for (const double value : values) {
    magnitude = std::max(magnitude, std::abs(value));
  }
  return range_scale(magnitude);
}

}  // namespace demarche
