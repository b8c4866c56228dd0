// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/scenario/open_payoff.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/language/expression.hpp"
#include "scenario/language/resolve.hpp"

namespace demarche {

/// A lever. Levers are numbered through all actors in the scenario's order, as are the variables of
/// a model.
struct LeverSymbol {
  int actor = 0;                    ///< Index into the scenario's actors.
  int lever = 0;                    ///< Index among the actor's levers.
  std::string name;                 ///< "actor.lever"
  std::vector<std::string> levels;  ///< The ids of the levels, in order.
  std::vector<double> values;       ///< The numeric value of each level.

  [[nodiscard]] int find_level(std::string_view level) const;  ///< -1 if there is none.
  /// The message for what should be a level and is not, with the levels that there are.
  [[nodiscard]] std::string no_level(std::string_view level) const;
};

/// A quantity or a metric.
struct Definition {
  std::string name;        ///< Its id.
  bool is_metric = false;  ///< Else a quantity.
  int element = 0;         ///< Index among the scenario's quantities or metrics.
  std::string cycle;       ///< "a -> b -> a" if the definition depends on itself; else "".
  bool is_usable = false;  ///< Whether it parses and resolves, and depends on no cycle.
  Resolution resolution;   ///< Of its value.
};

/// A payoff term: `value` where `when` holds.
struct PayoffTermSymbol {
  ResolvedNode value;  ///< What the term pays.
  ResolvedNode when;   ///< The constant 1 if the term has no condition.
  Mentions mentions;   ///< What value and condition mention together.
};

/// A payoff table of the scenario whose levers and levels are known and whose rows are complete.
struct PayoffTableSymbol {
  int actor = 0;            ///< Whose payoff the table is a part of.
  std::vector<int> levers;  ///< Ascending.
};

/// A table of an open payoff. Code gives its cells, which are values beyond the parameters.
struct OpenTableSymbol {
  int actor = 0;                   ///< Whose payoff the table is, or a part of it.
  std::vector<int> levers;         ///< Ascending.
  bool is_over_strategies = true;  ///< Whether the table named no levers, which means all levers.
  std::size_t first_value = 0;     ///< Number of its first cell among the cells of all tables.
  std::size_t num_values = 1;      ///< Combinations of the levers' levels; cells are row-major.
};

/// Everything that expressions of a scenario can name. Built from any scenario, valid or not: an
/// element that cannot be understood is left out, and the checks of that element report it.
class Symbols {
 public:
  /// Resolves definitions and payoff terms; keeps no reference. An actor of `open` has the tables
  /// there in the place of its terms.
  /// @throws InvalidArgument if `open` names an actor or lever that the scenario lacks, an actor
  /// twice, an actor with a behaviour, or levers out of order, or if the tables have more than 2^20
  /// cells.
  explicit Symbols(const v1::Scenario& scenario, std::span<const OpenPayoff> open = {});

  /// Ids of the actors, in order.
  [[nodiscard]] const std::vector<std::string>& actors() const noexcept { return actors_; }
  /// Ids of the parameters, in order.
  [[nodiscard]] const std::vector<std::string>& parameters() const noexcept { return parameters_; }
  /// The levers of all actors, in order.
  [[nodiscard]] const std::vector<LeverSymbol>& levers() const noexcept { return levers_; }
  /// The number of levels of a lever.
  [[nodiscard]] std::size_t num_levels(int lever) const {
    assert(is_index(lever, levers_));
    return levers_[static_cast<std::size_t>(lever)].levels.size();
  }
  /// Quantities, then metrics.
  [[nodiscard]] const std::vector<Definition>& definitions() const noexcept { return definitions_; }
  /// The usable payoff terms of an actor.
  [[nodiscard]] const std::vector<PayoffTermSymbol>& payoff(int actor) const {
    assert(is_index(actor, payoffs_));
    return payoffs_[static_cast<std::size_t>(actor)];
  }
  /// What the usable payoff terms of an actor mention.
  [[nodiscard]] const Mentions& payoff_mentions(int actor) const {
    assert(is_index(actor, payoff_mentions_));
    return payoff_mentions_[static_cast<std::size_t>(actor)];
  }
  /// The usable payoff tables of the scenario; each is the value of a payoff term.
  [[nodiscard]] const std::vector<PayoffTableSymbol>& payoff_tables() const noexcept {
    return payoff_tables_;
  }
  /// The tables of all open payoffs, actor by actor in the order of `open`.
  [[nodiscard]] const std::vector<OpenTableSymbol>& open_tables() const noexcept {
    return open_tables_;
  }
  /// Cells of all open tables together.
  [[nodiscard]] std::size_t num_open_values() const noexcept { return num_open_values_; }
  /// Per lever, its level; empty unless the scenario assigns every lever a level.
  [[nodiscard]] const std::vector<int>& status_quo() const noexcept { return status_quo_; }
  /// Per lever, the level at which it is fixed, or -1.
  [[nodiscard]] const std::vector<int>& fixed() const noexcept { return fixed_; }
  /// Whether the actor draws its strategies.
  [[nodiscard]] bool is_behavioural(int actor) const {
    assert(is_index(actor, actors_));
    return is_behavioural_[static_cast<std::size_t>(actor)];
  }
  /// Whether the parameter is 0 or 1 in every draw.
  [[nodiscard]] bool is_boolean_parameter(int parameter) const {
    assert(is_index(parameter, parameters_));
    return is_boolean_parameter_[static_cast<std::size_t>(parameter)];
  }

  /// Index into actors(), or -1.
  [[nodiscard]] int find_actor(std::string_view name) const;
  /// Index into parameters(), or -1.
  [[nodiscard]] int find_parameter(std::string_view name) const;
  /// Index into levers() of "actor.lever", or -1.
  [[nodiscard]] int find_lever(std::string_view name) const;
  /// Index into definitions(), or -1.
  [[nodiscard]] int find_definition(std::string_view name) const;
  /// The levers that have a level of this id, as "actor.lever" names.
  [[nodiscard]] std::vector<std::string> levers_with_level(std::string_view level) const;
  /// The names of the levers, "actor.lever".
  [[nodiscard]] std::vector<std::string> lever_names() const;
  /// Every name that can stand in an expression: for suggestions.
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

 private:
  using Table = std::map<std::string, int, std::less<>>;

  template <class T>
  [[nodiscard]] static bool is_index(int i, const std::vector<T>& of) noexcept {
    return i >= 0 && static_cast<std::size_t>(i) < of.size();
  }

  void collect_names(const v1::Scenario& scenario);
  void collect_definitions(const v1::Scenario& scenario);
  void resolve_definitions(bool metrics);
  void collect_payoffs(const v1::Scenario& scenario);
  void collect_payoff_table(int actor, const v1::PayoffTable& table);
  void open_payoff(const OpenPayoff& open);
  [[nodiscard]] std::vector<int> open_scope(const std::vector<std::string>& levers) const;
  void add_open_table(int actor, std::vector<int> levers, bool is_over_strategies);

  std::vector<std::string> actors_;
  std::vector<bool> is_behavioural_;
  std::vector<std::string> parameters_;
  std::vector<bool> is_boolean_parameter_;
  std::vector<LeverSymbol> levers_;
  std::vector<Definition> definitions_;
  std::vector<std::vector<PayoffTermSymbol>> payoffs_;
  std::vector<Mentions> payoff_mentions_;
  std::vector<PayoffTableSymbol> payoff_tables_;
  std::vector<OpenTableSymbol> open_tables_;
  std::size_t num_open_values_ = 0;
  std::vector<int> status_quo_;
  std::vector<int> fixed_;
  std::vector<std::string> names_;
  Table actor_index_, parameter_index_, lever_index_, definition_index_;
  std::map<std::string, std::vector<std::string>, std::less<>> levers_of_level_;
  std::vector<std::unique_ptr<Expression>> parsed_;  // Per definition; null if it does not parse.
  std::vector<int> order_;  // Definitions in an order in which each follows those that it names.
};

/// Number of combinations of the levers' levels, as a double because it may be astronomic.
[[nodiscard]] double num_combinations(const std::vector<int>& levers, const Symbols& symbols);

}  // namespace demarche
