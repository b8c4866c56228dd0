// SPDX-License-Identifier: MIT
#include "demarche/solve/lemke_howson.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "demarche/core/error.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

LemkeHowsonOptions from_label(int label) {
  return {.paths = LemkeHowsonPaths::one, .dropped_label = label};
}

/// von Stengel (2007): labels 0, 2, 3 lead to the first equilibrium, 1 and 4 to the third; the
/// second cannot be reached.
TEST(LemkeHowson, EachLabelLeadsToThePublishedEquilibrium) {
  const auto game = bimatrix(Matrix{{3, 3}, {2, 5}, {0, 6}}, Matrix{{3, 2}, {2, 6}, {3, 1}});
  const MixedProfile first = {{1, 0, 0}, {1, 0}};
  const MixedProfile third = {{0, 1.0 / 3, 2.0 / 3}, {1.0 / 3, 2.0 / 3}};

  for (int label = 0; label < 5; ++label) {
    const auto result = LemkeHowson(from_label(label)).solve(game);
    ASSERT_EQ(result.status, SolveStatus::converged);
    EXPECT_LT(testing::distance(result.strategies, label == 1 || label == 4 ? third : first), 1e-12)
        << label;
    EXPECT_EQ(result.label, label);
  }
}

TEST(LemkeHowson, FindsTheEquilibriumOfMatchingPenniesFromEveryLabel) {
  const Matrix row{{1, -1}, {-1, 1}};

  for (int label = 0; label < 4; ++label) {
    const auto result = LemkeHowson(from_label(label)).solve(bimatrix(row, -row));
    ASSERT_EQ(result.status, SolveStatus::converged);
    EXPECT_LT(testing::distance(result.strategies, {{0.5, 0.5}, {0.5, 0.5}}), 1e-14);
  }
}

/// On this game the rule of the least row index cycles (QuantEcon test_lemke_howson.py).
TEST(LemkeHowson, DoesNotCycleWhereTheLeastIndexRuleDoes) {
  const auto result = LemkeHowson(from_label(0))
                          .solve(bimatrix(Matrix{{0, 0, 0}, {0, 1, 1}, {1, 1, 0}},
                                          Matrix{{1, 1, 0}, {0, 1, 0}, {1, 0, 2}}));

  ASSERT_EQ(result.status, SolveStatus::converged);
  EXPECT_LT(testing::distance(result.strategies, {{0, 2.0 / 3, 1.0 / 3}, {0, 1, 0}}), 1e-12);
}

TEST(LemkeHowson, EndsOnDegenerateGamesFromEveryLabel) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const auto game = testing::random_integer_game({3, 4}, 2, seed);
    for (int label = 0; label < 7; ++label) {
      const auto result = LemkeHowson(from_label(label)).solve(game);
      ASSERT_EQ(result.status, SolveStatus::converged) << seed << " from " << label;
      EXPECT_LE(game.relative_regret(result.strategies), 1e-9);
    }
  }
}

TEST(LemkeHowson, SolvesAHundredByAHundred) {
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const auto game = testing::random_game({100, 100}, seed);

    const auto result = LemkeHowson().solve(game);

    ASSERT_EQ(result.status, SolveStatus::converged);
    EXPECT_LE(game.relative_regret(result.strategies), 1e-9);
  }
}

TEST(LemkeHowson, IgnoresPositiveAffineChangesOfPayoffs) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto game = testing::random_game({5, 7}, seed);
    const auto expected = LemkeHowson().solve(game);

    const auto actual = LemkeHowson().solve(
        testing::rescaled(testing::rescaled(game, 0, 1e6, -3e6), 1, 1e-10, 2e-10));

    ASSERT_EQ(actual.status, SolveStatus::converged);
    EXPECT_LT(testing::distance(actual.strategies, expected.strategies), 1e-8);
  }
}

TEST(LemkeHowson, ReportsAnExhaustedBudget) {
  const auto result = LemkeHowson({.max_pivots = 1})
                          .solve(bimatrix(Matrix{{2, 0}, {0, 1}}, Matrix{{1, 0}, {0, 2}}));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.strategies.empty());
}

/// Rounding leaves a regret near 1e-16 in most mixed equilibria: this tolerance is out of reach.
TEST(LemkeHowson, WithholdsAnAnswerItCannotCertify) {
  int num_withheld = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto result = LemkeHowson({.tolerance = std::numeric_limits<double>::min()})
                            .solve(testing::random_game({5, 7}, seed));
    EXPECT_EQ(result.status == SolveStatus::converged, !result.strategies.empty());
    num_withheld += result.strategies.empty() ? 1 : 0;
  }
  EXPECT_GT(num_withheld, 0);
}

TEST(LemkeHowson, RejectsWhatItsOptionsExclude) {
  const auto game = bimatrix(Matrix{{2, 0}, {0, 1}}, Matrix{{1, 0}, {0, 2}});

  EXPECT_THAT([&] { (void)LemkeHowson({.dropped_label = 4}).solve(game); },
              ThrowsMessage<InvalidArgument>(HasSubstr("dropped_label must be in [0, 4), got 4")));
  EXPECT_THROW(LemkeHowson({.dropped_label = -1}), InvalidArgument);
  EXPECT_THROW(LemkeHowson({.max_pivots = 0}), InvalidArgument);
  EXPECT_THROW(LemkeHowson({.tolerance = 0.0}), InvalidArgument);
  EXPECT_THROW((void)LemkeHowson().solve(NormalFormGame({2})), InvalidArgument);
}

}  // namespace
}  // namespace demarche
