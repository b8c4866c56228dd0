// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

/// What a node of an expression does. Booleans are 0 and 1; any number other than 0 is true.
enum class Operator {
  number,  ///< A leaf: the number `value`.
  name,    ///< A leaf: `text`, an identifier such as "trust" or "china.pace", not resolved yet.
  negate,
  logical_not,
  add,       ///< Two or more arguments, from left to right; a - b + c is add(a, negate(b), c).
  multiply,  ///< Two or more arguments, from left to right.
  divide,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  logical_and,
  logical_or,  ///< Two or more arguments.
  minimum,
  maximum,  ///< One or more arguments.
  absolute,
  exponential,
  logarithm,
  square_root,
  power,          ///< pow(base, exponent)
  clamp,          ///< clamp(value, low, high)
  logistic,       ///< 1 / (1 + exp(-x))
  conditional,    ///< if(condition, then, otherwise)
  payoff,         ///< payoff(actor): the sum of its terms; `text` is the actor.
  at_status_quo,  ///< status_quo(expression): with every lever at its status-quo level.
};

/// Whether the operator is < <= > >= == or !=.
[[nodiscard]] constexpr bool is_comparison(Operator op) noexcept {
  return op >= Operator::less && op <= Operator::not_equal;
}

/// A node of a parsed expression.
struct Expression {
  Operator op = Operator::number;  ///< What it does.
  double value = 0.0;              ///< The value of a number.
  std::string text;                ///< The identifier of a name, or the actor of payoff(actor).
  std::size_t offset = 0;  ///< Where the node (for an operator its sign) begins in the text.
  std::vector<std::unique_ptr<Expression>> arguments;  ///< In the order of the text.
};

/// What is wrong with an expression's text, and where.
struct ExpressionError {
  std::size_t offset = 0;  ///< In bytes from the text's beginning.
  std::string message;     ///< What was found and what would fit.
};

/// The outcome of parsing: `root` is null if there are errors.
struct ParsedExpression {
  std::unique_ptr<Expression> root;     ///< Null if there are errors.
  std::vector<ExpressionError> errors;  ///< In the order of the text.
};

/// Parses one expression of at most 64 KiB and 200 levels of nesting. Operators from loose to
/// tight:
/// ||, &&, comparisons (which do not chain), + and -, * and /, unary - and !.
[[nodiscard]] ParsedExpression parse_expression(std::string_view text);

}  // namespace demarche
