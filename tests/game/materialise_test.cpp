// SPDX-License-Identifier: MIT
#include "demarche/game/materialise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "support/factored_games.hpp"

namespace demarche {
namespace {

/// Every payoff of the dense form is the sum of the tables at that profile.
TEST(Materialisation, AddsTheTablesUp) {
  const auto shape = testing::random_shape({{2, 2}, {3}, {2}}, 9, 5);
  const auto cells = testing::random_cells(shape, 1.0, 5);
  const GameBlock block{.shape = &shape, .num_lanes = kBlockLanes, .cells = cells.data()};
  const Materialisation dense(shape);
  std::vector<double> lane(dense.num_profiles());
  std::vector<double> all(dense.num_profiles() * kBlockLanes);

  ASSERT_EQ(dense.num_profiles(), 24U);
  ASSERT_EQ(dense.num_behaviour_rows(), 0U);
  for (std::size_t k = 0; k < 3; ++k) {
    dense.payoffs(block, 9, nullptr, k, lane.data());
    dense.block_payoffs(block, nullptr, k, all.data());
    std::size_t p = 0;
    for (const auto& a : shape.players[0].strategies) {
      for (const auto& b : shape.players[1].strategies) {
        for (const auto& c : shape.players[2].strategies) {
          const double expected = testing::payoff_at(shape, k, {a[0], a[1], b[0], c[0]}, cells, 9);
          EXPECT_NEAR(lane[p], expected, 1e-12);
          EXPECT_NEAR(all[p * kBlockLanes + 9], expected, 1e-12);
          ++p;
        }
      }
    }
  }
}

/// One table over all in the order of profiles; the same with players swapped; two tables; none.
TEST(Materialisation, ReadsPayoffsInPlaceOnlyWhereTheyStandAsTheyAre) {
  FactoredShape shape;
  shape.variable_sizes = {2, 3, 1, 1};
  shape.players = {{"in place", {0}, {{0}, {1}}, {{{0, 1}, 0, 6}}, {}},
                   {"of the other", {1}, {{0}, {1}, {2}}, {{{0}, 6, 2}}, {}},
                   {"two tables", {2}, {{0}}, {{{0, 1}, 0, 6}, {{0, 1}, 8, 6}}, {}},
                   {"no table", {3}, {{0}}, {}, {}}};
  shape.num_cells = 14;
  shape.check();
  const auto cells = testing::random_cells(shape, 1.0, 3);
  const GameBlock block{.shape = &shape, .num_lanes = kBlockLanes, .cells = cells.data()};
  const Materialisation dense(shape);
  std::vector<double> none(6 * kBlockLanes, 1.0);

  dense.block_payoffs(block, nullptr, 3, none.data());

  EXPECT_EQ(dense.payoffs_in_place(block, 0), cells.data());
  EXPECT_EQ(dense.payoffs_in_place(block, 1), nullptr);
  EXPECT_EQ(dense.payoffs_in_place(block, 2), nullptr);
  EXPECT_EQ(dense.payoffs_in_place(block, 3), nullptr);
  EXPECT_EQ(none, std::vector<double>(6 * kBlockLanes, 0.0));
}

/// A behavioural player has the variables 0 and 2, one who chooses has 1 between them.
TEST(Materialisation, TakesVariablesInAnyOrder) {
  FactoredShape shape;
  shape.variable_sizes = {2, 2, 2};
  shape.players = {{"chooses", {1}, {{0}, {1}}, {{{0, 1, 2}, 0, 8}}, {}},
                   {"draws", {0, 2}, {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {}, {{{0, 2}, 8, 4}}}};
  shape.num_cells = 12;
  shape.check();
  std::vector<double> cells(12 * kBlockLanes, 1.0);
  for (std::size_t cell = 0; cell < 8; ++cell) {
    cells[cell * kBlockLanes] = static_cast<double>(cell);
  }
  const GameBlock block{.shape = &shape, .num_lanes = 1, .cells = cells.data()};

  ASSERT_EQ(Materialisation::refusal(shape), std::nullopt);
  const Materialisation dense(shape);
  std::vector<double> behaviour(4 * kBlockLanes);
  std::vector<double> payoffs(2);
  dense.behaviour(block, behaviour.data());
  dense.payoffs(block, 0, behaviour.data(), 0, payoffs.data());

  EXPECT_THAT(payoffs, ::testing::ElementsAre(2.5, 4.5));  // Means of 0, 1, 4, 5 and 2, 3, 6, 7.
}

TEST(Materialisation, LanesWithoutUsableWeightsGetNan) {
  FactoredShape shape;
  shape.variable_sizes = {2, 2};
  shape.players = {{"chooses", {0}, {{0}, {1}}, {{{0, 1}, 0, 4}}, {}},
                   {"draws", {1}, {{0}, {1}}, {}, {{{1}, 4, 2}}}};
  shape.num_cells = 6;
  shape.check();
  std::vector<double> cells(6 * kBlockLanes, 1.0);
  cells[4 * kBlockLanes + 1] = -1.0;
  cells[4 * kBlockLanes + 2] = cells[5 * kBlockLanes + 2] = 0.0;
  cells[5 * kBlockLanes + 3] = INFINITY;
  const Materialisation dense(shape);
  std::vector<double> behaviour(2 * kBlockLanes);

  dense.behaviour({.shape = &shape, .num_lanes = 4, .cells = cells.data()}, behaviour.data());

  EXPECT_EQ(behaviour[0], 0.5);
  for (std::size_t lane = 1; lane < 4; ++lane) {
    EXPECT_TRUE(std::isnan(behaviour[lane])) << lane;
    EXPECT_TRUE(std::isnan(behaviour[kBlockLanes + lane])) << lane;
  }
}

TEST(Materialisation, RefusesTheFlagshipWithItsSize) {
  const auto shape = testing::flagship_shape(40, 1);

  EXPECT_THAT(*Materialisation::refusal(shape), ::testing::HasSubstr("1.344e+07 joint profiles"));
  EXPECT_THROW(Materialisation{shape}, InvalidArgument);
}

}  // namespace
}  // namespace demarche
