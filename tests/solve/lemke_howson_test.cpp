// SPDX-License-Identifier: MIT
#include "demarche/solve/lemke_howson.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demarche/core/error.hpp"
#include "solve/pivoting/exact_pivoting.hpp"
#include "support/bimatrix_sources.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
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

/// Case A2, a degenerate variant of A1: the end that QuantEcon's lexicographic rule reaches.
TEST(LemkeHowson, A2FollowsTheLexicographicPath) {
  const auto game = bimatrix(Matrix{{3, 3}, {2, 5}, {0, 6}}, Matrix{{3, 3}, {2, 6}, {3, 1}});

  const auto result = LemkeHowson(from_label(0)).solve(game);

  EXPECT_LT(testing::distance(result.strategies, {{0, 1.0 / 3, 2.0 / 3}, {1.0 / 3, 2.0 / 3}}),
            1e-14);
}

/// Cases A4 and A5: with the least row index (variable index) deciding ties, the path of label 0
/// cycles (QuantEcon test_lemke_howson.py).
TEST(LemkeHowson, A4A5DoNotCycleFromAnyLabel) {
  const auto of_rows =
      bimatrix(Matrix{{0, 0, 0}, {0, 1, 1}, {1, 1, 0}}, Matrix{{1, 1, 0}, {0, 1, 0}, {1, 0, 2}});
  const auto of_variables =
      bimatrix(Matrix{{0, 0, 0}, {1, 0, 1}, {0, 1, 1}}, Matrix{{0, 1, 1}, {0, 0, 1}, {2, 1, 0}});

  const auto a4 = LemkeHowson(from_label(0)).solve(of_rows);
  const auto a5 = LemkeHowson(from_label(0)).solve(of_variables);

  EXPECT_LT(testing::distance(a4.strategies, {{0, 2.0 / 3, 1.0 / 3}, {0, 1, 0}}), 1e-14);
  EXPECT_LT(testing::distance(a5.strategies, {{0, 2.0 / 3, 1.0 / 3}, {0, 0, 1}}), 1e-14);
  EXPECT_EQ(LemkeHowson().solve_all(of_rows).status, SolveStatus::converged);
  EXPECT_EQ(LemkeHowson().solve_all(of_variables).status, SolveStatus::converged);
}

TEST(LemkeHowson, AllLabelsTellWhichEquilibriaTheyReach) {
  const auto game = bimatrix(Matrix{{3, 3}, {2, 5}, {0, 6}}, Matrix{{3, 2}, {2, 6}, {3, 1}});

  const auto ends = LemkeHowson().solve_all(game);

  ASSERT_EQ(ends.status, SolveStatus::converged);
  ASSERT_EQ(ends.equilibria.size(), 2U);
  EXPECT_THAT(ends.equilibria[0].labels, ElementsAre(0, 2, 3));
  EXPECT_THAT(ends.equilibria[1].labels, ElementsAre(1, 4));
  EXPECT_THAT(ends.lost_labels, IsEmpty());
}

TEST(LemkeHowson, AllLabelsSayWhichPathsTheBudgetCutShort) {
  const auto game = testing::random_game({20, 20}, 1);

  const auto ends = LemkeHowson({.max_pivots = 30}).solve_all(game);

  EXPECT_EQ(ends.status, SolveStatus::iteration_limit);
  EXPECT_THAT(ends.lost_labels, Not(IsEmpty()));
  EXPECT_LE(ends.num_pivots, 30);
}

/// The best response to a best response: two pivots, as every label of a coordination game.
TEST(LemkeHowson, TheRaceStartsWithPureEquilibria) {
  const auto result = LemkeHowson({.dropped_label = 1})
                          .solve(bimatrix(Matrix{{2, 0}, {0, 1}}, Matrix{{1, 0}, {0, 2}}));

  EXPECT_EQ(result.num_pivots, 2);
  EXPECT_EQ(result.strategies, (MixedProfile{{0, 1}, {0, 1}}));
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

TEST(LemkeHowson, RacesThroughLargeGames) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const auto game = testing::random_game({500, 500}, seed);

    const auto result = LemkeHowson().solve(game);

    ASSERT_EQ(result.status, SolveStatus::converged);
    EXPECT_LE(game.relative_regret(result.strategies), 1e-9);
  }
}

/// Thousands of pivots; a plain tableau's end has gathered their rounding (4 of 24 label-0 paths of
/// one at 200 x 200 ended with regrets above 1e-9).
TEST(LemkeHowson, KeepsToLongPaths) {
  const auto game = testing::bimatrix_source("covariant").make({100, 100}, 7);

  const auto result = LemkeHowson(from_label(0)).solve(game);

  ASSERT_EQ(result.status, SolveStatus::converged);
  EXPECT_GT(result.num_pivots, 1000);
  EXPECT_LE(game.relative_regret(result.strategies), 1e-12);
}

/// Payoffs of twenty orders of magnitude: rounding loses this path at every care, and integers find
/// it.
TEST(LemkeHowson, FollowsInIntegersWhatRoundingLoses) {
  const auto game = testing::bimatrix_source("mixedScale").make({4, 4}, 693);

  const auto result = LemkeHowson().solve(game);

  ASSERT_EQ(result.status, SolveStatus::converged);
  EXPECT_LE(game.relative_regret(result.strategies), 1e-9);
}

/// In floating point this path comes back to a basis: that is noticed, not followed for ever.
TEST(LemkeHowson, LeavesCyclesThatRoundingMakes) {
  const auto game = testing::bimatrix_source("mixedScale").make({11, 12}, 4154);

  const auto result = LemkeHowson(from_label(4154 % 23)).solve(game);

  EXPECT_EQ(result.status, SolveStatus::converged);
  EXPECT_LT(result.num_pivots, 10'000);
}

/// Two ways to the same ends, where they are unique: floating point and integers.
TEST(LemkeHowson, AgreesWithIntegerPivotingFromEveryLabel) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto game = testing::random_game({7, 6}, seed);
    for (int label = 0; label < 13; ++label) {
      const auto result = LemkeHowson(from_label(label)).solve(game);
      const auto exact = follow_exactly(game, label, [] { return true; });

      EXPECT_LT(testing::distance(result.strategies, exact), 1e-12) << seed << " from " << label;
    }
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

TEST(LemkeHowson, TakesTheLargestAndTheSmallestNumbers) {
  const auto game = testing::random_game({5, 7}, 3);

  const auto tiny = testing::rescaled(game, 0, 1e-312, 0.0);
  const auto result = LemkeHowson().solve(
      testing::rescaled(testing::rescaled(tiny, 1, 2.0, -1.0), 1, 1.7e308, 0.0));

  ASSERT_EQ(result.status, SolveStatus::converged);
  EXPECT_LT(testing::distance(result.strategies, LemkeHowson().solve(game).strategies), 1e-8);
}

TEST(LemkeHowson, ReportsAnExhaustedBudget) {
  const auto result = LemkeHowson({.max_pivots = 1})
                          .solve(bimatrix(Matrix{{2, 0}, {0, 1}}, Matrix{{1, 0}, {0, 2}}));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.strategies.empty());
}

TEST(LemkeHowson, EndsWithItsTime) {
  const auto game = testing::bimatrix_source("covariant").make({200, 200}, 0);

  const auto result = LemkeHowson({.max_seconds = 0.05}).solve(game);

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
  EXPECT_THROW(LemkeHowson({.max_seconds = 0.0}), InvalidArgument);
  EXPECT_THROW(LemkeHowson({.tolerance = 0.0}), InvalidArgument);
  EXPECT_THROW((void)LemkeHowson().solve(testing::rescaled(game, 1, INFINITY, 0.0)),
               InvalidArgument);
  EXPECT_THROW((void)LemkeHowson().solve(NormalFormGame({2})), InvalidArgument);
}

/// Units of the smallest number there is, and payoffs whose spread is beyond the largest.
TEST(LemkeHowson, PayoffsAtTheEndsOfTheRangeAreScaled) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto game = testing::random_integer_game({4, 4}, 1000, seed);
    const auto expected = LemkeHowson().solve(game);
    for (const auto& [scale, offset] :
         {std::pair(0x1p-1074, 0.0), std::pair(0x1p1014, -0x1p1023)}) {
      const auto moved =
          testing::rescaled(testing::rescaled(game, 0, scale, offset), 1, scale, offset);

      const auto actual = LemkeHowson().solve(moved);

      ASSERT_EQ(actual.status, SolveStatus::converged) << seed;
      EXPECT_LT(testing::distance(actual.strategies, expected.strategies), 1e-9) << seed;
    }
  }
}

}  // namespace
}  // namespace demarche
