// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/language/expression.hpp"

namespace demarche {

enum class TokenKind { number, name, symbol, end };

/// A piece of an expression's text.
struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  ///< Of the source; "" at the end.
  std::size_t offset = 0;
  double value = 0.0;  ///< Of a number.

  [[nodiscard]] bool is(std::string_view symbol) const noexcept {
    return kind == TokenKind::symbol && text == symbol;
  }
  /// For messages: the text in quotes, or "the end".
  [[nodiscard]] std::string describe() const;
};

/// Tokens of `text` with an end token last. What is no token is reported to `errors` and left out.
/// A name may hold one dot, as in "china.pace".
[[nodiscard]] std::vector<Token> tokenize(std::string_view text,
                                          std::vector<ExpressionError>& errors);

}  // namespace demarche
