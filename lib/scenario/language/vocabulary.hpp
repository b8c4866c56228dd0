// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scenario/language/expression.hpp"
#include "scenario/language/lexer.hpp"

namespace demarche {

/// A function of the language.
struct ExpressionFunction {
  std::string_view name;      ///< As written.
  Operator op;                ///< What it means.
  std::size_t min_arguments;  ///< The fewest arguments.
  std::size_t max_arguments;  ///< The most arguments.
  std::string_view form;      ///< How a call is written, for messages.
};

/// The function called `name`, or nullptr.
[[nodiscard]] const ExpressionFunction* find_function(std::string_view name);
/// The message on a call of a function that does not exist: it suggests the closest name, or all.
[[nodiscard]] std::string unknown_function(std::string_view name);

inline constexpr int kComparison = 3;  ///< The precedence of comparisons.
/// How tightly a binary operator binds; 0 for a token that is no binary operator.
[[nodiscard]] int precedence(const Token& token);
/// The meaning of a binary operator; "-" means adding the negated second operand.
/// @pre `token` is a binary operator.
[[nodiscard]] Operator binary_operator(const Token& token);

}  // namespace demarche
