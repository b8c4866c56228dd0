// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "support/games.hpp"
#include "support/logit_tracer.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

TEST(LogitPath, FindsACertifiedEquilibriumOfAnyGame) {
  const std::vector<std::vector<int>> shapes = {{2, 2, 2}, {3, 3, 3}, {2, 3, 2, 2}, {4, 5}, {3}};
  for (const auto& shape : shapes) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const auto game = seed % 2 == 0 ? testing::random_game(shape, seed)
                                      : testing::random_integer_game(shape, 2, seed);

      const auto result = LogitPath().solve(game);

      ASSERT_EQ(result.status, SolveStatus::converged) << seed;
      EXPECT_LE(game.relative_regret(result.strategies), 1e-9);
      EXPECT_NEAR(result.regret, game.relative_regret(result.strategies), 1e-12);
    }
  }
}

TEST(LogitPath, FindsOneOfAllEquilibria) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto game = testing::random_game({2, 2, 3}, seed);
    const auto all = NashEquilibria().solve(game);

    const auto result = LogitPath().solve(game);

    ASSERT_TRUE(all.is_complete);
    EXPECT_TRUE(std::any_of(all.equilibria.begin(), all.equilibria.end(), [&](const auto& e) {
      return testing::distance(e, result.strategies) < 1e-7;
    })) << seed;
  }
}

TEST(LogitPath, IgnoresPositiveAffineRescaling) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto game = testing::random_game({3, 3, 3}, seed);
    auto changed = testing::rescaled(game, 0, 1e10, -3e9);
    changed = testing::rescaled(changed, 1, 1e-10, 2e-11);

    const auto expected = LogitPath().solve(game);
    const auto actual = LogitPath().solve(changed);

    EXPECT_LT(testing::distance(actual.strategies, expected.strategies), 1e-7) << seed;
  }
}

TEST(LogitPath, RejectsWhatIsNotFiniteAndBadOptions) {
  auto game = testing::random_game({2, 2, 2}, 1);
  game.payoffs(2)[3] = INFINITY;
  EXPECT_THROW((void)LogitPath().solve(game), InvalidArgument);
  EXPECT_THROW(LogitPath({.tolerance = 0}), InvalidArgument);
}

/// Turocy (2005), section 4: in a symmetric game of coordination the path from uniform play leads
/// to the risk-dominant equilibrium, here the one of the larger product of losses.
TEST(LogitPath, LeadsToRiskDominance) {
  const Matrix row{{9, 0}, {8, 7}};

  const auto result = LogitPath().solve(bimatrix(row, row.transpose()));

  EXPECT_EQ(result.strategies, (MixedProfile{{0, 1}, {0, 1}}));
}

TEST(LogitPath, KeepsItsPointsWhenAsked) {
  const auto result = LogitPath({.keeps_points = true}).solve(testing::random_game({2, 2, 2}, 4));

  ASSERT_GT(result.points.size(), 2U);
  EXPECT_EQ(result.points.front().precision, 0.0);
  EXPECT_DOUBLE_EQ(result.points.front().strategies[0][0], 0.5);
  EXPECT_LT(testing::distance(result.points.back().strategies, result.strategies), 0.02);
}

TEST(LogitPath, ReportsASpentBudget) {
  const auto result = LogitPath({.max_steps = 2}).solve(testing::random_game({3, 3, 3}, 1));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.strategies.empty());
}

/// Near a bifurcation the branch turns sharply, and another part of the curve goes straight on.
/// Expected: the limit that a hundred times shorter steps reach.
TEST(LogitPath, TurnsWithTheBranchNextToABifurcation) {
  const auto turned = LogitPath().solve(testing::random_game({3, 3}, 894));
  const auto turned_too = LogitPath().solve(testing::random_game({3, 3}, 525));

  EXPECT_LT(testing::distance(turned.strategies, {{1, 0, 0}, {1, 0, 0}}), 1e-9);
  EXPECT_LT(testing::distance(turned_too.strategies, {{0, 0, 1}, {0, 1, 0}}), 1e-9);
}

/// Two by two coordination that pays the second strategy a little more: next to the crossing of the
/// symmetric game the branch turns to it, sharply.
TEST(LogitPath, TurnsWhereTheSymmetricGamesBranchesCross) {
  for (const double more : {1e-2, 1e-3, 3e-4, 1e-4, 1e-5, 3e-6}) {
    const Matrix payoffs{{1, 0}, {0, 1 + more}};

    const auto result = LogitPath().solve(testing::bimatrix(payoffs, payoffs));

    ASSERT_EQ(result.status, SolveStatus::converged) << more;
    EXPECT_LT(testing::distance(result.strategies, {{0, 1}, {0, 1}}), 1e-9) << more;
    EXPECT_FALSE(result.passed_bifurcation) << more;
  }
  const auto even =
      LogitPath().solve(testing::bimatrix(Matrix::Identity(2, 2), Matrix::Identity(2, 2)));
  EXPECT_LT(testing::distance(even.strategies, {{0.5, 0.5}, {0.5, 0.5}}), 1e-9);
  EXPECT_TRUE(even.passed_bifurcation);
}

/// With exact points on the way to a crossing, it is gone through straight on: both players go on
/// to play alike.
TEST(LogitPath, KeepsTheSymmetryOfSymmetricGames) {
  int num_crossings = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto random = testing::random_integer_game({4, 4}, 3, seed);
    const Matrix row = Eigen::Map<const Matrix>(random.payoffs(0).data(), 4, 4);

    const auto result = LogitPath().solve(bimatrix(row, row.transpose()));

    ASSERT_EQ(result.status, SolveStatus::converged) << seed;
    EXPECT_LT(testing::distance(result.strategies, {result.strategies[1], result.strategies[0]}),
              1e-6)
        << seed;
    num_crossings += result.passed_bifurcation ? 1 : 0;
  }
  EXPECT_GT(num_crossings, 20);
}

/// A path whose points are kept is followed closely, and to large precisions whatever is proved.
TEST(LogitPath, EndsWhereAPathFollowedCloselyEnds) {
  const std::vector<std::vector<int>> shapes = {{3, 3}, {3, 3, 3}, {2, 2, 2, 2}, {6, 4}, {4}};
  for (const auto& shape : shapes) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const auto game = testing::random_game(shape, 1000 + seed);

      const auto result = LogitPath().solve(game);
      const auto kept = LogitPath({.keeps_points = true}).solve(game);

      EXPECT_LT(testing::distance(result.strategies, kept.strategies), 1e-7) << seed;
      EXPECT_GE(kept.last_precision, 1e4);
    }
  }
}

/// Three strategies that are a little better when they meet: three pairs of branches pass each
/// other closely. Expected: the branch that short steps with small corrections follow.
TEST(LogitPath, StaysOnItsBranchNextToASymmetricGame) {
  int num_traced = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const auto noise = testing::random_game({3, 3}, seed);
    Matrix row = Matrix::Identity(3, 3);
    Matrix column = row;
    for (Index k = 0; k < 9; ++k) {
      row(k / 3, k % 3) += 0.1 * noise.payoffs(0)[static_cast<std::size_t>(k)];
      column(k / 3, k % 3) += 0.1 * noise.payoffs(1)[static_cast<std::size_t>(k)];
    }
    const auto game = bimatrix(row, column);

    const auto result = LogitPath().solve(game);
    const auto traced = testing::trace_logit_branch(game.unit_scaled(), 1e3, 0.003);

    ASSERT_EQ(result.status, SolveStatus::converged) << seed;
    num_traced += traced ? 1 : 0;
    if (traced) {
      EXPECT_LT(testing::distance(result.strategies, *traced), 0.05) << seed;
    }
  }
  EXPECT_GT(num_traced, 50);
}

TEST(LogitPath, SolvesGamesOfManyStrategies) {
  const auto game = testing::random_game({20, 15}, 3);

  const auto result = LogitPath().solve(game);

  ASSERT_EQ(result.status, SolveStatus::converged);
  EXPECT_LE(game.relative_regret(result.strategies), 1e-9);
}

}  // namespace
}  // namespace demarche
