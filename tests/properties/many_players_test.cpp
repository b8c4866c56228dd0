// SPDX-License-Identifier: MIT
// All equilibria of 100,000 random games of three players and more.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "demarche/solve/global_newton.hpp"
#include "demarche/solve/iterated_polymatrix.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "support/game_sources.hpp"
#include "support/games.hpp"
#include "support/two_by_two_by_two.hpp"

namespace demarche {
namespace {

using testing::are_same_sets;

/// Of each kind; kinds whose games are often degenerate take longer, as nothing settles there.
constexpr std::uint64_t kNumGames = 45'000;
constexpr std::uint64_t kNumTiedGames = 5'000;
constexpr double kSame = 1e-6;

/// Mostly 2x2x2; a game in a hundred is 3x3x3 and one in fifty 2x2x2x2.
std::vector<int> sizes(std::uint64_t seed) {
  if (seed % 100 == 99) {
    return {3, 3, 3};
  }
  return seed % 50 == 24  ? std::vector<int>{2, 2, 2, 2}
         : seed % 10 == 3 ? std::vector<int>{2, 3, 2}
                          : std::vector<int>{2, 2, 2};
}

class ManyPlayers : public ::testing::TestWithParam<testing::GameSource> {
 protected:
  static std::uint64_t num_games() { return GetParam().is_tied ? kNumTiedGames : kNumGames; }
  static NashEquilibriaResult all_of(const NormalFormGame& game) {
    return NashEquilibria({.max_boxes = GetParam().is_tied ? 20'000 : 500'000}).solve(game);
  }
};

/// Where the result says that it is complete and not degenerate, it is what generic games have: an
/// odd number of equilibria, all pure ones among them.
TEST_P(ManyPlayers, TheSetIsCertifiedAndOdd) {
  std::uint64_t num_complete = 0;
  for (std::uint64_t seed = 0; seed < num_games(); ++seed) {
    const NormalFormGame game = GetParam().make(sizes(seed), seed);
    const auto result = all_of(game);
    ASSERT_EQ(result.status, SolveStatus::converged) << seed;
    for (const auto& equilibrium : result.equilibria) {
      ASSERT_LE(game.relative_regret(equilibrium), 1e-9) << seed;
    }
    num_complete += result.is_complete ? 1 : 0;
    if (result.is_complete && !result.is_degenerate) {
      ASSERT_EQ(result.equilibria.size() % 2, 1U) << seed;
    }
    for (const auto& profile : PureEquilibria().solve(game).profiles) {
      ASSERT_TRUE(std::any_of(
          result.equilibria.begin(),
          result.equilibria.end(),
          [&](const auto& e) { return testing::distance(e, game.pure_profile(profile)) < kSame; }))
          << seed;
    }
  }
  std::cout << GetParam() << ": " << num_complete << " of " << num_games() << " complete\n";
  if (!GetParam().is_tied) {
    EXPECT_EQ(num_complete, num_games());
  }
}

/// What other solvers find is in the complete set, and so is every equilibrium of a 2x2x2 game by
/// the closed form.
TEST_P(ManyPlayers, IndependentSolversAgree) {
  for (std::uint64_t seed = 0; seed < num_games(); ++seed) {
    const NormalFormGame game = GetParam().make(sizes(seed), seed + 1'000'000);
    const auto all = all_of(game);
    if (!all.is_complete || all.is_degenerate) {
      ASSERT_TRUE(GetParam().is_tied) << seed;
      continue;
    }
    const auto is_listed = [&](const MixedProfile& profile) {
      return std::any_of(all.equilibria.begin(), all.equilibria.end(), [&](const auto& e) {
        return testing::distance(e, profile) < kSame;
      });
    };
    if (game.num_strategies() == std::vector<int>{2, 2, 2}) {
      // With ties the closed form may divide by 0 and miss some.
      const auto closed = testing::two_by_two_by_two(game);
      ASSERT_TRUE(std::all_of(closed.begin(), closed.end(), is_listed)) << seed;
      if (!GetParam().is_tied) {
        ASSERT_EQ(closed.size(), all.equilibria.size()) << seed;
      }
    }
    if (seed % 10 == 0) {
      const auto newton = GlobalNewton({.seed = seed}).solve(game);
      ASSERT_TRUE(newton.strategies.empty() || is_listed(newton.strategies)) << seed;
      const auto polymatrix = IteratedPolymatrix({.seed = seed}).solve(game);
      ASSERT_TRUE(polymatrix.strategies.empty() || is_listed(polymatrix.strategies)) << seed;
    }
  }
}

MixedProfile with_one_more(MixedProfile profile, std::size_t player) {
  profile[player].push_back(0.0);
  return profile;
}

TEST_P(ManyPlayers, TellingTheGameOtherwiseChangesNothing) {
  for (std::uint64_t seed = 0; seed < num_games() / 10; ++seed) {
    const NormalFormGame game = GetParam().make({2, 2, 2}, seed + 2'000'000);
    const auto all = NashEquilibria().solve(game);
    if (!all.is_complete || all.is_degenerate) {
      continue;
    }
    const std::vector<std::size_t> order = {2, 0, 1};
    auto expected = all.equilibria;
    for (auto& e : expected) {
      e = testing::with_players(e, order);
    }
    ASSERT_TRUE(are_same_sets(
        NashEquilibria().solve(testing::with_players(game, order)).equilibria, expected, kSame))
        << seed;
    expected = all.equilibria;
    for (auto& e : expected) {
      e = testing::with_reversed_strategies(e);
    }
    ASSERT_TRUE(
        are_same_sets(NashEquilibria().solve(testing::with_reversed_strategies(game)).equilibria,
                      expected,
                      kSame))
        << seed;
    expected = all.equilibria;
    for (auto& e : expected) {
      e = with_one_more(e, seed % 3);
    }
    ASSERT_TRUE(are_same_sets(
        NashEquilibria().solve(testing::with_dominated_strategy(game, seed % 3)).equilibria,
        expected,
        kSame))
        << seed;
    for (const double scale : {0x1p33, 0x1p-33}) {
      ASSERT_TRUE(are_same_sets(
          NashEquilibria().solve(testing::rescaled(game, seed % 3, scale, 0.0)).equilibria,
          all.equilibria,
          kSame))
          << seed;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sources,
                         ManyPlayers,
                         ::testing::ValuesIn(testing::many_player_sources()),
                         [](const auto& source) { return testing::test_name(source); });

}  // namespace
}  // namespace demarche
