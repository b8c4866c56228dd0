// SPDX-License-Identifier: MIT
#include "demarche/game/expectation.hpp"

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>

#include "demarche/core/aligned.hpp"
#include "support/factored_games.hpp"

namespace demarche {
namespace {

/// Random distributions of all players, [num_strategies][kBlockLanes].
AlignedArray random_profiles(const FactoredShape& shape, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_01<double> uniform;
  AlignedArray rows(shape.num_strategies() * kBlockLanes);
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    for (std::size_t i = 0; i < shape.num_players(); ++i) {
      const std::size_t first = shape.first_strategy(i);
      const std::size_t count = shape.players[i].strategies.size();
      double total = 0.0;
      for (std::size_t s = first; s < first + count; ++s) {
        total += rows[s * kBlockLanes + lane] = uniform(engine);
      }
      for (std::size_t s = first; s < first + count; ++s) {
        rows[s * kBlockLanes + lane] /= total;
      }
    }
  }
  return rows;
}

/// Sums over every joint profile: the definition.
double expectation_by_enumeration(const FactoredShape& shape,
                                  std::size_t player,
                                  const AlignedArray& probabilities,
                                  const std::vector<double>& cells,
                                  std::size_t lane) {
  std::vector<std::size_t> strategy(shape.num_players(), 0);
  std::vector<int> levels(shape.variable_sizes.size());
  double total = 0.0;
  for (;;) {
    double probability = 1.0;
    for (std::size_t i = 0; i < strategy.size(); ++i) {
      probability *= probabilities[(shape.first_strategy(i) + strategy[i]) * kBlockLanes + lane];
      for (std::size_t k = 0; k < shape.players[i].variables.size(); ++k) {
        levels[static_cast<std::size_t>(shape.players[i].variables[k])] =
            shape.players[i].strategies[strategy[i]][k];
      }
    }
    total += probability * testing::payoff_at(shape, player, levels, cells, lane);
    std::size_t i = 0;
    while (i < strategy.size() && ++strategy[i] == shape.players[i].strategies.size()) {
      strategy[i++] = 0;
    }
    if (i == strategy.size()) {
      return total;
    }
  }
}

TEST(ExpectationPlan, AgreesWithTheSumOverAllProfiles) {
  const auto shape = testing::random_shape({{2, 3}, {3, 2}, {2}}, 15, 3);
  const auto cells = testing::random_cells(shape, 1.0, 4);
  const AlignedArray probabilities = random_profiles(shape, 5);

  for (std::size_t player = 0; player < shape.num_players(); ++player) {
    const ExpectationPlan plan(shape, shape.players[player].payoff);
    const std::size_t num_tables = shape.players[player].payoff.size();
    AlignedArray aligned_cells(cells.size());
    std::copy(cells.begin(), cells.end(), aligned_cells.data());
    AlignedArray expectations(num_tables * kBlockLanes);
    AlignedArray workspace(plan.workspace_rows() * kBlockLanes);
    plan.evaluate(
        probabilities.data(), aligned_cells.data(), expectations.data(), workspace.data());
    for (std::size_t lane = 0; lane < kBlockLanes; lane += 17) {
      double sum = 0.0;
      for (std::size_t t = 0; t < num_tables; ++t) {
        sum += expectations[t * kBlockLanes + lane];
      }
      EXPECT_NEAR(
          sum, expectation_by_enumeration(shape, player, probabilities, cells, lane), 1e-12);
    }
  }
}

TEST(ExpectationPlan, AnEmptyScopeIsItsCell) {
  const auto shape = testing::random_shape({{2}}, 0, 1);
  const ExpectationPlan plan(shape, {{.scope = {}, .first_cell = 1, .num_cells = 1}});
  AlignedArray cells(2 * kBlockLanes);
  cells[kBlockLanes + 5] = 4.5;
  const AlignedArray probabilities = random_profiles(shape, 1);
  AlignedArray expectations(kBlockLanes);
  AlignedArray workspace(plan.workspace_rows() * kBlockLanes);

  plan.evaluate(probabilities.data(), cells.data(), expectations.data(), workspace.data());

  EXPECT_EQ(expectations[5], 4.5);
}

}  // namespace
}  // namespace demarche
