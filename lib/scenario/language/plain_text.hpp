// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace demarche {

/// The most characters of an id.
inline constexpr std::size_t kMaxIdLength = 64;

/// Whether the text is a small letter, then small letters, digits and _.
[[nodiscard]] bool is_id(std::string_view text);

/// The finite number that the text is, with an optional sign and white space around; nothing for
/// any other text.
[[nodiscard]] std::optional<double> plain_number(std::string_view text);

}  // namespace demarche
