// SPDX-License-Identifier: MIT
#include "demarche/solve/pure_equilibria.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bitset>
#include <limits>

#include "demarche/core/error.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using Profile = std::vector<int>;

TEST(PureEquilibria, FindsBothOfTheBattleOfTheSexes) {
  const auto result =
      PureEquilibria().solve(bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{2, 0}, {1, 3}}));

  EXPECT_THAT(result.profiles, ElementsAre(Profile{0, 0}, Profile{1, 1}));
  EXPECT_FALSE(result.is_degenerate);
}

TEST(PureEquilibria, SaysThatMatchingPenniesHasNone) {
  const Matrix row{{1, -1}, {-1, 1}};

  EXPECT_EQ(PureEquilibria().solve(bimatrix(row, -row)).status, SolveStatus::no_equilibrium);
}

/// QuantEcon test_pure_nash.py: 1 to all if all play 0, 2 if all play 1, else 0.
TEST(PureEquilibria, FindsAllOfTheUnanimityGameOfFour) {
  NormalFormGame game({2, 2, 2, 2});
  for (std::size_t i = 0; i < 4; ++i) {
    game.payoffs(i)[0] = 1.0;
    game.payoffs(i)[15] = 2.0;
  }

  const auto result = PureEquilibria().solve(game);

  std::vector<Profile> expected;
  for (unsigned p = 0; p < 16; ++p) {
    if (p == 0 || p == 15 || std::bitset<4>(p).count() == 2) {
      expected.push_back({static_cast<int>(p >> 3 & 1),
                          static_cast<int>(p >> 2 & 1),
                          static_cast<int>(p >> 1 & 1),
                          static_cast<int>(p & 1)});
    }
  }
  EXPECT_THAT(result.profiles, ::testing::ElementsAreArray(expected));
  EXPECT_TRUE(result.is_degenerate);
}

/// The tolerance decides what is a tie: a prisoner's dilemma with a temptation of 1e-8.
TEST(PureEquilibria, TiesAreWithinTheTolerance) {
  const Matrix row{{1, -2}, {1 + 1e-8, 0}};
  const auto game = bimatrix(row, row.transpose());

  EXPECT_THAT(PureEquilibria({.tie_tolerance = 0.0}).solve(game).profiles,
              ElementsAre(Profile{1, 1}));
  EXPECT_THAT(PureEquilibria({.tie_tolerance = 1e-8}).solve(game).profiles,
              UnorderedElementsAre(Profile{0, 0}, Profile{1, 1}));
}

TEST(PureEquilibria, AreExactlyTheProfilesWithoutRegret) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    const auto game = testing::random_integer_game({2, 3, 2}, 4, seed);
    const auto found = PureEquilibria().solve(game).profiles;
    for (int a = 0; a < 2; ++a) {
      for (int b = 0; b < 3; ++b) {
        for (int c = 0; c < 2; ++c) {
          MixedProfile mixed = {{0, 0}, {0, 0, 0}, {0, 0}};
          mixed[0][static_cast<std::size_t>(a)] = 1;
          mixed[1][static_cast<std::size_t>(b)] = 1;
          mixed[2][static_cast<std::size_t>(c)] = 1;
          const bool is_listed = std::count(found.begin(), found.end(), Profile{a, b, c}) == 1;
          EXPECT_EQ(is_listed, game.max_regret(mixed) == 0.0);
        }
      }
    }
  }
}

TEST(PureEquilibria, RejectsNumbersThatAreNotFinite) {
  NormalFormGame game({2, 2});
  game.payoffs(0)[1] = std::numeric_limits<double>::quiet_NaN();

  EXPECT_THROW((void)PureEquilibria().solve(game), InvalidArgument);
  EXPECT_THROW(PureEquilibria({.tie_tolerance = -1.0}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
