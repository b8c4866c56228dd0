// SPDX-License-Identifier: MIT
#include "demarche/solve/support_enumeration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>

#include "demarche/core/error.hpp"
#include "demarche/solve/concept.hpp"
#include "demarche/solve/lemke_howson.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr double kThird = 1.0 / 3.0;

std::vector<MixedProfile> solve(const Matrix& row, const Matrix& column) {
  return SupportEnumeration().solve(bimatrix(row, column)).equilibria;
}

/// von Stengel (2007), Algorithmic Game Theory, chapter 3.
TEST(SupportEnumeration, FindsTheThreeEquilibriaOfVonStengelsGame) {
  const auto result = SupportEnumeration().solve(
      bimatrix(Matrix{{3, 3}, {2, 5}, {0, 6}}, Matrix{{3, 2}, {2, 6}, {3, 1}}));

  EXPECT_TRUE(result.is_complete);
  EXPECT_FALSE(result.is_degenerate);
  EXPECT_EQ(result.equilibria.size(), 3U);
  EXPECT_TRUE(testing::are_same_sets(result.equilibria,
                                     {{{1, 0, 0}, {1, 0}},
                                      {{0.8, 0.2, 0}, {2 * kThird, kThird}},
                                      {{0, kThird, 2 * kThird}, {kThird, 2 * kThird}}},
                                     1e-12));
}

/// The same with a tie: a component x = (1, 0, 0), y0 in [2/3, 1].
TEST(SupportEnumeration, MarksADegenerateGame) {
  const auto result = SupportEnumeration().solve(
      bimatrix(Matrix{{3, 3}, {2, 5}, {0, 6}}, Matrix{{3, 3}, {2, 6}, {3, 1}}));

  EXPECT_EQ(result.status, SolveStatus::converged);
  EXPECT_TRUE(result.is_degenerate);
  EXPECT_FALSE(result.is_complete);
}

/// Nashpy test_support_enumeration.py.
TEST(SupportEnumeration, FindsAPublishedEquilibriumOfAFourByThreeGame) {
  const auto equilibria =
      solve(Matrix{{160, 205, 44}, {175, 180, 45}, {201, 204, 50}, {120, 207, 49}},
            Matrix{{2, 2, 2}, {1, 0, 0}, {3, 4, 1}, {4, 1, 2}});

  const MixedProfile published = {{0, 0, 0.75, 0.25}, {1.0 / 28, 27.0 / 28, 0}};
  EXPECT_TRUE(std::any_of(equilibria.begin(), equilibria.end(), [&](const auto& found) {
    return testing::distance(found, published) < 1e-12;
  }));
}

TEST(SupportEnumeration, FindsAllOfASmallCoordinationGame) {
  EXPECT_TRUE(testing::are_same_sets(
      solve(Matrix{{2, 1}, {0, 2}}, Matrix{{2, 0}, {1, 2}}),
      {{{1, 0}, {1, 0}}, {{0, 1}, {0, 1}}, {{kThird, 2 * kThird}, {kThird, 2 * kThird}}},
      1e-12));
}

TEST(SupportEnumeration, FindsTheMixedEquilibriumOfShapleysGame) {
  EXPECT_TRUE(testing::are_same_sets(
      solve(Matrix{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}, Matrix{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}),
      {{{kThird, kThird, kThird}, {kThird, kThird, kThird}}},
      1e-12));
}

/// Bosansky et al. (2016), section 6.2.
TEST(SupportEnumeration, FindsTheEquilibriumOfBiasedRockPaperScissors) {
  const Matrix row{{0, -25, 50}, {25, 0, -5}, {-50, 5, 0}};
  EXPECT_TRUE(testing::are_same_sets(
      solve(row, -row), {{{0.0625, 0.625, 0.3125}, {0.0625, 0.625, 0.3125}}}, 1e-12));
}

TEST(SupportEnumeration, GivesSomethingForEveryDegenerateGame) {
  int num_degenerate = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto game = testing::random_integer_game({3, 4}, 2, seed);
    const auto result = SupportEnumeration().solve(game);
    ASSERT_EQ(result.status, SolveStatus::converged) << seed;
    for (const auto& profile : result.equilibria) {
      EXPECT_LE(game.relative_regret(profile), 1e-9) << seed;
    }
    if (!result.is_degenerate) {
      EXPECT_EQ(result.equilibria.size() % 2, 1U) << seed;
    }
    num_degenerate += result.is_degenerate ? 1 : 0;
  }
  EXPECT_GT(num_degenerate, 500);
}

TEST(SupportEnumeration, FindsAnOddNumberOfCertifiedEquilibriaInRandomGames) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(seed);
    const auto game = testing::random_game(
        {static_cast<int>(2 + seed % 4), static_cast<int>(2 + seed / 4 % 4)}, seed);
    const auto result = SupportEnumeration().solve(game);
    ASSERT_FALSE(result.is_degenerate);
    EXPECT_EQ(result.equilibria.size() % 2, 1U);
    EXPECT_LE(result.regret, 1e-12);
    std::size_t num_pure = 0;
    for (const auto& profile : result.equilibria) {
      EXPECT_LE(game.relative_regret(profile), 1e-12);
      bool is_pure = true;
      for (const auto& strategy : profile) {
        is_pure = is_pure && std::count(strategy.begin(), strategy.end(), 1.0) == 1;
      }
      num_pure += is_pure ? 1 : 0;
    }
    EXPECT_EQ(num_pure, PureEquilibria().solve(game).profiles.size());
    const auto one = LemkeHowson().solve(game);
    ASSERT_EQ(one.status, SolveStatus::converged);
    EXPECT_TRUE(
        std::any_of(result.equilibria.begin(), result.equilibria.end(), [&](const auto& found) {
          return testing::distance(found, one.strategies) < 1e-9;
        }));
  }
}

TEST(SupportEnumeration, IgnoresPositiveAffineChangesOfPayoffs) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    const auto game = testing::random_game({3, 3}, seed);
    const auto expected = SupportEnumeration().solve(game);
    for (const double scale : {1e-10, 1e10}) {
      const auto other = testing::rescaled(
          testing::rescaled(game, 0, scale, -3.0 * scale), 1, 1.0 / scale, 2.0 / scale);
      const auto actual = SupportEnumeration().solve(other);
      EXPECT_EQ(actual.equilibria.size(), expected.equilibria.size());
      EXPECT_TRUE(testing::are_same_sets(actual.equilibria, expected.equilibria, 1e-7));
    }
  }
}

TEST(SupportEnumeration, RefusesWhatItCannotSolve) {
  const SupportEnumeration solver;
  NormalFormGame infinite({2, 2});
  infinite.payoffs(1)[2] = std::numeric_limits<double>::infinity();

  EXPECT_THAT(
      [&] {
        (void)solver.solve(NormalFormGame({2, 2, 2}));
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("two players, and this has 3")));
  EXPECT_THAT(
      [&] {
        (void)solver.solve(NormalFormGame({30, 30}));
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("lemke-howson")));
  EXPECT_THAT([&] { (void)solver.solve(infinite); },
              ThrowsMessage<InvalidArgument>(HasSubstr("player 2 gets inf")));
  EXPECT_THROW(SupportEnumeration({.tolerance = 0.0}), InvalidArgument);
  EXPECT_THROW(SupportEnumeration({.tie_tolerance = 0.0}), InvalidArgument);
}

TEST(SupportEnumeration, WritesCountsTooLargeForDoubles) {
  EXPECT_THAT(SupportEnumeration::refusal(600, 600).value(),
              HasSubstr("has 3.965e+359 pairs of supports"));
}

/// Both rows and both columns are alike: every system is singular, and every profile an
/// equilibrium.
TEST(SupportEnumeration, DoesNotCallASingularGameComplete) {
  EXPECT_FALSE(SupportEnumeration()
                   .solve(testing::bimatrix(Matrix::Ones(2, 2), Matrix::Ones(2, 2)))
                   .is_complete);
}

/// All 4,000 strategies pay the same. To compare each equilibrium with all before took 19 seconds.
TEST(SupportEnumeration, ManyEqualStrategiesTakeLittleTime) {
  const auto start = std::chrono::steady_clock::now();
  const auto result = SupportEnumeration().solve(NormalFormGame({4000, 1}));
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;

  EXPECT_EQ(result.equilibria.size(), 4000U);
  EXPECT_TRUE(result.is_degenerate);
  EXPECT_LT(elapsed.count(), 10.0);
}

}  // namespace
}  // namespace demarche
