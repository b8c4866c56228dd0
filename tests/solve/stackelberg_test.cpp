// SPDX-License-Identifier: MIT
#include "demarche/solve/stackelberg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/solve/concept.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

/// Case E1: Conitzer and Sandholm (2006).
TEST(Stackelberg, E1CommitsToAMixture) {
  const auto game = bimatrix(Matrix{{2, 4}, {1, 3}}, Matrix{{1, 0}, {0, 1}});

  const auto result = Stackelberg().solve(game);

  EXPECT_NEAR(result.value, 3.5, 1e-9);
  EXPECT_LT(testing::distance(result.strategies, {{0.5, 0.5}, {0, 1}}), 1e-9);
}

/// Case E2.
TEST(Stackelberg, E2CommitsToAThird) {
  const auto game = bimatrix(Matrix{{2, 0, 0}, {1, 0, 0}}, Matrix{{0, 2, 5}, {0, -1, -4}});

  const auto result = Stackelberg().solve(game);

  EXPECT_NEAR(result.value, 4.0 / 3, 1e-9);
  EXPECT_LT(testing::distance(result.strategies, {{1.0 / 3, 2.0 / 3}, {1, 0, 0}}), 1e-9);
}

TEST(Stackelberg, PureCommitmentPaysLess) {
  const auto game = bimatrix(Matrix{{2, 4}, {1, 3}}, Matrix{{1, 0}, {0, 1}});

  const auto result = Stackelberg({.is_mixed = false}).solve(game);

  EXPECT_EQ(result.value, 3.0);
  EXPECT_EQ(result.strategies, (MixedProfile{{0, 1}, {0, 1}}));
}

/// A weak follower, indifferent at (1/2, 1/2), lets the leader come near 3.5 but not reach it.
TEST(Stackelberg, AWeakFollowerKeepsTheValueOutOfReach) {
  const auto game = bimatrix(Matrix{{2, 4}, {1, 3}}, Matrix{{1, 0}, {0, 1}});

  const auto result = Stackelberg({.is_strong = false}).solve(game);

  EXPECT_NEAR(result.value, 3.5, 1e-9);
  EXPECT_FALSE(result.is_attained);
}

/// The follower always gets the same: strong, the leader has its best; weak, its worst column.
TEST(Stackelberg, AnIndifferentFollowerIsFriendOrFoe) {
  const auto game = bimatrix(Matrix{{3, 0}, {0, 1}}, Matrix::Zero(2, 2));

  const auto strong = Stackelberg().solve(game);
  const auto weak = Stackelberg({.is_strong = false}).solve(game);

  EXPECT_NEAR(strong.value, 3.0, 1e-9);
  EXPECT_NEAR(weak.value, 0.75, 1e-9);
  EXPECT_TRUE(weak.is_attained);
}

TEST(Stackelberg, TheSecondPlayerCanLead) {
  const auto game = bimatrix(Matrix{{1, 0}, {0, 1}}, Matrix{{2, 1}, {4, 3}});

  const auto result = Stackelberg({.leader = 1}).solve(game);

  EXPECT_NEAR(result.value, 3.5, 1e-9);
}

/// Commitment is worth at least the best equilibrium.
TEST(Stackelberg, CommitmentNeverHurts) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto game = testing::random_game({4, 4}, seed);
    double best = -1.0;
    for (const auto& equilibrium : NashEquilibria().solve(game).equilibria) {
      best = std::max(best, game.expected_payoff(0, equilibrium));
    }
    EXPECT_GE(Stackelberg().solve(game).value, best - 1e-9) << seed;
  }
}

TEST(Stackelberg, RejectsWhatItCannotTake) {
  EXPECT_THROW((void)Stackelberg().solve(testing::random_game({2, 2, 2}, 1)), InvalidArgument);
  EXPECT_THROW(Stackelberg({.leader = 2}), InvalidArgument);
}

/// The follower's two answers pay it the same whatever the leader does: a weak one takes the worse
/// for the leader.
TEST(Stackelberg, AWeakFollowerPicksTheWorstOfItsTwins) {
  const auto game = bimatrix(Matrix{{5, 0}}, Matrix{{1, 1}});

  EXPECT_EQ(Stackelberg().solve(game).value, 5.0);
  EXPECT_EQ(Stackelberg({.is_strong = false}).solve(game).value, 0.0);
}

TEST(Stackelberg, ReportsASpentBudget) {
  const auto result = Stackelberg({.max_seconds = 1e-12}).solve(testing::random_game({30, 30}, 1));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.strategies.empty());
}

TEST(Stackelberg, CertifiesPayoffsWhoseSpreadIsBeyondTheDoubles) {
  const auto game = bimatrix(Matrix{{1e308, -1.7e308}, {1.7e308, -1e308}},
                             Matrix{{1e308, 1.7e308}, {-1.7e308, -1e308}});

  const auto solution = find_concept("stackelberg").solve(game, {});

  EXPECT_EQ(solution.certificate.status, SolveStatus::converged);
  EXPECT_TRUE(std::isfinite(solution.certificate.max_regret));
}

TEST(Stackelberg, ThePureConceptCountsCommitments) {
  const auto game = testing::random_game({4, 3}, 1);

  EXPECT_EQ(find_concept("stackelberg-pure").solve(game, {}).certificate.iterations, 4);
  EXPECT_EQ(find_concept("stackelberg-pure").solve(game, {.player = 1}).certificate.iterations, 3);
}

}  // namespace
}  // namespace demarche
