// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace demarche {

/// What stands at one place of a text in quotes: a byte of a character, or an escape.
struct WrittenCharacter {
  std::size_t length = 1;    ///< The bytes that it takes in the file; at least 1.
  std::string bytes;         ///< The bytes that it gives the text's value.
  std::string problem = {};  ///< What is wrong with it; empty if nothing is.
};

/// Reads what stands at byte `at`, which must lie in `text`, by the rules of JSON or of protobuf's
/// text format. Two escapes that make one character, as in "\ud83d\ude00", are read at once. An
/// escape of a byte, as in "\xff", is no problem here, though its text may not be UTF-8.
[[nodiscard]] WrittenCharacter read_character(std::string_view text, std::size_t at, bool is_json);

}  // namespace demarche
