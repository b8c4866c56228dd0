// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scenario/language/expression.hpp"
#include "scenario/language/lexer.hpp"

namespace demarche {

/// A function of expressions.
struct ExpressionFunction {
  std::string_view name;
  Operator op;
  std::size_t min_arguments;
  std::size_t max_arguments;
  std::string_view form;  ///< How a call is written.
};

/// The function called `name`, or nullptr.
[[nodiscard]] const ExpressionFunction* find_function(std::string_view name);
/// What to say of a name that no function has: the closest one's, or all.
[[nodiscard]] std::string unknown_function(std::string_view name);

inline constexpr int kComparison = 3;  ///< The precedence of comparisons.
/// How tightly a binary operator binds; 0 for what is none.
[[nodiscard]] int precedence(const Token& token);
/// What a binary operator means; "-" adds, its second operand being negated.
[[nodiscard]] Operator binary_operator(const Token& token);

}  // namespace demarche
