// SPDX-License-Identifier: MIT
#include "demarche/solve/zero_sum.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

constexpr double kThird = 1.0 / 3.0;

ZeroSumResult solve(const Matrix& row) {
  return ZeroSum().solve(bimatrix(row, -row));
}

/// Cases B1 to B3: OpenSpiel python/algorithms/lp_solver_test.py.
TEST(ZeroSum, B1RockPaperScissors) {
  const auto result = solve(Matrix{{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}});

  EXPECT_NEAR(result.value, 0.0, 1e-15);
  EXPECT_LT(
      testing::distance(result.strategies, {{kThird, kThird, kThird}, {kThird, kThird, kThird}}),
      1e-14);
}

TEST(ZeroSum, B2BiasedRockPaperScissors) {
  const Matrix row{{0, -.25, .5}, {.25, 0, -.05}, {-.5, .05, 0}};

  for (const double scale : {1.0, 100.0, 1e-10}) {
    const auto result = solve(scale * row);

    EXPECT_NEAR(result.value, 0.0, 1e-14 * scale);
    EXPECT_LT(testing::distance(result.strategies,
                                {{1 / 16.0, 10 / 16.0, 5 / 16.0}, {1 / 16.0, 10 / 16.0, 5 / 16.0}}),
              1e-13);
  }
}

TEST(ZeroSum, B3PureSaddlePoint) {
  const auto result = solve(Matrix{{2, 1, 5}, {-3, -4, -2}});

  EXPECT_EQ(result.value, 1.0);
  EXPECT_EQ(result.strategies, (MixedProfile{{1, 0}, {0, 1, 0}}));
}

/// The sum may be any constant.
TEST(ZeroSum, TakesConstantSums) {
  const Matrix row{{3, 0}, {1, 2}};

  const auto result = ZeroSum().solve(bimatrix(row, Matrix::Constant(2, 2, 10) - row));

  EXPECT_NEAR(result.value, 1.5, 1e-14);
}

TEST(ZeroSum, RefusesOtherGames) {
  EXPECT_THROW((void)ZeroSum().solve(testing::random_game({2, 2}, 1)), InvalidArgument);
  EXPECT_THROW((void)ZeroSum().solve(testing::random_game({2, 2, 2}, 1)), InvalidArgument);
}

TEST(ZeroSum, RejectsWhatItsOptionsExclude) {
  EXPECT_THROW(ZeroSum({.max_iterations = 0}), InvalidArgument);
  EXPECT_THROW(ZeroSum({.max_seconds = 0.0}), InvalidArgument);
  EXPECT_THROW(ZeroSum({.tolerance = 0.0}), InvalidArgument);
}

TEST(ZeroSum, SaysThatItsBudgetRanOut) {
  const auto game = testing::random_game({20, 20}, 1);
  const Matrix row = Eigen::Map<const Matrix>(game.payoffs(0).data(), 20, 20);

  const auto result = ZeroSum({.max_iterations = 2}).solve(bimatrix(row, -row));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.strategies.empty());
}

TEST(ZeroSum, SaysThatItsTimeRanOut) {
  const auto game = testing::random_game({20, 20}, 1);
  const Matrix row = Eigen::Map<const Matrix>(game.payoffs(0).data(), 20, 20);

  const auto result = ZeroSum({.max_seconds = 1e-9}).solve(bimatrix(row, -row));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.strategies.empty());
}

/// Gambit's floating-point program is wrong on one in three games of this size.
TEST(ZeroSum, SolvesLargeGames) {
  const auto game = testing::random_game({300, 300}, 1);
  const Matrix row = Eigen::Map<const Matrix>(game.payoffs(0).data(), 300, 300);

  const auto result = solve(row);

  EXPECT_EQ(result.status, SolveStatus::converged);
  EXPECT_LE(result.regret, 1e-9);
}

}  // namespace
}  // namespace demarche
