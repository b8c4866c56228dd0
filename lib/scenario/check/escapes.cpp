// SPDX-License-Identifier: MIT
#include "scenario/check/escapes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "scenario/check/outline.hpp"

namespace demarche {
namespace {

constexpr unsigned kLastCharacter = 0x10ffff;

bool is_first_half(unsigned code) {
  return code >= 0xd800 && code < 0xdc00;
}
bool is_second_half(unsigned code) {
  return code >= 0xdc00 && code < 0xe000;
}

std::string utf8(unsigned code) {
  const auto tail = [&](unsigned shift) {
    return static_cast<char>(0x80 | (code >> shift & 0x3f));
  };
  if (code < 0x80) {
    return {static_cast<char>(code)};
  }
  if (code < 0x800) {
    return {static_cast<char>(0xc0 | code >> 6), tail(0)};
  }
  if (code < 0x10000) {
    return {static_cast<char>(0xe0 | code >> 12), tail(6), tail(0)};
  }
  return {static_cast<char>(0xf0 | code >> 18), tail(12), tail(6), tail(0)};
}

/// What an escape with too few digits gives; it is no character.
constexpr unsigned kNoNumber = 0xffffffff;

/// The number in so many hexadecimal digits, or kNoNumber.
unsigned hexadecimal(std::string_view text, std::size_t at, std::size_t digits) {
  const std::string_view written = text.substr(std::min(at, text.size()), digits);
  unsigned code = 0;
  const auto [end, error] =
      std::from_chars(written.data(), written.data() + written.size(), code, 16);
  const bool is_number =
      written.size() == digits && error == std::errc() && end == written.data() + written.size();
  return is_number ? code : kNoNumber;
}

/// Reads \u with four digits, or \U with eight.
WrittenCharacter read_code(std::string_view text, std::size_t at) {
  const bool is_short = text[at + 1] == 'u';
  const std::size_t length = is_short ? 6 : 10;
  const unsigned code = hexadecimal(text, at + 2, length - 2);
  const std::string_view written = text.substr(at, length);
  if (code == kNoNumber) {
    return {2,
            "",
            fmt::format("found '{}' without the {} hexadecimal digits of a character",
                        text.substr(at, 2),
                        is_short ? "four" : "eight")};
  }
  if (code > kLastCharacter) {
    return {length, "", fmt::format("'{}' is no character: the last is '\\U0010ffff'", written)};
  }
  const std::string_view next = text.substr(at + length);
  const unsigned second = next.starts_with("\\u") ? hexadecimal(next, 2, 4) : kNoNumber;
  if (is_short && is_first_half(code) && is_second_half(second)) {
    return {2 * length, utf8(0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00))};
  }
  if (is_first_half(code) || is_second_half(code)) {
    return {length,
            "",
            fmt::format("'{}' is half of a character; both halves are written as in "
                        "'\\ud83d\\ude00'",
                        written)};
  }
  return {length, utf8(code)};
}

/// Reads the escape of a byte: one to three octal digits, or x with one or two hexadecimal ones.
WrittenCharacter read_byte(std::string_view text, std::size_t at) {
  const bool is_octal = text[at + 1] != 'x';
  const std::size_t first = at + (is_octal ? 1 : 2);
  const std::string_view rest = text.substr(first, is_octal ? 3 : 2);
  unsigned value = 0;
  const auto [end, error] =
      std::from_chars(rest.data(), rest.data() + rest.size(), value, is_octal ? 8 : 16);
  if (error != std::errc()) {
    return {2, "", "found '\\x' without a hexadecimal digit"};
  }
  const std::size_t length = first - at + static_cast<std::size_t>(end - rest.data());
  if (value > 0xff) {
    return {length,
            "",
            fmt::format("'{}' is no byte: the largest is '\\377'", text.substr(at, length))};
  }
  return {length, {static_cast<char>(value)}};
}

}  // namespace

WrittenCharacter read_character(std::string_view text, std::size_t at, bool is_json) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (text[at] != '\\') {
    const bool is_bad = is_json && byte < 0x20 && byte != '\t';
    return {1,
            {text[at]},
            is_bad ? fmt::format("found the control character {:#04x}; write \\u{:04x}", byte, byte)
                   : ""};
  }
  const char kind = at + 1 < text.size() ? text[at + 1] : '\n';
  if (kind == '\n') {
    return {1, ""};  // The text is not closed, which is the problem.
  }
  if (kind == 'u' || (kind == 'U' && !is_json)) {
    return read_code(text, at);
  }
  if (!is_json && (kind == 'x' || (kind >= '0' && kind <= '7'))) {
    return read_byte(text, at);
  }
  const std::string_view known = is_json ? "bfnrt/\\\"'" : "abfnrtv?\\\"'";
  const std::string_view meant = is_json ? "\b\f\n\r\t/\\\"'" : "\a\b\f\n\r\t\v?\\\"'";
  const std::size_t found = known.find(kind);
  if (found == std::string_view::npos) {
    return {2,
            "",
            fmt::format("found {} behind a backslash, which is written '\\\\'",
                        found_at(text, at + 1))};
  }
  return {2, {meant[found]}};
}

}  // namespace demarche
