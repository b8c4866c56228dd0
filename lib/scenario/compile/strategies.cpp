// SPDX-License-Identifier: MIT
#include "scenario/compile/strategies.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include "scenario/language/evaluate.hpp"

namespace demarche {
namespace {

/// All combinations of the levers' levels, the last lever fastest.
std::vector<std::vector<int>> combinations(const std::vector<int>& levers, const Symbols& symbols) {
  std::vector<std::vector<int>> all = {{}};
  for (const int lever : levers) {
    std::vector<std::vector<int>> longer;
    for (const auto& combination : all) {
      for (std::size_t level = 0; level < symbols.num_levels(lever); ++level) {
        longer.push_back(combination);
        longer.back().push_back(static_cast<int>(level));
      }
    }
    all = std::move(longer);
  }
  return all;
}

std::vector<int> levers_of(int actor, const Symbols& symbols) {
  std::vector<int> own;
  for (std::size_t l = 0; l < symbols.levers().size(); ++l) {
    if (symbols.levers()[l].actor == actor) {
      own.push_back(static_cast<int>(l));
    }
  }
  return own;
}

std::vector<ResolvedNode> conditions_of(const v1::Actor& actor, int index, const Symbols& symbols) {
  std::vector<ResolvedNode> conditions;
  for (const v1::Infeasible& infeasible : actor.infeasible()) {
    Resolution resolution = resolve_text(
        infeasible.when(),
        symbols,
        {.parameters = false, .levers = Allowed::Levers::own, .actor = index, .boolean = true});
    if (resolution.errors.empty()) {
      conditions.push_back(std::move(resolution.root));
    }
  }
  return conditions;
}

/// Takes away the strategies in which one of the conditions holds. Conditions mention no
/// parameters, no payoffs and no levers of other actors, so these are set to 0.
void rule_out(const std::vector<ResolvedNode>& conditions,
              const std::vector<int>& levers,
              const Symbols& symbols,
              std::vector<std::vector<int>>& strategies) {
  std::vector<int> levels(symbols.levers().size(), 0);
  const std::vector<double> zeros(symbols.parameters().size() + symbols.num_open_values(), 0.0);
  Evaluator evaluator(symbols, zeros, levels);
  std::erase_if(strategies, [&](const std::vector<int>& strategy) {
    for (std::size_t k = 0; k < levers.size(); ++k) {
      levels[static_cast<std::size_t>(levers[k])] = strategy[k];
    }
    evaluator.set_levels(levels);
    return std::any_of(conditions.begin(), conditions.end(), [&](const ResolvedNode& condition) {
      return evaluator.value(condition) == 1.0;
    });
  });
}

}  // namespace

StrategySets feasible_strategies(const v1::Scenario& scenario, const Symbols& symbols) {
  StrategySets sets;
  for (int a = 0; a < scenario.actors_size(); ++a) {
    const std::vector<int> levers = levers_of(a, symbols);
    auto strategies = combinations(levers, symbols);
    const auto conditions = conditions_of(scenario.actors(a), a, symbols);
    if (!conditions.empty()) {
      rule_out(conditions, levers, symbols, strategies);
    }
    sets.push_back(std::move(strategies));
  }
  return sets;
}

std::vector<std::vector<int>> feasible_options(const std::vector<int>& levers,
                                               const Symbols& symbols,
                                               const StrategySets& strategies) {
  assert(strategies.size() == symbols.actors().size());
  // For each actor, the places of its levers in an option.
  std::map<int, std::vector<std::size_t>> places;
  for (std::size_t k = 0; k < levers.size(); ++k) {
    places[symbols.levers()[static_cast<std::size_t>(levers[k])].actor].push_back(k);
  }
  auto options = combinations(levers, symbols);
  for (const auto& entry : places) {
    const int actor = entry.first;
    const std::vector<std::size_t>& own = entry.second;
    std::set<std::vector<int>> parts;
    for (const std::vector<int>& strategy : strategies[static_cast<std::size_t>(actor)]) {
      std::vector<int> part;
      for (const std::size_t k : own) {
        const auto lever = static_cast<std::size_t>(levers[k]);
        part.push_back(strategy[static_cast<std::size_t>(symbols.levers()[lever].lever)]);
      }
      parts.insert(std::move(part));
    }
    std::erase_if(options, [&](const std::vector<int>& option) {
      std::vector<int> part;
      for (const std::size_t k : own) {
        part.push_back(option[k]);
      }
      return !parts.contains(part);
    });
  }
  return options;
}

std::vector<std::vector<int>> with_fixed_levers(std::vector<std::vector<int>> strategies,
                                                int actor,
                                                const Symbols& symbols) {
  for (std::size_t l = 0; l < symbols.levers().size(); ++l) {
    const LeverSymbol& lever = symbols.levers()[l];
    const int level = symbols.fixed()[l];
    if (lever.actor == actor && level >= 0) {
      std::erase_if(strategies, [&](const std::vector<int>& strategy) {
        return strategy[static_cast<std::size_t>(lever.lever)] != level;
      });
    }
  }
  return strategies;
}

}  // namespace demarche
