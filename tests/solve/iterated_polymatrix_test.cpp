// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_polymatrix.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

TEST(IteratedPolymatrix, FindsACertifiedEquilibriumOfAnyGame) {
  const std::vector<std::vector<int>> shapes = {{2, 2, 2}, {3, 3, 3}, {2, 3, 2, 2}, {4, 5}, {3}};
  for (const auto& shape : shapes) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const auto game = seed % 2 == 0 ? testing::random_game(shape, seed)
                                      : testing::random_integer_game(shape, 2, seed);

      const auto result = IteratedPolymatrix().solve(game);

      ASSERT_EQ(result.status, SolveStatus::converged) << seed;
      EXPECT_LE(game.relative_regret(result.strategies), 1e-9);
      EXPECT_NEAR(result.regret, game.relative_regret(result.strategies), 1e-12);
    }
  }
}

TEST(IteratedPolymatrix, FindsOneOfAllEquilibria) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto game = testing::random_game({2, 2, 3}, seed);
    const auto all = NashEquilibria().solve(game);

    const auto result = IteratedPolymatrix().solve(game);

    ASSERT_TRUE(all.is_complete);
    EXPECT_TRUE(std::any_of(all.equilibria.begin(), all.equilibria.end(), [&](const auto& e) {
      return testing::distance(e, result.strategies) < 1e-7;
    })) << seed;
  }
}

TEST(IteratedPolymatrix, IgnoresPositiveAffineRescaling) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto game = testing::random_game({3, 3, 3}, seed);
    auto changed = testing::rescaled(game, 0, 1e10, -3e9);
    changed = testing::rescaled(changed, 1, 1e-10, 2e-11);

    const auto expected = IteratedPolymatrix().solve(game);
    const auto actual = IteratedPolymatrix().solve(changed);

    EXPECT_LT(testing::distance(actual.strategies, expected.strategies), 1e-7) << seed;
  }
}

TEST(IteratedPolymatrix, RejectsWhatIsNotFiniteAndBadOptions) {
  auto game = testing::random_game({2, 2, 2}, 1);
  game.payoffs(2)[3] = INFINITY;
  EXPECT_THROW((void)IteratedPolymatrix().solve(game), InvalidArgument);
  EXPECT_THROW(IteratedPolymatrix({.tolerance = 0}), InvalidArgument);
}

TEST(IteratedPolymatrix, KeepsToItsTime) {
  const auto result =
      IteratedPolymatrix({.max_seconds = 1e-9}).solve(testing::random_game({6, 6, 6}, 1));

  EXPECT_NE(result.status, SolveStatus::converged);
  EXPECT_TRUE(result.strategies.empty());
  EXPECT_THROW(IteratedPolymatrix({.max_seconds = 0.0}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
