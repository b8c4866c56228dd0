// SPDX-License-Identifier: MIT
#include "support/factored_games.hpp"

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <set>

#include "demarche/core/types.hpp"

namespace demarche::testing {
namespace {

std::size_t to_size(int i) {
  return static_cast<std::size_t>(i);
}

std::vector<std::vector<int>> all_combinations(const std::vector<int>& sizes) {
  std::vector<std::vector<int>> combinations{{}};
  for (const int size : sizes) {
    std::vector<std::vector<int>> longer;
    for (const auto& combination : combinations) {
      for (int level = 0; level < size; ++level) {
        longer.push_back(combination);
        longer.back().push_back(level);
      }
    }
    combinations = std::move(longer);
  }
  return combinations;
}

}  // namespace

FactoredShape random_shape(const std::vector<std::vector<int>>& lever_sizes,
                           int num_terms,
                           std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  const auto pick = [&engine](std::size_t count) {
    return boost::random::uniform_int_distribution<int>(0, static_cast<int>(count) - 1)(engine);
  };
  FactoredShape shape;
  for (const auto& sizes : lever_sizes) {
    auto& player = shape.players.emplace_back();
    player.name = std::to_string(shape.players.size());
    for (const int size : sizes) {
      player.variables.push_back(static_cast<int>(shape.variable_sizes.size()));
      shape.variable_sizes.push_back(size);
    }
    player.strategies = all_combinations(sizes);
  }
  for (int t = 0; t < num_terms; ++t) {
    auto& player = shape.players[to_size(t) % shape.players.size()];
    std::set<int> scope{player.variables[to_size(pick(player.variables.size()))]};
    const auto wanted = std::min(shape.variable_sizes.size(), to_size(2 + pick(2)));
    while (scope.size() < wanted) {
      scope.insert(pick(shape.variable_sizes.size()));
    }
    FactorTable table{
        .scope = {scope.begin(), scope.end()}, .first_cell = shape.num_cells, .num_cells = 1};
    for (const int variable : table.scope) {
      table.num_cells *= to_size(shape.variable_sizes[to_size(variable)]);
    }
    shape.num_cells += table.num_cells;
    player.payoff.push_back(std::move(table));
  }
  return shape;
}

std::vector<double> random_cells(const FactoredShape& shape,
                                 double standard_deviation,
                                 std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::normal_distribution<double> normal(0.0, standard_deviation);
  std::vector<double> cells(shape.num_cells * kBlockLanes);
  std::generate(cells.begin(), cells.end(), [&] { return normal(engine); });
  return cells;
}

FactoredShape flagship_shape(int num_terms, std::uint64_t seed) {
  return random_shape(
      {{3, 3, 3, 2, 2}, {3, 3}, {3, 3, 2, 2, 2}, {2, 2, 3}, {2, 2}, {2}, {2}}, num_terms, seed);
}

double payoff_at(const FactoredShape& shape,
                 std::size_t player,
                 const std::vector<int>& levels,
                 const std::vector<double>& cells,
                 std::size_t lane) {
  double payoff = 0.0;
  for (const auto& table : shape.players[player].payoff) {
    std::size_t cell = 0;
    for (const int variable : table.scope) {
      cell = cell * to_size(shape.variable_sizes[to_size(variable)]) +
             to_size(levels[to_size(variable)]);
    }
    payoff += cells[(table.first_cell + cell) * kBlockLanes + lane];
  }
  return payoff;
}

}  // namespace demarche::testing
