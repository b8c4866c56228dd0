// SPDX-License-Identifier: MIT
#include "scenario/check/text_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/utf8.hpp"
#include "scenario/check/escapes.hpp"
#include "scenario/check/text_positions.hpp"

namespace demarche {
namespace {

/// The characters that word processors put in the place of " and ', all of three bytes in UTF-8.
constexpr std::array<std::string_view, 8> kTypographicQuotes = {
    "\u201c", "\u201d", "\u201e", "\u201f", "\u2018", "\u2019", "\u201a", "\u201b"};
constexpr std::string_view kNoBreakSpace = "\u00a0";

}  // namespace

std::vector<OutlineFault> TextScanner::take_faults() {
  for (const auto& [message, found] : counts_) {
    const auto [fault, count] = found;
    if (count > 1) {
      faults_[fault].message += fmt::format(" (and {} more below)", count - 1);
    }
  }
  return std::move(faults_);
}

void TextScanner::fail_once(std::size_t offset, const std::string& message) {
  const auto [found, is_new] = counts_.try_emplace(message, faults_.size(), 0);
  if (is_new) {
    fail(offset, message);
  }
  ++found->second.second;
}

void TextScanner::skip_to(std::string_view end) {
  at_ = std::min(text_.find(end, at_), text_.size());
}

/// Skips what is a comment in this format or in another, and reports the latter.
void TextScanner::skip_comment() {
  const bool may_span_lines = starts("/*");
  if (is_json_) {
    fail_once(at_,
              fmt::format("found '{}': JSON has no comments",
                          peek() == '#' ? "#" : text_.substr(at_, 2)));
  } else if (may_span_lines) {
    fail_once(at_, "found '/*': a comment begins with # and ends with the line");
  } else if (peek() == '/') {
    fail_once(at_, "found '//': a comment begins with #");
  }
  skip_to(may_span_lines ? "*/" : "\n");
  at_ = may_span_lines ? std::min(at_ + 2, text_.size()) : at_;
}

void TextScanner::skip_space() {
  while (!at_end()) {
    if (is_space(peek())) {
      ++at_;
    } else if (peek() == '#' || starts("//") || starts("/*")) {
      skip_comment();
    } else if (starts(kNoBreakSpace)) {
      fail_once(at_, "found a no-break space; write an ordinary one");
      at_ += kNoBreakSpace.size();
    } else {
      return;
    }
  }
}

std::string TextScanner::read_word() {
  const std::size_t start = at_;
  while (is_word(peek())) {
    ++at_;
  }
  return std::string(text_.substr(start, at_ - start));
}

std::string TextScanner::read_token() {
  const std::size_t start = at_;
  while (is_token(peek())) {
    ++at_;
  }
  return std::string(text_.substr(start, at_ - start));
}

std::string TextScanner::read_number(bool may_end_in_comma) {
  const std::size_t start = at_++;
  while (text_[start] == '-' && is_space(peek())) {
    ++at_;
  }
  const auto goes_on = [&] {
    return is_word(peek()) || peek() == '.' ||
           ((peek() == '-' || peek() == '+') && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E'));
  };
  while (goes_on()) {
    ++at_;
  }
  if (!may_end_in_comma && peek() == ',' && is_digit(peek(1))) {
    const std::size_t comma = at_++;
    while (is_digit(peek())) {
      ++at_;
    }
    std::string number(text_.substr(start, at_ - start));
    number[comma - start] = '.';
    if (at_ - comma == 4) {  // Three digits: of thousands or of a fraction.
      std::string whole = number;
      whole.erase(comma - start, 1);
      fail(start, fmt::format("found a comma in a number; write {} or {}", whole, number));
      return whole;
    }
    fail(start, fmt::format("found a decimal comma; write {}", number));
    return number;
  }
  std::string number(text_.substr(start, at_ - start));
  std::erase_if(number, is_space);
  return number;
}

/// The length of the typographic quotation mark that comes next, or 0.
std::size_t TextScanner::typographic_quote() const {
  const auto found = std::find_if(kTypographicQuotes.begin(),
                                  kTypographicQuotes.end(),
                                  [&](std::string_view quote) { return starts(quote); });
  return found == kTypographicQuotes.end() ? 0 : found->size();
}

void TextScanner::skip_unquoted() {
  while (!at_end() && peek() != '\n' && peek() != '}' && peek() != '#') {
    if (!is_word_start(peek())) {
      ++at_;
      continue;
    }
    const std::size_t word = at_;
    (void)read_word();
    const std::size_t end = at_;
    while (peek() == ' ' || peek() == '\t') {
      ++at_;
    }
    if (peek() == ':' || peek() == '{' || peek() == '=') {
      at_ = word;
      return;
    }
    at_ = end;
  }
}

std::string TextScanner::read_strings() {
  const std::size_t start = at_;
  const std::size_t num_faults = faults_.size();
  std::string value;
  while (is_at_string()) {
    if (typographic_quote() > 0) {
      fail_once(at_, "found typographic quotes around a text; write \" before and after it");
      read_typographic_string(value);
    } else {
      read_string(value);
    }
    if (is_json_) {
      break;
    }
    skip_space();
  }
  // The file is UTF-8, so only escapes of single bytes can make a text that is not.
  const std::size_t bad =
      is_json_ || faults_.size() > num_faults ? std::string::npos : invalid_utf8(value);
  if (bad != std::string::npos) {
    fail(byte_in_string(text_, start, bad, is_json_),
         "this escape makes a text that is not UTF-8; a character is written as in '\\u00e4'");
  }
  return value;
}

/// Reads up to the next quote of any kind on the line.
void TextScanner::read_typographic_string(std::string& value) {
  at_ += typographic_quote();
  while (!at_end() && peek() != '\n' && peek() != '"' && typographic_quote() == 0) {
    value += text_[at_++];
  }
  at_ += typographic_quote() > 0 ? typographic_quote() : peek() == '"' ? 1 : 0;
}

void TextScanner::read_string(std::string& value) {
  const std::size_t start = at_;
  const char quote = text_[at_++];
  while (!at_end() && peek() != quote && peek() != '\n') {
    WrittenCharacter next = read_character(text_, at_, is_json_);
    if (!next.problem.empty()) {
      fail(at_, std::move(next.problem));
    }
    value += next.bytes;
    at_ += next.length;
  }
  if (peek() == quote) {
    ++at_;
    return;
  }
  // The text may go on in the next line, or its quote may be missing.
  at_ = std::min(at_, text_.size());
  const std::string message =
      fmt::format("this text is not closed on its line: {} is missing", quote);
  if (is_json_) {
    stop(start, message);
    return;
  }
  const std::size_t close = text_.find(quote, at_);
  const std::string_view rest =
      text_.substr(at_, close == std::string_view::npos ? 0 : close - at_);
  if (close == std::string_view::npos || rest.find_first_of(":{}") != std::string_view::npos) {
    fail(start, message);
    return;
  }
  fail(start,
       "a text ends on its line; go on with another one, as in \"first \" \"second\": texts in a "
       "row are joined");
  at_ = close + 1;
}

}  // namespace demarche
