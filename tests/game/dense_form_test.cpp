// SPDX-License-Identifier: MIT
#include "demarche/game/dense_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/core/error.hpp"
#include "support/factored_games.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(DenseForm, UndoesFactoredForm) {
  const NormalFormGame game = testing::random_game({3, 2, 4}, 1);

  const NormalFormGame dense = dense_form(factored_form(game));

  EXPECT_EQ(dense.num_strategies(), game.num_strategies());
  EXPECT_EQ(dense.player_names, game.player_names);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(std::ranges::equal(dense.payoffs(i), game.payoffs(i)));
  }
}

TEST(DenseForm, AddsUpTablesOfLevers) {
  const FactoredShape shape = testing::random_shape({{2, 2}, {3}}, 5, 4);
  const auto block = testing::random_cells(shape, 1.0, 4);
  FactoredGame game{.shape = shape, .cells = {}};
  for (std::size_t row = 0; row < shape.num_cells; ++row) {
    game.cells.push_back(block[row * kBlockLanes]);
  }

  const NormalFormGame dense = dense_form(game);

  ASSERT_EQ(dense.num_strategies(), (std::vector<int>{4, 3}));
  EXPECT_THAT(dense.strategy_names[0], ElementsAre("0,0", "0,1", "1,0", "1,1"));
  for (int s = 0; s < 4; ++s) {
    for (int t = 0; t < 3; ++t) {
      const std::size_t place = dense.profile_index(std::vector{s, t});
      for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_NEAR(dense.payoffs(i)[place],
                    testing::payoff_at(shape, i, {s / 2, s % 2, t}, block, 0),
                    1e-12);
      }
    }
  }
}

/// The second player stays away with weight 3 against 1.
TEST(DenseForm, AveragesOverBehaviour) {
  FactoredGame game;
  game.shape.variable_sizes = {2, 2};
  game.shape.players = {{.name = "a",
                         .variables = {0},
                         .strategies = {{0}, {1}},
                         .payoff = {{.scope = {0, 1}, .first_cell = 0, .num_cells = 4}}},
                        {.name = "b",
                         .variables = {1},
                         .strategies = {{0}, {1}},
                         .behaviour = {{.scope = {1}, .first_cell = 4, .num_cells = 2}}}};
  game.shape.num_cells = 6;
  game.cells = {0.0, 4.0, 8.0, 0.0, 3.0, 1.0};

  const NormalFormGame dense = dense_form(game);

  EXPECT_THAT(dense.player_names, ElementsAre("a"));
  EXPECT_THAT(dense.payoffs(0), ElementsAre(1.0, 6.0));
  game.cells.pop_back();
  EXPECT_THAT([&] { (void)dense_form(game); },
              ThrowsMessage<InvalidArgument>(HasSubstr("cells must number 6, as the shape says")));
}

}  // namespace
}  // namespace demarche
