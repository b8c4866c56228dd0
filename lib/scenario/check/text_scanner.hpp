// SPDX-License-Identifier: MIT
#pragma once

#include <cctype>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/check/outline.hpp"

namespace demarche {

[[nodiscard]] inline bool is_space(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}
[[nodiscard]] inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] inline bool is_word_start(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}
[[nodiscard]] inline bool is_word(char c) {
  return is_word_start(c) || is_digit(c);
}
/// Whether a character can be part of what JSON has without quotes.
[[nodiscard]] inline bool is_token(char c) {
  return is_word(c) || c == '.' || c == '-' || c == '+';
}

/// Reads the words, numbers and strings of protobuf's text format or of JSON one after the other,
/// and collects what is wrong with them.
class TextScanner {
 public:
  /// Keeps a reference to the text.
  explicit TextScanner(std::string_view text, bool is_json = false)
      : text_(text), is_json_(is_json) {}

  /// The byte that comes next.
  [[nodiscard]] std::size_t at() const noexcept { return at_; }
  [[nodiscard]] bool at_end() const noexcept { return at_ >= text_.size(); }
  /// The next character, or one behind it; 0 beyond the end.
  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  /// Goes to a byte.
  void move_to(std::size_t at) noexcept { at_ = at; }
  /// Goes on by some bytes.
  void skip(std::size_t count) noexcept { at_ += count; }
  /// Skips blanks and comments, also what is a comment elsewhere.
  void skip_space();

  /// Whether a string comes next, in quotes of any kind.
  [[nodiscard]] bool is_at_string() const {
    return peek() == '"' || peek() == '\'' || typographic_quote() > 0;
  }
  /// Reads one string or, in protobuf's text format, more in a row; returns their value.
  std::string read_strings();
  /// Skips the rest of a text that lacks its quotes: up to the next field, brace or line.
  void skip_unquoted();
  [[nodiscard]] std::string read_word();
  /// Reads what JSON has without quotes: a number, true, false or null.
  [[nodiscard]] std::string read_token();
  /// Reads a number with its sign. `may_end_in_comma`: it stands in a list, where a comma
  /// separates.
  [[nodiscard]] std::string read_number(bool may_end_in_comma);

  /// Reports a mistake.
  void fail(std::size_t offset, std::string message) {
    faults_.push_back({offset, std::move(message)});
  }
  /// Reports a mistake whose cause is the same wherever it occurs, where it occurs first.
  void fail_once(std::size_t offset, const std::string& message);
  /// Reports a mistake after which nothing can be read, if there was none yet.
  void stop(std::size_t offset, std::string message) {
    if (!is_stopped_) {
      fail(offset, std::move(message));
    }
    is_stopped_ = true;
  }
  [[nodiscard]] bool is_stopped() const noexcept { return is_stopped_; }
  /// What was reported, and how often a mistake of one cause occurs.
  [[nodiscard]] std::vector<OutlineFault> take_faults();

 private:
  [[nodiscard]] bool starts(std::string_view what) const {
    return text_.substr(at_).starts_with(what);
  }
  void skip_to(std::string_view end);
  void skip_comment();
  [[nodiscard]] std::size_t typographic_quote() const;
  void read_typographic_string(std::string& value);
  void read_string(std::string& value);

  std::string_view text_;
  bool is_json_ = false;
  std::size_t at_ = 0;
  std::vector<OutlineFault> faults_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> counts_;  // Fault, number.
  bool is_stopped_ = false;
};

}  // namespace demarche
