// SPDX-License-Identifier: MIT
#include "demarche/game/agent_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/factored_games.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;

/// One player with three binary levers; `scopes` are its payoff tables.
FactoredShape one_player(const std::vector<std::vector<int>>& scopes) {
  FactoredShape shape = testing::random_shape({{2, 2, 2}}, 0, 1);
  for (const auto& scope : scopes) {
    const std::size_t cells = std::size_t{1} << scope.size();
    shape.players[0].payoff.push_back(
        {.scope = scope, .first_cell = shape.num_cells, .num_cells = cells});
    shape.num_cells += cells;
  }
  return shape;
}

TEST(SeparateAgents, SplitLeversThatNeverMeetInAPayoff) {
  const auto agents = separate_agents(one_player({{0, 2}, {1}}));

  ASSERT_EQ(agents.size(), 2U);
  EXPECT_THAT(agents[0].variables, ElementsAre(0, 2));
  EXPECT_THAT(agents[1].variables, ElementsAre(1));
  EXPECT_EQ(agents[0].strategies.size(), 4U);
  // The player's strategies are (0,0,0), (0,0,1), (0,1,0), ...: lever 1 is its own agent.
  EXPECT_THAT(agents[0].strategy_of, ElementsAre(0, 1, 0, 1, 2, 3, 2, 3));
  EXPECT_THAT(agents[1].strategy_of, ElementsAre(0, 0, 1, 1, 0, 0, 1, 1));
}

TEST(SeparateAgents, JoinLeversThroughAChainOfTerms) {
  const auto agents = separate_agents(one_player({{0, 1}, {1, 2}}));

  ASSERT_EQ(agents.size(), 1U);
  EXPECT_EQ(agents[0].strategies.size(), 8U);
}

TEST(SeparateAgents, KeepAPlayerWholeWhenFeasibilityTiesItsLevers) {
  auto shape = one_player({{0}, {1}, {2}});
  shape.players[0].strategies.erase(shape.players[0].strategies.begin() + 3);

  const auto agents = separate_agents(shape);

  ASSERT_EQ(agents.size(), 1U);
  EXPECT_EQ(agents[0].strategies.size(), 7U);
}

TEST(MarginalSet, ListsEachMarginalOnce) {
  const auto shape = testing::random_shape({{2, 3}, {2}}, 0, 1);
  MarginalSet set(shape, player_agents(shape));

  EXPECT_EQ(set.add(0, {1}), 0);
  EXPECT_EQ(set.add(1, {2}), 1);
  EXPECT_EQ(set.add(0, {1}), 0);

  EXPECT_EQ(set.num_rows(), 5U);
  EXPECT_THAT(set.marginals()[0].cell_of_strategy, ElementsAre(0, 1, 2, 0, 1, 2));
}

TEST(MarginalSet, PutsThePreferredAgentsAxisFirst) {
  const auto shape = testing::random_shape({{2, 3}, {2}}, 0, 1);
  MarginalSet set(shape, player_agents(shape));
  const FactorTable table{.scope = {1, 2}, .first_cell = 10, .num_cells = 6};

  const Tensor tensor = set.add(table, 1);

  EXPECT_THAT(tensor.sizes, ElementsAre(2, 3));
  EXPECT_THAT(tensor.rows, ElementsAre(10, 12, 14, 11, 13, 15));
}

TEST(MarginalSet, ProjectsAWideMarginalOntoANarrowOne) {
  const auto shape = testing::random_shape({{2, 3}, {2}}, 0, 1);
  MarginalSet set(shape, player_agents(shape));
  const int wide = set.add(0, {0, 1});
  const int first = set.add(0, {0});
  const int second = set.add(0, {1});

  EXPECT_THAT(set.projection(wide, first), ElementsAre(0, 0, 0, 1, 1, 1));
  EXPECT_THAT(set.projection(wide, second), ElementsAre(0, 1, 2, 0, 1, 2));
}

}  // namespace
}  // namespace demarche
