// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
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

/// The least and the largest of some numbers, both times the range_scale() of all.
struct ScaledRange {
  double scale = 1.0;
  double low = 0.0;
  double high = 0.0;

  [[nodiscard]] double spread() const { return high - low; }
  /// The spread of the numbers as they are; beyond the range of doubles, its end.
  [[nodiscard]] double unscaled_spread() const {
    return std::min(spread() / scale, std::numeric_limits<double>::max());
  }
  /// Where one of the numbers lies: 0 at the least, 1 at the largest; 0 if they are all the same.
  [[nodiscard]] double to_unit(double value) const {
    return spread() > 0.0 ? (scale * value - low) / spread() : 0.0;
  }
};

/// The range of these numbers; [0, 0] if there are none.
[[nodiscard]] inline ScaledRange scaled_range(std::span<const double> values) {
  if (values.empty()) {
    return {};
  }
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
  const double scale = range_scale(std::max(std::abs(*lowest), std::abs(*highest)));
  return {scale, scale * *lowest, scale * *highest};
}

}  // namespace demarche
