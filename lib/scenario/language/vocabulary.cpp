// SPDX-License-Identifier: MIT
#include "scenario/language/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <vector>

#include "demarche/core/closest_name.hpp"

namespace demarche {
namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();
constexpr std::array kFunctions = {
    ExpressionFunction{"min", Operator::minimum, 1, kAny, "min(a, b, ...)"},
    ExpressionFunction{"max", Operator::maximum, 1, kAny, "max(a, b, ...)"},
    ExpressionFunction{"abs", Operator::absolute, 1, 1, "abs(x)"},
    ExpressionFunction{"exp", Operator::exponential, 1, 1, "exp(x)"},
    ExpressionFunction{"log", Operator::logarithm, 1, 1, "log(x)"},
    ExpressionFunction{"sqrt", Operator::square_root, 1, 1, "sqrt(x)"},
    ExpressionFunction{"pow", Operator::power, 2, 2, "pow(base, exponent)"},
    ExpressionFunction{"clamp", Operator::clamp, 3, 3, "clamp(value, low, high)"},
    ExpressionFunction{"logistic", Operator::logistic, 1, 1, "logistic(x)"},
    ExpressionFunction{"if", Operator::conditional, 3, 3, "if(condition, then, otherwise)"},
    ExpressionFunction{"payoff", Operator::payoff, 1, 1, "payoff(actor)"},
    ExpressionFunction{"status_quo", Operator::at_status_quo, 1, 1, "status_quo(expression)"},
};

const std::vector<std::string>& function_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (const ExpressionFunction& function : kFunctions) {
      result.emplace_back(function.name);
    }
    return result;
  }();
  return names;
}

struct Sign {
  std::string_view text;
  int precedence;
  Operator op;
};

constexpr std::array kSigns = {
    Sign{"||", 1, Operator::logical_or},
    Sign{"&&", 2, Operator::logical_and},
    Sign{"<", kComparison, Operator::less},
    Sign{"<=", kComparison, Operator::less_equal},
    Sign{">", kComparison, Operator::greater},
    Sign{">=", kComparison, Operator::greater_equal},
    Sign{"==", kComparison, Operator::equal},
    Sign{"!=", kComparison, Operator::not_equal},
    Sign{"+", 4, Operator::add},
    Sign{"-", 4, Operator::add},
    Sign{"*", 5, Operator::multiply},
    Sign{"/", 5, Operator::divide},
};

const Sign* find_sign(const Token& token) {
  const auto* const found = std::find_if(
      kSigns.begin(), kSigns.end(), [&](const Sign& sign) { return token.is(sign.text); });
  return found == kSigns.end() ? nullptr : found;
}

}  // namespace

const ExpressionFunction* find_function(std::string_view name) {
  const auto* const found = std::find_if(
      kFunctions.begin(), kFunctions.end(), [&](const auto& known) { return known.name == name; });
  return found == kFunctions.end() ? nullptr : found;
}

std::string unknown_function(std::string_view name) {
  return fmt::format(
      "found the unknown function '{}'; {}", name, name_hint(name, function_names()));
}

int precedence(const Token& token) {
  const Sign* const sign = find_sign(token);
  return sign == nullptr ? 0 : sign->precedence;
}

Operator binary_operator(const Token& token) {
  const Sign* const sign = find_sign(token);
  assert(sign != nullptr);
  return sign->op;
}

}  // namespace demarche
