// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>

namespace demarche {

/// The place of a percentile among n numbers in ascending order: p (n - 1), rounded to the nearest
/// whole, halves to the even one. @pre n > 0 and 0 <= percentile <= 1
[[nodiscard]] inline std::size_t percentile_place(double percentile, std::size_t n) {
  return static_cast<std::size_t>(std::nearbyint(percentile * static_cast<double>(n - 1)));
}

}  // namespace demarche
