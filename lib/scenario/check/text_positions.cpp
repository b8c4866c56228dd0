// SPDX-License-Identifier: MIT
#include "scenario/check/text_positions.hpp"

#include <algorithm>
#include <cctype>

#include "scenario/check/escapes.hpp"

namespace demarche {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Reads the value of a string field character by character. In the text format several quoted
/// strings in a row are one value, and comments may stand between them.
class StringReader {
 public:
  StringReader(std::string_view text, std::size_t at, bool is_json)
      : text_(text), at_(at), is_json_(is_json) {}

  [[nodiscard]] std::size_t at() const { return at_; }

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

  /// Finds the byte of the next character, skips the character and counts the bytes that it gives
  /// the value; false at the end of the value.
  bool next(std::size_t& byte, std::size_t& num_bytes) {
    while (peek() == quote_ || at_ >= text_.size()) {
      ++at_;
      if (at_ >= text_.size() || !open_string()) {
        return false;
      }
    }
    byte = at_;
    const WrittenCharacter character = read_character(text_, at_, is_json_);
    num_bytes = character.bytes.size();
    at_ += character.length;
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

  std::string_view text_;
  std::size_t at_;
  bool is_json_;
  char quote_ = '"';
};

}  // namespace

std::size_t byte_in_string(std::string_view text,
                           std::size_t field,
                           std::size_t offset,
                           bool is_json) {
  StringReader reader(text, field, is_json);
  if (!reader.open_field()) {
    return field;
  }
  std::size_t byte = 0;
  std::size_t num_bytes = 0;
  std::size_t end = field;
  for (std::size_t done = 0; reader.next(byte, num_bytes); done += num_bytes) {
    if (offset < done + num_bytes) {
      return byte;
    }
    end = reader.at();
  }
  return end;
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
