// SPDX-License-Identifier: MIT
#include "demarche/solve/correlated_equilibrium.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/solve/concept.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

/// Case D1: Gibson (2013), section 2.2: not a correlated equilibrium, though a coarse one.
TEST(CorrelatedEquilibrium, D1TellsCoarseFromFine) {
  const auto game = bimatrix(Matrix{{1, 0}, {0, 2}, {-1, 1}}, Matrix::Zero(3, 2));
  const std::vector<double> distribution = {0.5, 0, 0, 0.25, 0, 0.25};

  EXPECT_NEAR(CorrelatedEquilibrium::regret(game, distribution, true), 0.0, 1e-15);
  EXPECT_NEAR(CorrelatedEquilibrium::regret(game, distribution, false) * 3, 0.25, 1e-15);
}

NormalFormGame shapley() {
  return bimatrix(Matrix{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}, Matrix{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
}

/// Case D2: both distributions are correlated equilibria, and the best pays both a half.
TEST(CorrelatedEquilibrium, D2PaysMoreThanTheNashEquilibriumOfShapleysGame) {
  const std::vector<double> uniform(9, 1.0 / 9);
  const std::vector<double> off_diagonal = {
      0, 1.0 / 6, 1.0 / 6, 1.0 / 6, 0, 1.0 / 6, 1.0 / 6, 1.0 / 6, 0};
  const auto result =
      CorrelatedEquilibrium({.objective = CorrelatedObjective::fairness}).solve(shapley());

  EXPECT_NEAR(CorrelatedEquilibrium::regret(shapley(), uniform, false), 0.0, 1e-15);
  EXPECT_NEAR(CorrelatedEquilibrium::regret(shapley(), off_diagonal, false), 0.0, 1e-15);
  EXPECT_EQ(result.status, SolveStatus::converged);
  EXPECT_NEAR(result.value, 0.5, 1e-9);
}

/// Case D3: a coin toss over the two pure equilibria.
TEST(CorrelatedEquilibrium, D3TossesACoinInTheBattleOfTheSexes) {
  const auto game = bimatrix(Matrix{{2, 0}, {0, 1}}, Matrix{{1, 0}, {0, 2}});

  const auto fair = CorrelatedEquilibrium({.objective = CorrelatedObjective::fairness}).solve(game);
  const auto first =
      CorrelatedEquilibrium({.objective = CorrelatedObjective::player, .player = 0}).solve(game);

  EXPECT_NEAR(CorrelatedEquilibrium::regret(game, {0.5, 0, 0, 0.5}, false), 0.0, 1e-15);
  EXPECT_NEAR(fair.value, 1.5, 1e-9);
  EXPECT_NEAR(first.value, 2.0, 1e-9);
}

/// Aumann (1974): chicken pays more with a referee than at any equilibrium of its hull.
TEST(CorrelatedEquilibrium, ChickenGainsFromAReferee) {
  const auto game = bimatrix(Matrix{{6, 2}, {7, 0}}, Matrix{{6, 7}, {2, 0}});

  const auto result = CorrelatedEquilibrium().solve(game);

  EXPECT_NEAR(result.value, 10.5, 1e-9);
  EXPECT_NEAR(result.distribution[0], 0.5, 1e-9);
}

TEST(CorrelatedEquilibrium, ACoarseOneIsNeverWorse) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const auto game = testing::random_game({3, 3, 2}, seed);

    const auto fine = CorrelatedEquilibrium().solve(game);
    const auto coarse = CorrelatedEquilibrium({.is_coarse = true}).solve(game);

    ASSERT_EQ(fine.status, SolveStatus::converged);
    ASSERT_EQ(coarse.status, SolveStatus::converged);
    EXPECT_GE(coarse.value, fine.value - 1e-9);
  }
}

TEST(CorrelatedEquilibrium, RejectsWhatItCannotTake) {
  EXPECT_THROW((void)CorrelatedEquilibrium({.player = 2}).solve(shapley()), InvalidArgument);
  EXPECT_THROW(CorrelatedEquilibrium({.tolerance = 0}), InvalidArgument);
  EXPECT_THROW((void)find_objective("welfair"), InvalidArgument);
}

/// Player 2's best is 7, at a pure equilibrium; player 1's payoffs are 10^10 times larger.
TEST(CorrelatedEquilibrium, TheObjectiveIsNotLostAmongLargerPayoffs) {
  const auto game = bimatrix(Matrix{{0, 7e10}, {2e10, 6e10}}, Matrix{{0, 2}, {7, 6}});

  const auto result =
      CorrelatedEquilibrium({.objective = CorrelatedObjective::player, .player = 1}).solve(game);

  EXPECT_NEAR(result.value, 7.0, 1e-9);
  EXPECT_LE(result.gap, 1e-9);
}

TEST(CorrelatedEquilibrium, SolvesLargerGames) {
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    for (const auto& shape : std::vector<std::vector<int>>{{12, 12}, {16, 16}, {6, 6, 6}}) {
      const auto game = testing::random_game(shape, seed);
      const auto result = CorrelatedEquilibrium().solve(game);
      ASSERT_EQ(result.status, SolveStatus::converged) << shape[0] << " " << seed;
      EXPECT_LE(result.regret, 1e-9);
      EXPECT_LE(result.gap, 1e-7);
    }
  }
}

TEST(CorrelatedEquilibrium, AddsUpWhatAllDisobedienceGains) {
  // Told either strategy, player 1 gains 1 by the other.
  const auto game = bimatrix(Matrix{{0, 1}, {1, 0}}, Matrix::Zero(2, 2));

  EXPECT_NEAR(CorrelatedEquilibrium::regret(game, {0.5, 0, 0, 0.5}, false), 1.0, 1e-15);
}

TEST(CorrelatedEquilibrium, ReportsASpentBudget) {
  const auto result =
      CorrelatedEquilibrium({.max_iterations = 1}).solve(testing::random_game({8, 8}, 1));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
}

TEST(CorrelatedEquilibrium, CertifiesPayoffsWhoseSpreadIsBeyondTheDoubles) {
  const auto game = bimatrix(Matrix{{1e308, -1.7e308}, {1.7e308, -1e308}},
                             Matrix{{1e308, 1.7e308}, {-1.7e308, -1e308}});

  const auto solution = find_concept("correlated").solve(game, {});

  EXPECT_EQ(solution.certificate.status, SolveStatus::converged);
  EXPECT_TRUE(std::isfinite(solution.certificate.max_regret));
}

}  // namespace
}  // namespace demarche
