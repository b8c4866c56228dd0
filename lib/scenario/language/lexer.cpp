// SPDX-License-Identifier: MIT
#include "scenario/language/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace demarche {
namespace {

constexpr std::array<std::string_view, 16> kSymbols = {
    "||", "&&", "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "!", "(", ")", ","};

// The functions of <cctype> depend on the locale; the language is ASCII.
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The length of the UTF-8 sequence that begins with `lead`; 1 for a byte that begins none.
std::size_t sequence_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/// What word processors and printed formulas use, and how the language writes it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kWrittenElse = {
    {{"\u2212", "-"},
     {"\u2013", "-"},
     {"\u00d7", "*"},
     {"\u00b7", "*"},
     {"\u00f7", "/"},
     {"\u2264", "<="},
     {"\u2265", ">="},
     {"\u2260", "!="},
     {"\u00ac", "!"}}};

std::string unknown_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x20 || first == 0x7F) {
    return fmt::format("found the control character {:#04x}, which fits nowhere", first);
  }
  switch (text.front()) {
    case '=':
      return "found '=', which compares nothing; equality is written '=='";
    case '&':
      return "found '&'; \"and\" is written '&&'";
    case '|':
      return "found '|'; \"or\" is written '||'";
    case '^':
      return "found '^'; a power is written pow(base, exponent)";
    case '%':
      return "found '%'; 10 % is written 0.1";
    default:
      for (const auto& [character, sign] : kWrittenElse) {
        if (text == character) {
          return fmt::format("found '{}', which is written '{}'", text, sign);
        }
      }
      return fmt::format("found '{}', which is not part of the language", text);
  }
}

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<ExpressionError>& errors)
      : text_(text), errors_(errors) {}

  std::vector<Token> run() {
    while (position_ < text_.size()) {
      const char c = text_[position_];
      if (is_space(c)) {
        ++position_;
      } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
        read_number();
      } else if (is_letter(c)) {
        read_name();
      } else {
        read_symbol();
      }
    }
    tokens_.push_back({TokenKind::end, {}, text_.size(), 0.0});
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }

  void read_number() {
    const char* first = text_.data() + position_;
    double value = 0.0;
    const auto [end, error] = std::from_chars(first, text_.data() + text_.size(), value);
    std::size_t length = static_cast<std::size_t>(end - first);
    if (error == std::errc::result_out_of_range) {
      errors_.push_back({position_,
                         fmt::format("the number {} has no double-precision value",
                                     text_.substr(position_, length))});
    }
    if (is_letter(peek(length)) || peek(length) == '.') {
      while (is_letter(peek(length)) || is_digit(peek(length)) || peek(length) == '.') {
        ++length;
      }
      errors_.push_back(
          {position_,
           fmt::format("found '{}', neither a number nor a name (a product needs '*')",
                       text_.substr(position_, length))});
    }
    push(TokenKind::number, length, value);
  }

  void read_name() {
    std::size_t length = name_length(0);
    if (peek(length) == '.' && is_letter(peek(length + 1))) {
      length = name_length(length + 1);
    }
    push(TokenKind::name, length, 0.0);
  }

  std::size_t name_length(std::size_t length) const {
    while (is_letter(peek(length)) || is_digit(peek(length))) {
      ++length;
    }
    return length;
  }

  void read_symbol() {
    const auto rest = text_.substr(position_);
    const auto found = std::find_if(kSymbols.begin(), kSymbols.end(), [&](std::string_view symbol) {
      return rest.starts_with(symbol);
    });
    if (found != kSymbols.end()) {
      push(TokenKind::symbol, found->size(), 0.0);
      return;
    }
    const auto character = rest.substr(0, sequence_length(rest.front()));
    errors_.push_back({position_, unknown_character(character)});
    position_ += character.size();
  }

  void push(TokenKind kind, std::size_t length, double value) {
    tokens_.push_back({kind, text_.substr(position_, length), position_, value});
    position_ += length;
  }

  std::string_view text_;
  std::vector<ExpressionError>& errors_;
  std::size_t position_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::string Token::describe() const {
  return kind == TokenKind::end ? std::string("the end") : fmt::format("'{}'", text);
}

std::vector<Token> tokenize(std::string_view text, std::vector<ExpressionError>& errors) {
  return Lexer(text, errors).run();
}

}  // namespace demarche
