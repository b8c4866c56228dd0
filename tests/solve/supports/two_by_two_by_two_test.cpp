// SPDX-License-Identifier: MIT
#include "solve/supports/two_by_two_by_two.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demarche/solve/nash_equilibria.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

/// The same game with a fourth player, whose first strategy pays more whatever happens and who does
/// not concern the others: it is solved by subdivision.
NormalFormGame with_bystander(const NormalFormGame& game) {
  NormalFormGame larger({2, 2, 2, 2});
  for (std::size_t p = 0; p < larger.num_profiles(); ++p) {
    for (std::size_t i = 0; i < 3; ++i) {
      larger.payoffs(i)[p] = game.payoffs(i)[p / 2];
    }
    larger.payoffs(3)[p] = p % 2 == 0 ? 1.0 : 0.0;
  }
  return larger;
}

std::vector<MixedProfile> by_subdivision(const NormalFormGame& game) {
  auto result = NashEquilibria().solve(with_bystander(game));
  EXPECT_EQ(result.method, NashMethod::boxes);
  EXPECT_TRUE(result.is_complete);
  for (MixedProfile& profile : result.equilibria) {
    profile.pop_back();
  }
  return result.equilibria;
}

TEST(TwoByTwoByTwo, FindsWhatSubdivisionFinds) {
  int num_solved = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const auto game = testing::random_game({2, 2, 2}, seed);
    const auto answer = solve_two_by_two_by_two(game, 1e-9);
    if (!answer) {
      continue;
    }
    ++num_solved;
    const auto expected = by_subdivision(game);
    ASSERT_EQ(answer->equilibria.size(), expected.size()) << seed;
    EXPECT_TRUE(testing::are_same_sets(answer->equilibria, expected, 1e-8)) << seed;
    EXPECT_EQ(answer->equilibria.size() % 2, 1U) << seed;
    for (const auto& profile : answer->equilibria) {
      EXPECT_LE(game.relative_regret(profile), 1e-13) << seed;
    }
  }
  EXPECT_GT(num_solved, 2990);
}

/// McKelvey & McLennan (1997): nine is the most, pure ones and mixed ones.
TEST(TwoByTwoByTwo, ListsEquilibriaOfEveryKind) {
  std::size_t most = 0;
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    const auto answer = solve_two_by_two_by_two(testing::random_game({2, 2, 2}, seed), 1e-9);
    most = std::max(most, answer ? answer->equilibria.size() : 0);
  }
  EXPECT_GE(most, 7U);
  EXPECT_LE(most, 9U);
}

TEST(TwoByTwoByTwo, PositiveAffineChangesChangeNothing) {
  const auto game = testing::random_game({2, 2, 2}, 5);
  const auto expected = solve_two_by_two_by_two(game, 1e-9);

  const auto actual = solve_two_by_two_by_two(
      testing::rescaled(testing::rescaled(game, 0, 1e10, -3e10), 2, 1e-10, 1e-10), 1e-9);

  ASSERT_TRUE(expected && actual);
  EXPECT_TRUE(testing::are_same_sets(actual->equilibria, expected->equilibria, 1e-9));
}

/// Three players who want to match: any two who do make the third indifferent between nothing.
TEST(TwoByTwoByTwo, LeavesTiesToOthers) {
  NormalFormGame game({2, 2, 2});
  for (std::size_t i = 0; i < 3; ++i) {
    game.payoffs(i)[0] = 1;
    game.payoffs(i)[7] = 2;
  }
  EXPECT_FALSE(solve_two_by_two_by_two(game, 1e-9));
  EXPECT_FALSE(solve_two_by_two_by_two(NormalFormGame({2, 2, 2}), 1e-9));
  EXPECT_EQ(NashEquilibria().solve(game).method, NashMethod::boxes);
}

/// Payoff differences (p_j - 1/2)(p_k - 1/2) + c: the quadratic equation's roots meet at c = 0.
TEST(TwoByTwoByTwo, LeavesDoubleRootsToOthers) {
  const auto symmetric = [](double shift) {
    NormalFormGame game({2, 2, 2});
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t p = 0; p < 8; ++p) {
        const auto profile = game.profile(p);
        const int own = profile[i];
        const int others = profile[0] + profile[1] + profile[2] - own;
        game.payoffs(i)[p] = own == 0 ? 0.0 : (others == 1 ? -1.0 : 1.0) + shift;
      }
    }
    return game;
  };

  EXPECT_FALSE(solve_two_by_two_by_two(symmetric(0.0), 1e-9));
  EXPECT_TRUE(solve_two_by_two_by_two(symmetric(-0.2), 1e-9));
}

TEST(TwoByTwoByTwo, WithholdsWhatItCannotCertify) {
  int num_withheld = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    num_withheld += solve_two_by_two_by_two(testing::random_game({2, 2, 2}, seed), 1e-300) ? 0 : 1;
  }
  EXPECT_GT(num_withheld, 0);
}

}  // namespace
}  // namespace demarche
