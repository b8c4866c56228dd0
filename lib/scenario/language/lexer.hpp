// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/language/expression.hpp"

namespace demarche {

enum class TokenKind { number, name, symbol, end };

/// A token of an expression.
struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;   ///< The characters; "" for the end.
  std::size_t offset = 0;  ///< Where it begins in the text.
  double value = 0.0;      ///< The value of a number.

  [[nodiscard]] bool is(std::string_view symbol) const noexcept {
    return kind == TokenKind::symbol && text == symbol;
  }
  /// For messages: the text in quotes, or "the end".
  [[nodiscard]] std::string describe() const;
};

/// The tokens of `text`, and an end token last. Characters that form no token are reported to
/// `errors` and skipped. A name may hold one dot, as in "china.pace".
[[nodiscard]] std::vector<Token> tokenize(std::string_view text,
                                          std::vector<ExpressionError>& errors);

}  // namespace demarche
