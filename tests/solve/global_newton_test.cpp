// SPDX-License-Identifier: MIT
#include "demarche/solve/global_newton.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include <set>
#include "demarche/core/error.hpp"

#include "demarche/solve/nash_equilibria.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

TEST(GlobalNewton, FindsACertifiedEquilibriumOfAnyGame) {
  const std::vector<std::vector<int>> shapes = {{2, 2, 2}, {3, 3, 3}, {2, 3, 2, 2}, {4, 5}, {3}};
  for (const auto& shape : shapes) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const auto game = seed % 2 == 0 ? testing::random_game(shape, seed)
                                      : testing::random_integer_game(shape, 2, seed);

      const auto result = GlobalNewton().solve(game);

      ASSERT_EQ(result.status, SolveStatus::converged) << seed;
      EXPECT_LE(game.relative_regret(result.strategies), 1e-9);
      EXPECT_NEAR(result.regret, game.relative_regret(result.strategies), 1e-12);
    }
  }
}

TEST(GlobalNewton, FindsOneOfAllEquilibria) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto game = testing::random_game({2, 2, 3}, seed);
    const auto all = NashEquilibria().solve(game);

    const auto result = GlobalNewton().solve(game);

    ASSERT_TRUE(all.is_complete);
    EXPECT_TRUE(std::any_of(all.equilibria.begin(), all.equilibria.end(), [&](const auto& e) {
      return testing::distance(e, result.strategies) < 1e-7;
    })) << seed;
  }
}

TEST(GlobalNewton, IgnoresPositiveAffineRescaling) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto game = testing::random_game({3, 3, 3}, seed);
    auto changed = testing::rescaled(game, 0, 1e10, -3e9);
    changed = testing::rescaled(changed, 1, 1e-10, 2e-11);

    const auto expected = GlobalNewton().solve(game);
    const auto actual = GlobalNewton().solve(changed);

    EXPECT_LT(testing::distance(actual.strategies, expected.strategies), 1e-7) << seed;
  }
}

TEST(GlobalNewton, RejectsWhatIsNotFiniteAndBadOptions) {
  auto game = testing::random_game({2, 2, 2}, 1);
  game.payoffs(2)[3] = INFINITY;
  EXPECT_THROW((void)GlobalNewton().solve(game), InvalidArgument);
  EXPECT_THROW(GlobalNewton({.tolerance = 0}), InvalidArgument);
}

TEST(GlobalNewton, ReportsASpentBudget) {
  const auto result = GlobalNewton({.max_steps = 1}).solve(testing::random_game({3, 3, 3}, 1));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.strategies.empty());
}

TEST(GlobalNewton, OtherRaysMayLeadElsewhere) {
  const Matrix row{{2, 0}, {0, 1}};
  std::set<MixedProfile> found;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    found.insert(GlobalNewton({.seed = seed}).solve(bimatrix(row, row)).strategies);
  }
  EXPECT_GE(found.size(), 2U);
}

TEST(GlobalNewton, KeepsToItsTime) {
  const auto result = GlobalNewton({.max_seconds = 1e-9}).solve(testing::random_game({6, 6, 6}, 1));

  EXPECT_NE(result.status, SolveStatus::converged);
  EXPECT_TRUE(result.strategies.empty());
  EXPECT_THROW(GlobalNewton({.max_seconds = 0.0}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
