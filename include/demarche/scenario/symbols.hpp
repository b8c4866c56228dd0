// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/scenario/expression.hpp"
#include "demarche/scenario/open_payoff.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What a node of a resolved expression is.
enum class NodeKind {
  constant,     ///< `value`.
  parameter,    ///< Number `index`.
  lever_value,  ///< The numeric value of the level of lever `index`.
  lever_level,  ///< The same level's place in the lever's order: what comparisons with level ids
                ///< use.
  definition,   ///< Quantity or metric number `index`.
  payoff,       ///< The payoff of actor `index`.
  open_table,   ///< Table `index` of Symbols::open_tables(), at the levels of its levers.
  operation,    ///< `op` of the arguments; Operator::at_status_quo is one of these.
};

/// An expression whose names are resolved and whose types fit.
struct ResolvedNode {
  NodeKind kind = NodeKind::constant;   ///< What it is.
  Operator op = Operator::number;       ///< Of an operation.
  double value = 0.0;                   ///< Of a constant.
  int index = -1;                       ///< Of what it names.
  std::vector<ResolvedNode> arguments;  ///< Of an operation.
};

/// What an expression mentions, through the quantities, metrics and payoffs that it names.
struct Mentions {
  std::vector<int> levers;  ///< Ascending; those inside status_quo(...) do not count.
  bool parameters = false;  ///< Any of them.
  bool payoffs = false;     ///< payoff(...) or a metric.
  int depth = 0;            ///< Nesting, with definitions written out; at most kMaxExpandedDepth.
};

/// The deepest nesting of an expression with definitions written out.
inline constexpr int kMaxExpandedDepth = 1000;

/// What an expression may mention in its place, and what it must be.
struct Allowed {
  /// Whose levers may be named.
  enum class Levers { none, own, all };
  bool parameters = true;       ///< Parameters may be named.
  Levers levers = Levers::all;  ///< These levers may.
  int actor = -1;               ///< Whose levers are meant by Levers::own.
  bool payoffs = false;         ///< payoff(actor), and metrics by name.
  bool boolean = false;         ///< It must be a condition, that is 0 or 1.
};

class Symbols;

/// An expression resolved, or every error in it. `root` is meaningful only without errors.
struct Resolution {
  ResolvedNode root;                    ///< What the text means.
  bool is_boolean = false;              ///< It is a condition.
  Mentions mentions;                    ///< What it depends on.
  std::vector<ExpressionError> errors;  ///< In the order of the text.
};

/// Resolves names and checks types. Errors name what is known and closest. A condition is a
/// comparison,
/// && || !, an if() of conditions, a quantity that is one, a Bernoulli parameter, or the number 0
/// or 1. Conditions may be used as numbers, but not the other way round.
[[nodiscard]] Resolution resolve_expression(const Expression& expression,
                                            const Symbols& symbols,
                                            const Allowed& allowed);

/// The errors alone.
[[nodiscard]] std::vector<ExpressionError> check_expression(const Expression& expression,
                                                            const Symbols& symbols,
                                                            const Allowed& allowed);

/// Parses, then resolves if that succeeded; errors of either kind.
[[nodiscard]] Resolution resolve_text(std::string_view text,
                                      const Symbols& symbols,
                                      const Allowed& allowed);

/// A lever. Levers are numbered through all actors in the scenario's order, as are a model's
/// variables.
struct LeverSymbol {
  int actor = 0;                    ///< Index into the scenario's actors.
  int lever = 0;                    ///< Among the actor's.
  std::string name;                 ///< "actor.lever"
  std::vector<std::string> levels;  ///< Their ids, in order.
  std::vector<double> values;       ///< Of the levels.

  [[nodiscard]] int find_level(std::string_view level) const;  ///< -1 if there is none.
};

/// A quantity or a metric.
struct Definition {
  std::string name;        ///< Its id.
  bool is_metric = false;  ///< Else a quantity.
  int element = 0;         ///< Index among the scenario's quantities or metrics.
  std::string cycle;  ///< "a -> b -> a" if the definition depends on itself; then it is not usable.
  bool is_usable =
      false;  ///< Whether it parses and resolves; what is wrong is told where it stands.
  Resolution resolution;  ///< Of its value.
};

/// A payoff term: `value` where `when` holds.
struct PayoffTermSymbol {
  ResolvedNode value;  ///< What it pays.
  ResolvedNode when;   ///< The constant 1 if the term has no condition.
  Mentions mentions;   ///< Of both.
};

/// A table of an open payoff. Its cells are values beyond the parameters: code gives them.
struct OpenTableSymbol {
  int actor = 0;                   ///< Whose payoff, or a part of it.
  std::vector<int> levers;         ///< Ascending.
  bool is_over_strategies = true;  ///< It named no levers: all are meant.
  std::size_t first_value = 0;     ///< Number of its first cell among those of all tables.
  std::size_t num_values = 1;      ///< Combinations of the levers' levels; cells are row-major.
};

/// Everything that expressions of a scenario can name. Built from any scenario, valid or not: what
/// cannot be understood is left out and reported by the checks of the element that it stands in.
class Symbols {
 public:
  /// Resolves definitions and payoff terms; keeps no reference. An actor of `open` has the tables
  /// there in the place of its terms.
  /// @throws InvalidArgument if `open` names an actor or lever that there is not, one twice, an
  /// actor who does not choose, levers out of order, or the tables have more than 2^20 cells.
  explicit Symbols(const v1::Scenario& scenario, std::span<const OpenPayoff> open = {});

  /// Ids, in order.
  [[nodiscard]] const std::vector<std::string>& actors() const noexcept { return actors_; }
  /// Ids, in order.
  [[nodiscard]] const std::vector<std::string>& parameters() const noexcept { return parameters_; }
  /// Of all actors, in order.
  [[nodiscard]] const std::vector<LeverSymbol>& levers() const noexcept { return levers_; }
  /// Quantities, then metrics.
  [[nodiscard]] const std::vector<Definition>& definitions() const noexcept { return definitions_; }
  /// The usable payoff terms of an actor.
  [[nodiscard]] const std::vector<PayoffTermSymbol>& payoff(int actor) const {
    return payoffs_[static_cast<std::size_t>(actor)];
  }
  /// What the usable payoff terms of an actor mention.
  [[nodiscard]] const Mentions& payoff_mentions(int actor) const {
    return payoff_mentions_[static_cast<std::size_t>(actor)];
  }
  /// Those of all open payoffs, actor by actor as they were given.
  [[nodiscard]] const std::vector<OpenTableSymbol>& open_tables() const noexcept {
    return open_tables_;
  }
  /// Cells of all open tables together.
  [[nodiscard]] std::size_t num_open_values() const noexcept { return num_open_values_; }
  /// Per lever, its level; empty unless the scenario assigns every lever a level.
  [[nodiscard]] const std::vector<int>& status_quo() const noexcept { return status_quo_; }
  /// Whether the actor draws its strategies.
  [[nodiscard]] bool is_behavioural(int actor) const {
    return is_behavioural_[static_cast<std::size_t>(actor)];
  }
  /// Whether the parameter is 0 or 1 in every draw.
  [[nodiscard]] bool is_boolean_parameter(int parameter) const {
    return is_boolean_parameter_[static_cast<std::size_t>(parameter)];
  }

  /// Index of the name, or -1.
  [[nodiscard]] int find_actor(std::string_view name) const;
  /// Index into parameters(), or -1.
  [[nodiscard]] int find_parameter(std::string_view name) const;
  [[nodiscard]] int find_lever(std::string_view name) const;  ///< "actor.lever"
  /// Index into definitions(), or -1.
  [[nodiscard]] int find_definition(std::string_view name) const;
  /// The levers that have a level of this id, as "actor.lever" names.
  [[nodiscard]] std::vector<std::string> levers_with_level(std::string_view level) const;
  /// Every name that can stand in an expression: for suggestions.
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

 private:
  using Table = std::map<std::string, int, std::less<>>;

  void collect_names(const v1::Scenario& scenario);
  void collect_definitions(const v1::Scenario& scenario);
  void resolve_definitions(bool metrics);
  void collect_payoffs(const v1::Scenario& scenario);
  void open_payoff(const OpenPayoff& open);
  void add_open_table(int actor, std::vector<int> levers, bool is_over_strategies);

  std::vector<std::string> actors_;
  std::vector<bool> is_behavioural_;
  std::vector<std::string> parameters_;
  std::vector<bool> is_boolean_parameter_;
  std::vector<LeverSymbol> levers_;
  std::vector<Definition> definitions_;
  std::vector<std::vector<PayoffTermSymbol>> payoffs_;
  std::vector<Mentions> payoff_mentions_;
  std::vector<OpenTableSymbol> open_tables_;
  std::size_t num_open_values_ = 0;
  std::vector<int> status_quo_;
  std::vector<std::string> names_;
  Table actor_index_, parameter_index_, lever_index_, definition_index_;
  std::map<std::string, std::vector<std::string>, std::less<>> levers_of_level_;
  std::vector<std::unique_ptr<Expression>>
      parsed_;              // Per definition; null where it does not parse.
  std::vector<int> order_;  // Definitions, each after those it names.
};

/// One "actor.lever = level".
struct Assignment {
  std::string lever;             ///< As written.
  std::size_t lever_offset = 0;  ///< In the text.
  std::string level;             ///< As written.
  std::size_t level_offset = 0;  ///< In the text.
};

/// Assignments, or what is wrong with their text.
struct ParsedAssignments {
  std::vector<Assignment> assignments;  ///< Those that could be read.
  std::vector<ExpressionError> errors;  ///< In the order of the text.
};

/// Parses "china.pace = patient, china.deterrence = strengthen"; at least one assignment.
[[nodiscard]] ParsedAssignments parse_assignments(std::string_view text);

/// Assignments with names resolved: by ascending lever, each lever once.
struct ResolvedAssignments {
  std::vector<int> levers;              ///< Indices into Symbols::levers().
  std::vector<int> levels;              ///< One each.
  std::vector<ExpressionError> errors;  ///< In the order of the text.
};

/// Parses assignments and resolves their names; errors name what is known and closest.
[[nodiscard]] ResolvedAssignments resolve_assignments(std::string_view text,
                                                      const Symbols& symbols);

}  // namespace demarche
