// SPDX-License-Identifier: MIT
#include "core/utf8.hpp"

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

/// The length of the sequence that `rest` begins with; 0 if it begins with none.
std::size_t valid_length(std::string_view rest) {
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

}  // namespace

std::size_t invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = valid_length(text.substr(i));
    if (length == 0) {
      return i;
    }
    i += length;
  }
  return std::string_view::npos;
}

}  // namespace demarche
