// SPDX-License-Identifier: MIT
#include "simulate/pair_expectation.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "core/to_size.hpp"

namespace demarche {
namespace {

/// An actor's variables in the scope of a table. Combinations of their levels are numbered with the
/// last variable fastest.
struct Group {
  int actor = 0;
  std::vector<std::size_t> levers = {};   // Numbers among the actor's levers.
  std::vector<std::size_t> strides = {};  // One for each of them.
  std::size_t size = 1;                   // Combinations of their levels.

  /// The number of a strategy's combination.
  [[nodiscard]] std::size_t number(const std::vector<int>& strategy) const {
    std::size_t sum = 0;
    for (std::size_t k = 0; k < levers.size(); ++k) {
      sum += to_size(strategy[levers[k]]) * strides[k];
    }
    return sum;
  }
};

/// Where a variable of a table's scope stands in its actor's group.
struct Axis {
  std::size_t group = 0;
  std::size_t stride = 1;
  int size = 1;
};

/// A table's scope by actors: the row actor's group, the column actor's and then those of others.
class ScopeOfActors {
 public:
  ScopeOfActors(const Model& model, const FactorTable& table, const std::array<int, 2>& actors)
      : groups_{{.actor = actors[0]}, {.actor = actors[1]}}, axes_(table.scope.size()) {
    for (std::size_t k = axes_.size(); k-- > 0;) {
      const auto variable = to_size(table.scope[k]);
      const VariableModel& at = model.variables[variable];
      auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& known) {
        return known.actor == at.actor;
      });
      if (group == groups_.end()) {
        groups_.push_back({.actor = at.actor});
        group = groups_.end() - 1;
      }
      const int size = model.shape.variable_sizes[variable];
      axes_[k] = {.group = static_cast<std::size_t>(group - groups_.begin()),
                  .stride = group->size,
                  .size = size};
      group->levers.push_back(to_size(at.lever));
      group->strides.push_back(group->size);
      group->size *= to_size(size);
    }
  }

  [[nodiscard]] const Group& rows() const noexcept { return groups_[0]; }
  [[nodiscard]] const Group& columns() const noexcept { return groups_[1]; }

  /// Adds the table's cells, each times the probability of the others' levels, to `expected`,
  /// [levels of the row actor][levels of the column actor].
  void expect(std::span<const double> cells,
              const Situation& situation,
              std::vector<double>& expected) const {
    const std::vector<std::vector<double>> marginals = marginals_of(situation);
    std::vector<int> levels(axes_.size(), 0);
    std::vector<std::size_t> numbers(groups_.size());
    for (const double cell : cells) {
      std::fill(numbers.begin(), numbers.end(), 0);
      for (std::size_t k = 0; k < axes_.size(); ++k) {
        numbers[axes_[k].group] += to_size(levels[k]) * axes_[k].stride;
      }
      double weight = situation.weight;
      for (std::size_t g = 2; g < groups_.size(); ++g) {
        weight *= marginals[g][numbers[g]];
      }
      // What nobody plays does not count, even if its payoff is not defined.
      if (weight > 0.0) {
        expected[numbers[0] * columns().size + numbers[1]] += weight * cell;
      }
      next(levels);
    }
  }

 private:
  /// For each group of others, the probability of each combination of its levels.
  [[nodiscard]] std::vector<std::vector<double>> marginals_of(const Situation& situation) const {
    std::vector<std::vector<double>> marginals(groups_.size());
    for (std::size_t g = 2; g < groups_.size(); ++g) {
      const Group& group = groups_[g];
      marginals[g].resize(group.size, 0.0);
      for (const auto& [strategy, probability] : situation.plays[to_size(group.actor)]) {
        marginals[g][group.number(strategy)] += probability;
      }
    }
    return marginals;
  }

  void next(std::vector<int>& levels) const {
    for (std::size_t k = levels.size(); k-- > 0;) {
      if (++levels[k] < axes_[k].size) {
        return;
      }
      levels[k] = 0;
    }
  }

  std::vector<Group> groups_;
  std::vector<Axis> axes_;  // One for each variable of the scope.
};

/// For each of an actor's strategies, the number of its levels in the group.
std::vector<std::size_t> numbers_of(const Model& model,
                                    const Group& group,
                                    const std::vector<int>& strategies) {
  const FactoredPlayer& player = model.shape.players[to_size(group.actor)];
  std::vector<std::size_t> numbers;
  numbers.reserve(strategies.size());
  for (const int strategy : strategies) {
    numbers.push_back(group.number(player.strategies[to_size(strategy)]));
  }
  return numbers;
}

}  // namespace

void add_expectation(const Model& model,
                     const FactorTable& table,
                     std::span<const double> cells,
                     const std::vector<Situation>& situations,
                     const std::array<int, 2>& actors,
                     const std::array<std::vector<int>, 2>& strategies,
                     std::vector<double>& sums) {
  assert(sums.size() == strategies[0].size() * strategies[1].size());
  const ScopeOfActors scope(model, table, actors);
  // A table depends on few levers of the two: its expectation is computed once for each combination
  // of their levels, and looked up for each pair of strategies.
  std::vector<double> expected(scope.rows().size * scope.columns().size, 0.0);
  for (const Situation& situation : situations) {
    scope.expect(cells.subspan(table.first_cell, table.num_cells), situation, expected);
  }
  const std::vector<std::size_t> columns = numbers_of(model, scope.columns(), strategies[1]);
  double* sum = sums.data();
  for (const std::size_t row : numbers_of(model, scope.rows(), strategies[0])) {
    for (const std::size_t column : columns) {
      *sum++ += expected[row * scope.columns().size + column];
    }
  }
}

}  // namespace demarche
