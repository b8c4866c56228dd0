// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "scenario/language/expression.hpp"
#include "scenario/language/resolved_node.hpp"

namespace demarche {

class Symbols;

/// What an expression mentions, through the quantities, metrics and payoffs that it names.
struct Mentions {
  std::vector<int> levers;  ///< Ascending; levers inside status_quo(...) do not count.
  bool parameters = false;  ///< Whether any parameter is mentioned.
  bool payoffs = false;     ///< Whether payoff(...) or a metric is mentioned.
  int depth = 0;            ///< Nesting with definitions written out; at most kMaxExpandedDepth.
};

/// The deepest nesting of an expression with definitions written out.
inline constexpr int kMaxExpandedDepth = 1000;

/// What an expression may mention in its place, and what it must be.
struct Allowed {
  /// Whose levers may be named.
  enum class Levers { none, own, all };
  bool parameters = true;       ///< Parameters may be named.
  Levers levers = Levers::all;  ///< These levers may be named.
  int actor = -1;               ///< The actor whose levers Levers::own means.
  bool payoffs = false;         ///< payoff(actor) may stand here, and metrics by name.
  bool boolean = false;         ///< The expression must be a condition, that is 0 or 1.
};

/// An expression resolved, or every error in it. `root` is meaningful only without errors.
struct Resolution {
  ResolvedNode root;                    ///< What the text means.
  bool is_boolean = false;              ///< Whether it is a condition.
  Mentions mentions;                    ///< What it depends on.
  std::vector<ExpressionError> errors;  ///< In the order of the text.
};

/// Resolves names and checks types. An error suggests the closest known name. A condition is a
/// comparison, && || !, an if() of conditions, a quantity that is a condition, a Bernoulli
/// parameter, or the number 0 or 1. A condition may be used as a number; a number is no condition.
/// @pre If `allowed` has Levers::own, its `actor` is one of the scenario.
[[nodiscard]] Resolution resolve_expression(const Expression& expression,
                                            const Symbols& symbols,
                                            const Allowed& allowed);

/// Parses the text and, if that succeeds, resolves it; the errors are of either step.
[[nodiscard]] Resolution resolve_text(std::string_view text,
                                      const Symbols& symbols,
                                      const Allowed& allowed);

}  // namespace demarche
