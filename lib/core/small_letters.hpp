// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>

namespace demarche {

/// The small letter of ASCII for one of its capitals; any other character as it is.
[[nodiscard]] constexpr char small_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The text with the small letters of ASCII in the place of its capitals.
[[nodiscard]] inline std::string small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), small_letter);
  return text;
}

}  // namespace demarche
