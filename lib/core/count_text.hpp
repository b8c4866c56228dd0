// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace demarche {

/// A count that may be large, in three digits: "120", "1.04e+07". Beyond the range of doubles,
/// where it is infinite, "more than 1e+308".
[[nodiscard]] inline std::string count_text(double count) {
  return std::isinf(count) ? "more than 1e+308" : fmt::format("{:.3g}", count);
}

}  // namespace demarche
