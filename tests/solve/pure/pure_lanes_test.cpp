// SPDX-License-Identifier: MIT
#include "solve/pure/pure_lanes.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "demarche/solve/pure_equilibria.hpp"
#include "support/blocks.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::DenseBlock;
using testing::equilibria_of_lane;
using testing::solve_block;

void expect_as_one_by_one(const std::vector<NormalFormGame>& games) {
  const DenseBlock block(games);
  const BlockSolution solution = solve_block("pure", block);
  for (std::size_t lane = 0; lane < games.size(); ++lane) {
    SCOPED_TRACE(lane);
    const Solution expected = find_concept("pure").solve(games[lane], {});
    const Certificate& certificate = solution.certificates[lane];
    ASSERT_EQ(certificate.status, expected.certificate.status);
    ASSERT_EQ(certificate.num_equilibria, expected.certificate.num_equilibria);
    ASSERT_EQ(certificate.is_degenerate, expected.certificate.is_degenerate);
    ASSERT_TRUE(certificate.is_complete);
    ASSERT_DOUBLE_EQ(certificate.max_regret, expected.certificate.max_regret);
    ASSERT_NEAR(certificate.residual, expected.certificate.residual, 1e-15);
    ASSERT_EQ(equilibria_of_lane(block.shape(), solution, lane), expected.equilibria);
  }
}

TEST(PureLanes, AgreeWithGamesOneByOneOnEveryInstructionSet) {
  for (const auto& sizes : std::vector<std::vector<int>>{
           {7}, {2, 2}, {6, 3}, {1, 4, 2}, {3, 3, 3, 3}, {2, 2, 2, 2, 2, 2}, {5, 4, 5}}) {
    SCOPED_TRACE(::testing::PrintToString(sizes));
    const auto uniform = testing::random_games(sizes, kBlockLanes);
    std::vector<NormalFormGame> tied;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      tied.push_back(testing::random_integer_game(sizes, 3, lane));
    }
    for (const std::int64_t target : testing::vector_targets()) {
      SCOPED_TRACE(target);
      const testing::ForcedInstructionSet forced(target);
      expect_as_one_by_one(uniform);
      expect_as_one_by_one(tied);
    }
  }
}

/// Payoffs 1e-13 of the spread apart tie, and their difference is the regret.
TEST(PureLanes, TiesAreWithinTheTolerance) {
  auto game = testing::random_integer_game({3, 3}, 2, 8);
  for (std::size_t p = 0; p < 9; ++p) {
    game.payoffs(0)[p] += 1e-13 * static_cast<double>(p % 4);
  }

  expect_as_one_by_one({game});
  EXPECT_GT(solve_block("pure", DenseBlock({game})).certificates[0].residual, 0.0);
}

TEST(PureLanes, NamesLanesThatAreNotFinite) {
  std::vector<NormalFormGame> games(20, testing::random_game({2, 3}, 5));
  games[3].payoffs(1)[5] = std::numeric_limits<double>::quiet_NaN();
  games[19].payoffs(0)[0] = -std::numeric_limits<double>::infinity();

  const BlockSolution solution = solve_block("pure", DenseBlock(games));

  for (std::size_t lane = 0; lane < games.size(); ++lane) {
    EXPECT_EQ(solution.certificates[lane].status == SolveStatus::not_finite,
              lane == 3 || lane == 19);
  }
}

TEST(PureLanes, GivesUpOnMoreEquilibriaThanAreKept) {
  const NormalFormGame indifferent({33, 32});

  const auto solution = solve_block("pure", DenseBlock({indifferent}));

  EXPECT_EQ(solution.certificates[0].status, SolveStatus::iteration_limit);
  EXPECT_EQ(solution.certificates[0].num_equilibria, 33 * 32);
  for (const auto& weights : solution.weights) {
    EXPECT_EQ(weights[0], 0.0);
  }
}

TEST(PureLanes, WeighEquilibriaAsTheSelectionSays) {
  const auto games = testing::random_games({3, 3, 2}, kBlockLanes);
  const DenseBlock block(games);

  const auto solution = solve_block("pure", block, {.selection = Selection::utilitarian});

  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const auto equilibria = find_concept("pure").solve(games[lane], {}).equilibria;
    const auto weights = select_equilibria(games[lane], equilibria, Selection::utilitarian);
    for (std::size_t c = 0; c < weights.size(); ++c) {
      EXPECT_EQ(solution.weights[c][lane], weights[c]);
    }
  }
}

}  // namespace
}  // namespace demarche
