// SPDX-License-Identifier: MIT
#include "core/utf8.hpp"

#include <fmt/format.h>

namespace demarche {
namespace {

/// The length of the sequence that a lead byte announces; 0 for a byte that starts none.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) {
    return 1;
  }
  if (lead < 0xc2 || lead > 0xf4) {  // 0xc0 and 0xc1 would encode ASCII in two bytes.
    return 0;
  }
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/// Whether a second byte may follow: after some lead bytes it would encode a number in more bytes
/// than it needs, a surrogate, or a number beyond U+10FFFF.
bool may_follow(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xe0:
      return second >= 0xa0;
    case 0xed:
      return second <= 0x9f;
    case 0xf0:
      return second >= 0x90;
    case 0xf4:
      return second <= 0x8f;
    default:
      return true;
  }
}

/// The number of the character that a valid sequence of two or three bytes stands for.
unsigned code_point(std::string_view sequence) {
  const auto bits = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]) & 0x3fU; };
  return sequence.size() == 2
             ? (static_cast<unsigned char>(sequence[0]) & 0x1fU) << 6U | bits(1)
             : (static_cast<unsigned char>(sequence[0]) & 0x0fU) << 12U | bits(1) << 6U | bits(2);
}

/// Controls beyond ASCII: C1 controls, line separators, marks of direction and the byte-order mark.
bool is_control(unsigned code) {
  return (code >= 0x80 && code < 0xa0) || code == 0x061c || (code >= 0x200e && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

}  // namespace

std::size_t utf8_length(std::string_view rest) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  const std::size_t length = sequence_length(byte(0));
  if (length > rest.size() || (length > 1 && !may_follow(byte(0), byte(1)))) {
    return 0;
  }
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(k) & 0xc0U) != 0x80) {
      return 0;
    }
  }
  return length;
}

std::size_t invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text.substr(i));
    if (length == 0) {
      return i;
    }
    i += length;
  }
  return std::string_view::npos;
}

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

bool is_utf16(std::string_view text) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    return true;
  }
  constexpr std::size_t kLookedAt = 8;
  if (text.size() < kLookedAt) {
    return false;
  }
  for (const std::size_t first : {0U, 1U}) {
    bool alternates = true;
    for (std::size_t i = 0; i < kLookedAt; ++i) {
      alternates = alternates && (text[i] == '\0') == (i % 2 == first);
    }
    if (alternates) {
      return true;
    }
  }
  return false;
}

std::string printable(std::string_view text, std::string_view kept) {
  std::string shown;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text.substr(i));
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_ascii_control = byte < 0x20 || byte == 0x7f;
    if (length == 0 || (is_ascii_control && kept.find(text[i]) == std::string_view::npos)) {
      shown += fmt::format("\\x{:02x}", byte);
    } else if (const unsigned code =
                   length == 2 || length == 3 ? code_point(text.substr(i, length)) : 0;
               is_control(code)) {
      shown += fmt::format("\\u{:04x}", code);
    } else {
      shown += text.substr(i, length);
    }
    i += length == 0 ? 1 : length;
  }
  return shown;
}

}  // namespace demarche
