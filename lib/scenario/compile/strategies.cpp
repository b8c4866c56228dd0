// SPDX-License-Identifier: MIT
#include "scenario/compile/strategies.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "scenario/language/evaluate.hpp"
#include "scenario/language/interrupted.hpp"

namespace demarche {
namespace {

/// All combinations of so many levels, the last lever fastest, where `levels` has -1; other levers
/// have the level given.
std::vector<std::vector<int>> combinations(const std::vector<int>& num_levels,
                                           const std::vector<int>& levels) {
  assert(levels.size() == num_levels.size());
  std::vector<int> combination;
  std::size_t count = 1;
  for (std::size_t k = 0; k < levels.size(); ++k) {
    combination.push_back(std::max(levels[k], 0));
    count *= levels[k] < 0 ? static_cast<std::size_t>(num_levels[k]) : 1;
  }
  std::vector<std::vector<int>> all;
  all.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(combination);
    for (std::size_t k = levels.size(); k-- > 0;) {
      if (levels[k] >= 0) {
        continue;
      }
      if (++combination[k] < num_levels[k]) {
        break;
      }
      combination[k] = 0;
    }
  }
  return all;
}

std::vector<std::vector<int>> combinations(const std::vector<int>& num_levels) {
  return combinations(num_levels, std::vector<int>(num_levels.size(), -1));
}

std::vector<int> sizes_of(const std::vector<int>& levers, const Symbols& symbols) {
  std::vector<int> sizes;
  sizes.reserve(levers.size());
  for (const int lever : levers) {
    sizes.push_back(static_cast<int>(symbols.num_levels(lever)));
  }
  return sizes;
}

/// Whether a strategy has these levels; -1 stands for any.
bool agrees(const std::vector<int>& strategy, const std::vector<int>& levels) {
  assert(strategy.size() == levels.size());
  return std::equal(strategy.begin(), strategy.end(), levels.begin(), [](int own, int wanted) {
    return wanted < 0 || own == wanted;
  });
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
    stop_if_interrupted();
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

StrategySet::StrategySet(std::vector<int> num_levels) : num_levels_(std::move(num_levels)) {}

StrategySet::StrategySet(std::vector<int> num_levels, std::vector<std::vector<int>> feasible)
    : num_levels_(std::move(num_levels)), feasible_(std::move(feasible)) {
  assert(std::is_sorted(feasible_->begin(), feasible_->end()));
}

std::size_t StrategySet::size() const noexcept {
  if (feasible_) {
    return feasible_->size();
  }
  std::size_t count = 1;
  for (const int num_levels : num_levels_) {
    count *= static_cast<std::size_t>(num_levels);
  }
  return count;
}

bool StrategySet::has_any_with(const std::vector<int>& levels) const {
  return !feasible_ || std::any_of(feasible_->begin(), feasible_->end(), [&](const auto& own) {
    return agrees(own, levels);
  });
}

std::vector<std::vector<int>> StrategySet::with(const std::vector<int>& levels) const {
  if (!feasible_) {
    return combinations(num_levels_, levels);
  }
  std::vector<std::vector<int>> found;
  std::copy_if(
      feasible_->begin(), feasible_->end(), std::back_inserter(found), [&](const auto& own) {
        return agrees(own, levels);
      });
  return found;
}

std::vector<std::vector<int>> StrategySet::all() const {
  return with(std::vector<int>(num_levels_.size(), -1));
}

StrategySets feasible_strategies(const v1::Scenario& scenario, const Symbols& symbols) {
  StrategySets sets;
  for (int a = 0; a < scenario.actors_size(); ++a) {
    const std::vector<int> levers = levers_of(a, symbols);
    std::vector<int> num_levels = sizes_of(levers, symbols);
    const auto conditions = conditions_of(scenario.actors(a), a, symbols);
    if (conditions.empty()) {
      sets.emplace_back(std::move(num_levels));
      continue;
    }
    auto strategies = combinations(num_levels);
    rule_out(conditions, levers, symbols, strategies);
    sets.emplace_back(std::move(num_levels), std::move(strategies));
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
  auto options = combinations(sizes_of(levers, symbols));
  for (const auto& entry : places) {
    const int actor = entry.first;
    const std::vector<std::size_t>& own = entry.second;
    const StrategySet& feasible = strategies[static_cast<std::size_t>(actor)];
    if (feasible.has_all_combinations()) {
      continue;
    }
    std::set<std::vector<int>> parts;
    for (const std::vector<int>& strategy : feasible.all()) {
      std::vector<int> part;
      for (const std::size_t k : own) {
        const auto lever = static_cast<std::size_t>(levers[k]);
        part.push_back(strategy[static_cast<std::size_t>(symbols.levers()[lever].lever)]);
      }
      parts.insert(std::move(part));
    }
    std::erase_if(options, [&](const std::vector<int>& option) {
      std::vector<int> part;
      part.reserve(own.size());
      for (const std::size_t k : own) {
        part.push_back(option[k]);
      }
      return !parts.contains(part);
    });
  }
  return options;
}

std::vector<int> fixed_levels(int actor, const Symbols& symbols) {
  std::vector<int> levels;
  for (const int lever : levers_of(actor, symbols)) {
    levels.push_back(symbols.fixed()[static_cast<std::size_t>(lever)]);
  }
  return levels;
}

}  // namespace demarche
