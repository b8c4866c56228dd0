// SPDX-License-Identifier: MIT
#include "scenario/check/structure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "demarche/core/closest_name.hpp"
#include "scenario/check/fields.hpp"
#include "scenario/check/table_check.hpp"
#include "scenario/compile/strategies.hpp"
#include "scenario/language/answer_kind.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/interrupted.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {
namespace {

constexpr int kMaxActors = 64;
constexpr int kMaxLevers = 1024;
constexpr int kMaxLevels = 64;
constexpr int kMaxDefinitions = 10'000;
constexpr int kMaxEvidence = 64;
constexpr double kMaxStrategies = 65536.0;
constexpr double kMaxOptions = 4096.0;

using Problems = std::vector<FieldProblem>;

/// Adds the names of "a -> b -> a".
void add_names(const std::string& cycle, std::set<std::string>& names) {
  constexpr std::string_view kArrow = " -> ";
  for (std::size_t start = 0; start < cycle.size();) {
    const std::size_t end = std::min(cycle.find(kArrow, start), cycle.size());
    names.insert(cycle.substr(start, end - start));
    start = end + kArrow.size();
  }
}

class Checker {
 public:
  Checker(const v1::Scenario& scenario,
          std::span<const OpenPayoff> open,
          const std::set<TableNumber>& incomplete)
      : scenario_(scenario), open_(open), incomplete_(incomplete) {}

  CheckedStructure run() {
    check_counts();
    if (!problems_.empty()) {
      return {std::move(problems_), std::nullopt, {}};  // Unbounded, the rest could take for ever.
    }
    Symbols symbols(scenario_, open_);
    check_expressions(symbols);
    StrategySets strategies = feasible_strategies(scenario_, symbols);
    check_status_quo(symbols, strategies);
    for (std::size_t a = 0; a < strategies.size(); ++a) {
      if (strategies[a].empty()) {
        fail({{"actors", static_cast<int>(a)}},
             fmt::format(
                 "actor {} has no feasible strategy: its infeasible conditions rule out every "
                 "combination of levels",
                 symbols.actors()[a]));
      }
    }
    check_fixed(symbols, strategies);
    for (FieldProblem& problem : check_payoff_tables(scenario_, symbols, strategies, incomplete_)) {
      problems_.push_back(std::move(problem));
    }
    check_option_sets(symbols);
    check_comparisons(symbols, strategies);
    if (!problems_.empty()) {
      return {std::move(problems_), std::nullopt, {}};
    }
    return {{}, std::move(symbols), std::move(strategies)};
  }

 private:
  void fail(FieldPath field, std::string message, std::size_t offset = 0) {
    problems_.push_back({std::move(field), offset, std::move(message)});
  }

  void check_counts() {
    if (scenario_.actors_size() < 1 || scenario_.actors_size() > kMaxActors) {
      fail({{"actors"}},
           fmt::format("found {} actors; 1 to {} fit", scenario_.actors_size(), kMaxActors));
    }
    if (scenario_.quantities_size() + scenario_.metrics_size() > kMaxDefinitions) {
      fail({{"quantities"}},
           fmt::format("found {} quantities and metrics; at most {} fit",
                       scenario_.quantities_size() + scenario_.metrics_size(),
                       kMaxDefinitions));
    }
    if (scenario_.evidence_size() > kMaxEvidence) {
      fail({{"evidence", kMaxEvidence}},
           fmt::format("found {} items of evidence; at most {} fit",
                       scenario_.evidence_size(),
                       kMaxEvidence));
    }
    int num_levers = 0;
    for (int a = 0; a < scenario_.actors_size(); ++a) {
      check_actor_counts(a, scenario_.actors(a));
      num_levers += scenario_.actors(a).levers_size();
    }
    if (num_levers > kMaxLevers) {
      fail({{"actors"}}, fmt::format("found {} levers; at most {} fit", num_levers, kMaxLevers));
    }
  }

  void check_actor_counts(int a, const v1::Actor& actor) {
    double num_strategies = 1.0;
    for (int l = 0; l < actor.levers_size(); ++l) {
      const int num_levels = actor.levers(l).levels_size();
      num_strategies *= num_levels;
      if (num_levels < 1 || num_levels > kMaxLevels) {
        fail({{"actors", a}, {"levers", l}},
             fmt::format("lever {}.{} has {} levels; 1 to {} fit",
                         actor.id(),
                         actor.levers(l).id(),
                         num_levels,
                         kMaxLevels));
      }
    }
    if (num_strategies > kMaxStrategies) {
      fail({{"actors", a}},
           fmt::format("the levers of actor {} have {:.6g} combinations; at most {} fit",
                       actor.id(),
                       num_strategies,
                       kMaxStrategies));
    }
    if (!actor.behaviour().empty() && actor.payoff_size() + actor.payoff_tables_size() > 0) {
      fail({{"actors", a}, {actor.payoff_size() > 0 ? "payoff" : "payoff_tables", 0}},
           fmt::format("actor {} has a behaviour, and so no payoff", actor.id()));
    }
  }

  void check_expressions(const Symbols& symbols) {
    for (const ExpressionField& field : expression_fields(scenario_)) {
      stop_if_interrupted();
      for (auto& error : resolve_text(*field.text, symbols, field.allowed).errors) {
        fail(field.field, std::move(error.message), error.offset);
      }
    }
    std::set<std::string> in_cycles;  // Of a cycle that was reported, all definitions are named.
    for (const Definition& definition : symbols.definitions()) {
      if (!definition.cycle.empty() && !in_cycles.contains(definition.name)) {
        add_names(definition.cycle, in_cycles);
        fail({{definition.is_metric ? "metrics" : "quantities", definition.element}, {"value"}},
             fmt::format("{} depends on itself: {}", definition.name, definition.cycle));
      }
    }
  }

  void check_status_quo(const Symbols& symbols, const StrategySets& strategies) {
    std::map<int, int> assigned;  // The level of each lever.
    for (int i = 0; i < scenario_.status_quo_size(); ++i) {
      ResolvedAssignments resolved = resolve_assignments(scenario_.status_quo(i), symbols);
      for (auto& error : resolved.errors) {
        fail({{"status_quo", i}}, std::move(error.message), error.offset);
      }
      for (std::size_t k = 0; k < resolved.levers.size(); ++k) {
        const int lever = resolved.levers[k];
        if (!assigned.emplace(lever, resolved.levels[k]).second) {
          fail({{"status_quo", i}},
               fmt::format("lever {} is assigned twice",
                           symbols.levers()[static_cast<std::size_t>(lever)].name));
        }
      }
    }
    if (assigned.empty()) {
      return;
    }
    for (std::size_t l = 0; l < symbols.levers().size(); ++l) {
      if (!assigned.contains(static_cast<int>(l))) {
        fail({{"status_quo", 0}},
             fmt::format("the status quo leaves out lever {}", symbols.levers()[l].name));
      }
    }
    ResolvedAssignments all;
    for (const auto& [lever, level] : assigned) {
      all.levers.push_back(lever);
      all.levels.push_back(level);
    }
    check_assignments({{"status_quo", 0}}, all, symbols, strategies);
  }

  void check_fixed(const Symbols& symbols, const StrategySets& strategies) {
    std::map<int, int> first;  // Which entry fixes a lever.
    for (int i = 0; i < scenario_.fixed_size(); ++i) {
      const ResolvedAssignments resolved = resolve_assignments(scenario_.fixed(i), symbols);
      check_assignments({{"fixed", i}}, resolved, symbols, strategies);
      for (const int lever : resolved.levers) {
        if (!first.emplace(lever, i).second) {
          fail({{"fixed", i}},
               fmt::format("lever {} is fixed twice",
                           symbols.levers()[static_cast<std::size_t>(lever)].name));
        }
      }
    }
    if (scenario_.fixed_size() < 2) {
      return;
    }
    for (std::size_t a = 0; a < strategies.size(); ++a) {
      if (!strategies[a].empty() &&
          !strategies[a].has_any_with(fixed_levels(static_cast<int>(a), symbols))) {
        fail(
            {{"fixed", 0}},
            fmt::format("no feasible strategy of actor {} has all its fixed levers at their levels",
                        symbols.actors()[a]));
      }
    }
  }

  void check_option_sets(const Symbols& symbols) {
    for (int s = 0; s < scenario_.option_sets_size(); ++s) {
      const v1::OptionSet& set = scenario_.option_sets(s);
      check_answer({{"option_sets", s}}, set.answer());
      if (!std::isfinite(set.threshold())) {
        fail({{"option_sets", s}, {"threshold"}},
             fmt::format("a threshold must be finite, got {}", set.threshold()));
      }
      std::set<int> levers;
      double num_options = 1.0;
      for (int l = 0; l < set.levers_size(); ++l) {
        const int lever = symbols.find_lever(set.levers(l));
        if (lever < 0 || !levers.insert(lever).second) {
          fail({{"option_sets", s}, {"levers", l}},
               lever < 0 ? fmt::format("there is no lever '{}'{}",
                                       set.levers(l),
                                       close_hint(set.levers(l), symbols.lever_names()))
                         : fmt::format("lever '{}' is named twice", set.levers(l)));
        } else {
          num_options *= static_cast<double>(symbols.num_levels(lever));
        }
      }
      if (set.levers().empty()) {
        fail({{"option_sets", s}}, "an option set needs at least one lever");
      }
      if (num_options > kMaxOptions) {
        fail({{"option_sets", s}, {"levers", 0}},
             fmt::format(
                 "the levers have {:.6g} combinations; at most {} fit", num_options, kMaxOptions));
      }
    }
  }

  void check_answer(const FieldPath& here, const std::string& answer) {
    if (!answer.empty() && !is_answer(answer)) {
      fail(extended(here, {{"answer"}}),
           fmt::format("answer is '{}', got '{}'", fmt::join(kAnswers, "' or '"), answer));
    }
  }

  void check_comparisons(const Symbols& symbols, const StrategySets& strategies) {
    for (int c = 0; c < scenario_.claims_size(); ++c) {
      const v1::Claim& claim = scenario_.claims(c);
      if (!claim.has_event() && claim.comparisons().all().empty()) {
        fail({{"claims", c}}, "a claim needs an event or at least one comparison");
      }
      for (int k = 0; k < claim.comparisons().all_size(); ++k) {
        check_comparison({{"claims", c}, {"comparisons"}, {"all", k}},
                         claim.comparisons().all(k),
                         symbols,
                         strategies);
      }
    }
  }

  void check_comparison(const FieldPath& here,
                        const v1::Comparison& comparison,
                        const Symbols& symbols,
                        const StrategySets& strategies) {
    check_answer(here, comparison.answer());
    const ResolvedAssignments set = resolve_assignments(comparison.set(), symbols);
    check_assignments(extended(here, {{"set"}}), set, symbols, strategies);
    if (!set.errors.empty()) {
      return;
    }
    const double num_options = num_combinations(set.levers, symbols);
    if (num_options > kMaxOptions) {
      fail(extended(here, {{"set"}}),
           fmt::format(
               "the levers have {:.6g} combinations; at most {} fit", num_options, kMaxOptions));
    }
    for (int i = 0; i < comparison.against_size(); ++i) {
      const FieldPath field = extended(here, {{"against", i}});
      const ResolvedAssignments other =
          against_assignments(comparison.against(i), comparison.answer(), symbols);
      check_assignments(field, other, symbols, strategies);
      if (other.errors.empty() && other.levers != set.levers) {
        if (comparison.answer().empty()) {
          fail(
              field,
              "this assigns other levers than 'set' does, which fits only where 'answer' says what "
              "the others do");
        }
      } else if (other.errors.empty() && other.levels == set.levels) {
        fail(field, "this is the same as 'set', which never exceeds itself");
      }
    }
    if (comparison.against().empty() && num_options == 1.0) {
      fail(extended(here, {{"set"}}),
           "there is no other combination of these levers to compare with");
    }
  }

  /// Reports errors of assignments, and actors who have no feasible strategy with these levels.
  void check_assignments(const FieldPath& field,
                         const ResolvedAssignments& resolved,
                         const Symbols& symbols,
                         const StrategySets& strategies) {
    for (const ExpressionError& error : resolved.errors) {
      fail(field, error.message, error.offset);
    }
    if (!resolved.errors.empty()) {
      return;
    }
    for (std::size_t a = 0; a < strategies.size(); ++a) {
      std::vector<int> levels(strategies[a].num_levers(), -1);
      bool is_playable = true;
      for (std::size_t k = 0; k < resolved.levers.size(); ++k) {
        const auto& lever = symbols.levers()[static_cast<std::size_t>(resolved.levers[k])];
        if (lever.actor == static_cast<int>(a)) {
          int& level = levels[static_cast<std::size_t>(lever.lever)];
          is_playable = is_playable && (level < 0 || level == resolved.levels[k]);
          level = resolved.levels[k];
        }
      }
      is_playable = is_playable && strategies[a].has_any_with(levels);
      if (!is_playable && !strategies[a].empty()) {
        fail(field, fmt::format("no feasible strategy of actor {} does this", symbols.actors()[a]));
      }
    }
  }

  const v1::Scenario& scenario_;
  std::span<const OpenPayoff> open_;
  const std::set<TableNumber>& incomplete_;
  Problems problems_;
};

}  // namespace

CheckedStructure check_structure(const v1::Scenario& scenario,
                                 std::span<const OpenPayoff> open,
                                 const std::set<TableNumber>& incomplete) {
  return Checker(scenario, open, incomplete).run();
}

}  // namespace demarche
