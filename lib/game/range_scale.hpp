// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace demarche {

/// A power of two for numbers of at most this magnitude. Multiplication by it is exact and brings
/// them to a size where their differences do not overflow and quotients of differences do not
/// vanish. It is 1 unless the magnitude is near either end of the range of doubles.
[[nodiscard]] inline double range_scale(double magnitude) {
  constexpr double kSmall = 0x1p-900;
  constexpr double kLarge = 0x1p900;
  if (!(magnitude > 0.0) || (magnitude > kSmall && magnitude < kLarge)) {
    return 1.0;
  }
  return std::ldexp(1.0, std::clamp(-std::ilogb(magnitude), -1022, 1022));
}

/// The least and the largest of some numbers, both multiplied by range_scale() of the largest
/// magnitude.
struct ScaledRange {
  double scale = 1.0;
  double low = 0.0;
  double high = 0.0;

  [[nodiscard]] double spread() const { return high - low; }
  /// The spread of the numbers without the scale, at most the largest finite double.
  [[nodiscard]] double unscaled_spread() const {
    return std::min(spread() / scale, std::numeric_limits<double>::max());
  }
  /// Whether doubles of this range lose digits of the differences between them: rounded to doubles,
  /// numbers of the range are off by more than four units of rounding of their spread.
  [[nodiscard]] bool is_far_from_zero() const {
    constexpr double kMostRatio = 4.0;
    return std::max(std::abs(low), std::abs(high)) > kMostRatio * spread();
  }
  /// Maps the numbers linearly to [0, 1]: the least to 0, the largest to 1. All are mapped to 0 if
  /// they are the same.
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
