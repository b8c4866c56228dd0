// SPDX-License-Identifier: MIT
#include "demarche/solve/extreme_equilibria.hpp"

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

/// Case A1: von Stengel (2007), Algorithmic Game Theory, chapter 3.
TEST(ExtremeEquilibria, A1FindsThreeIsolatedEquilibria) {
  const auto result = ExtremeEquilibria().solve(
      bimatrix(Matrix{{3, 3}, {2, 5}, {0, 6}}, Matrix{{3, 2}, {2, 6}, {3, 1}}));

  EXPECT_EQ(result.status, SolveStatus::converged);
  EXPECT_FALSE(result.is_degenerate);
  EXPECT_EQ(result.components.size(), 3U);
  EXPECT_TRUE(testing::are_same_sets(result.equilibria,
                                     {{{1, 0, 0}, {1, 0}},
                                      {{0.8, 0.2, 0}, {2 * kThird, kThird}},
                                      {{0, kThird, 2 * kThird}, {kThird, 2 * kThird}}},
                                     1e-15));
}

/// Case A2: one component x = (1, 0, 0), y0 in [2/3, 1], and one isolated equilibrium.
TEST(ExtremeEquilibria, A2FindsTheComponentOfADegenerateGame) {
  const auto result = ExtremeEquilibria().solve(
      bimatrix(Matrix{{3, 3}, {2, 5}, {0, 6}}, Matrix{{3, 3}, {2, 6}, {3, 1}}));

  EXPECT_TRUE(result.is_degenerate);
  ASSERT_EQ(result.equilibria.size(), 3U);
  EXPECT_TRUE(testing::are_same_sets(result.equilibria,
                                     {{{1, 0, 0}, {1, 0}},
                                      {{1, 0, 0}, {2 * kThird, kThird}},
                                      {{0, kThird, 2 * kThird}, {kThird, 2 * kThird}}},
                                     1e-15));
  EXPECT_THAT(result.components, ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
  EXPECT_THAT(result.subsets, ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

/// Case A3: two pure equilibria and the continuum ([0, p, 1 - p], [1/2, 1/2]).
TEST(ExtremeEquilibria, A3FindsBothEndsOfAContinuum) {
  const auto result = ExtremeEquilibria().solve(
      bimatrix(Matrix{{1, -1}, {-1, 1}, {0, 0}}, Matrix{{1, 0}, {0, 0}, {0, 0}}));

  EXPECT_TRUE(result.is_degenerate);
  for (const MixedProfile& end : {MixedProfile{{1, 0, 0}, {1, 0}},
                                  MixedProfile{{0, 1, 0}, {0.5, 0.5}},
                                  MixedProfile{{0, 0, 1}, {0.5, 0.5}},
                                  MixedProfile{{0, 1, 0}, {0, 1}}}) {
    EXPECT_TRUE(std::any_of(result.equilibria.begin(), result.equilibria.end(), [&](const auto& e) {
      return testing::distance(e, end) < 1e-15;
    }));
  }
}

/// Case A16: Nashpy issue 82, of which QuantEcon's vertex enumeration finds three.
TEST(ExtremeEquilibria, A16FindsAllEightExtremeEquilibria) {
  const Matrix row{{0, 0, 6, 0, 0}, {0, 0, 3, 2, 1}, {4, 3, 0, 0, 1}};
  const Matrix column{{3, 0, 2, 1, 0}, {0, 2, 0, 0, 4}, {4, 0, 2, 4, 4}};

  const auto result = ExtremeEquilibria().solve(bimatrix(-row, -column));

  EXPECT_TRUE(testing::are_same_sets(result.equilibria,
                                     {{{1, 0, 0}, {0, 1, 0, 0, 0}},
                                      {{1, 0, 0}, {0, 0, 0, 0, 1}},
                                      {{2 * kThird, kThird, 0}, {0, 1, 0, 0, 0}},
                                      {{kThird, 0.5, 1.0 / 6}, {0, 4.0 / 9, 2.0 / 9, kThird, 0}},
                                      {{0, 0.5, 0.5}, {0, 0.5, 0.5, 0, 0}},
                                      {{0, 1, 0}, {3.0 / 7, 0, 4.0 / 7, 0, 0}},
                                      {{0, 1, 0}, {1, 0, 0, 0, 0}},
                                      {{0, 1, 0}, {3.0 / 8, 0, 0.25, 3.0 / 8, 0}}},
                                     1e-12));
}

/// Everything is an equilibrium: the component spans both simplices.
TEST(ExtremeEquilibria, SpansEverythingWhenNothingMatters) {
  const auto result = ExtremeEquilibria().solve(bimatrix(Matrix::Ones(2, 3), Matrix::Zero(2, 3)));

  EXPECT_EQ(result.equilibria.size(), 6U);
  EXPECT_THAT(result.subsets, ElementsAre(ElementsAre(0, 1, 2, 3, 4, 5)));
}

/// Two subsets that share an equilibrium are one component: Avis et al. (2010) call them maximal
/// Nash subsets.
TEST(ExtremeEquilibria, JoinsSubsetsThatTouch) {
  const auto result =
      ExtremeEquilibria().solve(bimatrix(Matrix{{1, 1}, {1, 0}}, Matrix{{1, 1}, {1, 0}}));

  EXPECT_EQ(result.subsets.size(), 2U);
  EXPECT_EQ(result.components.size(), 1U);
}

/// Scaling by powers of 2 and whole offsets is exact, so nothing at all may change.
TEST(ExtremeEquilibria, IgnoresExactRescaling) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto game = testing::random_integer_game({3, 4}, 3, seed);
    auto changed = testing::rescaled(game, 0, std::ldexp(1.0, -40), 0.0);
    changed = testing::rescaled(changed, 1, std::ldexp(1.0, 30), 12345.0);

    const auto expected = ExtremeEquilibria().solve(game);
    const auto actual = ExtremeEquilibria().solve(changed);

    EXPECT_EQ(actual.equilibria, expected.equilibria) << seed;
    EXPECT_EQ(actual.subsets, expected.subsets) << seed;
  }
}

/// Divided by 3 and rounded, the payoffs of this game lose a tie, and there are equilibria on both
/// sides of it, some 1e-16 apart.
TEST(ExtremeEquilibria, ListsNothingTwiceWhereRoundingBreaksATie) {
  auto game = testing::random_integer_game({4, 5}, 6, 323);
  for (std::size_t i = 0; i < 2; ++i) {
    for (double& payoff : game.payoffs(i)) {
      payoff /= 3.0;
    }
  }

  const auto result = ExtremeEquilibria().solve(game);

  ASSERT_EQ(result.status, SolveStatus::converged);
  for (std::size_t a = 0; a < result.equilibria.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      EXPECT_GT(testing::distance(result.equilibria[a], result.equilibria[b]), 0.0);
    }
  }
}

TEST(ExtremeEquilibria, ReportsASpentBudget) {
  const auto result = ExtremeEquilibria({.max_vertices = 3}).solve(testing::random_game({5, 5}, 1));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.equilibria.empty());
}

TEST(ExtremeEquilibria, RejectsWhatItCannotTake) {
  EXPECT_THROW((void)ExtremeEquilibria().solve(testing::random_game({2, 2, 2}, 1)),
               InvalidArgument);
  EXPECT_THROW(ExtremeEquilibria({.max_vertices = 0}), InvalidArgument);
  EXPECT_THROW(ExtremeEquilibria({.tolerance = 0}), InvalidArgument);
  auto game = testing::random_game({2, 2}, 1);
  game.payoffs(0)[1] = std::nan("");
  EXPECT_THROW((void)ExtremeEquilibria().solve(game), InvalidArgument);
}

/// The third row is the mean of the others in decimals, though not in binary.
TEST(ExtremeEquilibria, DecimalFractionsAreWhatWasWritten) {
  const Matrix tenths{{0.1, 0.6}, {0.4, 0.2}, {0.25, 0.4}};
  const auto in_tenths = ExtremeEquilibria().solve(bimatrix(Matrix::Zero(3, 2), tenths));
  const auto in_units =
      ExtremeEquilibria().solve(bimatrix(Matrix::Zero(3, 2), (100 * tenths).array().round()));

  EXPECT_EQ(in_tenths.num_vertices, in_units.num_vertices);
  EXPECT_TRUE(testing::are_same_sets(in_tenths.equilibria, in_units.equilibria, 1e-15));
}

}  // namespace
}  // namespace demarche
