// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace demarche {

/// The byte at which the first sequence starts that is not UTF-8, or npos.
[[nodiscard]] std::size_t invalid_utf8(std::string_view text);

/// The length of the sequence that `rest`, which is not empty, begins with; 0 if it is not UTF-8.
[[nodiscard]] std::size_t utf8_length(std::string_view rest);

/// The text without the byte-order mark that editors put before UTF-8.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

/// Whether the text is UTF-16: by its byte-order mark, or since every other one of its first bytes
/// is 0.
[[nodiscard]] bool is_utf16(std::string_view text);

/// The text for a terminal: whatever could steer one or change the order of letters is written as
/// an escape such as \x1b or \u202e, and so are bytes that are not UTF-8. Characters of `kept`
/// stay.
[[nodiscard]] std::string printable(std::string_view text, std::string_view kept = {});

}  // namespace demarche
