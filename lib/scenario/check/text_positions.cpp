// SPDX-License-Identifier: MIT
#include "scenario/check/text_positions.hpp"

#include <algorithm>
#include <cctype>

namespace demarche {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool is_octal(char c) {
  return c >= '0' && c <= '7';
}

/// Reads the value of a string field character by character. In the text format several quoted
/// strings in a row are one value, and comments may stand between them.
class StringReader {
 public:
  StringReader(const std::string& text, std::size_t at) : text_(text), at_(at) {}

  /// Skips everything up to the field's first quoted string; false if there is none.
  bool open_field() {
    while (at_ < text_.size() && is_word(text_[at_])) {
      ++at_;
    }
    skip_space();
    if (peek() == ':') {
      ++at_;
      skip_space();
    }
    if (peek() == '[') {
      ++at_;
    }
    return open_string();
  }

  /// Finds the byte of the next character and skips the character; false at the end of the value.
  bool next(std::size_t& byte) {
    while (peek() == quote_ || at_ >= text_.size()) {
      ++at_;
      if (at_ >= text_.size() || !open_string()) {
        return false;
      }
    }
    byte = at_;
    skip_character();
    return true;
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (at_ < text_.size()) {
      if (std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
        ++at_;
      } else if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        break;
      }
    }
  }

  bool open_string() {
    skip_space();
    if (peek() != '"' && peek() != '\'') {
      return false;
    }
    quote_ = text_[at_++];
    return true;
  }

  void skip_character() {
    if (text_[at_++] != '\\') {
      return;
    }
    const char kind = peek();
    ++at_;
    const auto skip = [&](std::size_t most, auto is_digit) {
      for (std::size_t i = 0; i < most && is_digit(peek()); ++i) {
        ++at_;
      }
    };
    if (kind == 'x' || kind == 'X') {
      skip(2, [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
    } else if (is_octal(kind)) {
      skip(2, is_octal);
    } else if (kind == 'u' || kind == 'U') {
      skip(kind == 'u' ? 4 : 8,
           [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
    }
  }

  const std::string& text_;
  std::size_t at_;
  char quote_ = '"';
};

}  // namespace

std::size_t byte_in_string(const std::string& text, std::size_t field, std::size_t offset) {
  StringReader reader(text, field);
  if (!reader.open_field()) {
    return field;
  }
  std::size_t byte = field;
  std::size_t last = field;
  for (std::size_t i = 0; reader.next(byte); ++i) {
    if (i == offset) {
      return byte;
    }
    last = byte;
  }
  return last == field ? field : last + 1;  // The offset of the end of the value.
}

TextPositions::TextPositions(std::string_view text) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      line_starts_.push_back(i + 1);
    }
  }
}

Position TextPositions::position(std::size_t byte) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  return {static_cast<int>(line), static_cast<int>(byte - line_starts_[line - 1]) + 1};
}

}  // namespace demarche
