// SPDX-License-Identifier: MIT
#include "demarche/game/factored_game.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "demarche/core/error.hpp"
#include "support/factored_games.hpp"

namespace demarche {
namespace {

/// Two players; the first has two levers.
FactoredShape small_shape() {
  FactoredShape shape;
  shape.variable_sizes = {2, 3, 2};
  shape.players = {{"A", {0, 1}, {{0, 0}, {0, 2}, {1, 1}}, {{{0, 2}, 0, 4}, {{1}, 4, 3}}, {}},
                   {"B", {2}, {{0}, {1}}, {{{1, 2}, 7, 6}}, {}}};
  shape.num_cells = 13;
  return shape;
}

TEST(FactoredShape, CountsStrategiesAndProfiles) {
  const auto shape = small_shape();

  shape.check();

  EXPECT_EQ(shape.num_strategies(), 5U);
  EXPECT_EQ(shape.first_strategy(1), 3U);
  EXPECT_EQ(shape.num_profiles(), 6.0);
}

TEST(FactoredShape, FlagshipShapeHasThirteenMillionProfiles) {
  EXPECT_EQ(testing::flagship_shape(40, 1).num_profiles(), 13'436'928.0);
}

TEST(FactoredShape, RejectsEveryBrokenRule) {
  const std::vector<std::function<void(FactoredShape&)>> faults = {
      [](auto& s) {
        s.players[0].payoff[0].scope = {2, 0};
      },
      [](auto& s) {
        s.players[0].payoff[0].scope = {0, 9};
      },
      [](auto& s) { s.players[0].payoff[0].num_cells = 5; },
      [](auto& s) { s.num_cells = 12; },
      [](auto& s) {
        s.players[0].strategies = {{0, 2}, {0, 0}};
      },
      [](auto& s) {
        s.players[0].strategies = {{0, 0}, {0, 0}};
      },
      [](auto& s) {
        s.players[0].strategies = {{0, 3}};
      },
      [](auto& s) { s.players[0].strategies.clear(); },
      [](auto& s) {
        s.players[1].behaviour = {{{1}, 4, 3}};
      }};

  for (std::size_t k = 0; k < faults.size(); ++k) {
    auto shape = small_shape();
    faults[k](shape);
    EXPECT_THROW(shape.check(), InvalidArgument) << k;
  }
}

/// Straight from the definition: a sum over all profiles.
TEST(StrategyPayoffs, AreExpectationsOverTheOthersMixtures) {
  const auto shape = testing::random_shape({{2, 2}, {3}, {2, 2}}, 8, 4);
  const auto block = testing::random_cells(shape, 1.0, 4);
  std::vector<double> cells;
  for (std::size_t row = 0; row < shape.num_cells; ++row) {
    cells.push_back(block[row * kBlockLanes + 3]);
  }
  std::vector<double> probabilities;
  for (const auto& player : shape.players) {
    const double total =
        static_cast<double>(player.strategies.size() * (player.strategies.size() + 1)) / 2;
    for (std::size_t s = 0; s < player.strategies.size(); ++s) {
      probabilities.push_back(static_cast<double>(s + 1) / total);
    }
  }

  for (std::size_t i = 0; i < 3; ++i) {
    const auto actual = strategy_payoffs(shape, cells, probabilities, i);
    const std::size_t j = (i + 1) % 3;
    const std::size_t k = (i + 2) % 3;
    for (std::size_t s = 0; s < actual.size(); ++s) {
      double expected = 0.0;
      for (std::size_t a = 0; a < shape.players[j].strategies.size(); ++a) {
        for (std::size_t b = 0; b < shape.players[k].strategies.size(); ++b) {
          std::vector<int> levels(shape.variable_sizes.size());
          const auto set = [&](std::size_t player, std::size_t strategy) {
            const auto& p = shape.players[player];
            for (std::size_t v = 0; v < p.variables.size(); ++v) {
              levels[static_cast<std::size_t>(p.variables[v])] = p.strategies[strategy][v];
            }
          };
          set(i, s);
          set(j, a);
          set(k, b);
          expected += probabilities[shape.first_strategy(j) + a] *
                      probabilities[shape.first_strategy(k) + b] *
                      testing::payoff_at(shape, i, levels, block, 3);
        }
      }
      EXPECT_NEAR(actual[s], expected, 1e-12);
    }
  }
}

}  // namespace
}  // namespace demarche
