// SPDX-License-Identifier: MIT
// All equilibria of 100,000 random two-player games of five kinds.
#include <gtest/gtest.h>

#include <algorithm>

#include "demarche/solve/extreme_equilibria.hpp"
#include "demarche/solve/lemke_howson.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "support/game_sources.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::are_same_sets;

constexpr std::uint64_t kNumGames = 20'000;
/// Every so many games, transforms of the game are solved as well.
constexpr std::uint64_t kTransformEvery = 2;
constexpr double kSame = 1e-7;

std::vector<int> sizes(std::uint64_t seed) {
  static const std::vector<std::vector<int>> all = {
      {2, 2}, {3, 3}, {2, 3}, {3, 2}, {2, 4}, {4, 3}, {1, 3}, {5, 5}, {4, 4}, {2, 6}};
  return all[seed % all.size()];
}

MixedProfile with_one_more(MixedProfile profile, std::size_t player) {
  profile[player].push_back(0.0);
  return profile;
}

template <class Change>
std::vector<MixedProfile> changed(const std::vector<MixedProfile>& all, const Change& change) {
  std::vector<MixedProfile> result;
  std::transform(all.begin(), all.end(), std::back_inserter(result), change);
  return result;
}

class TwoPlayers : public ::testing::TestWithParam<testing::GameSource> {
 protected:
  template <class Visit>
  static void for_each_game(std::uint64_t step, const Visit& visit) {
    for (std::uint64_t seed = 0; seed < kNumGames; seed += step) {
      SCOPED_TRACE(seed);
      visit(GetParam().make(sizes(seed), seed), seed);
      if (HasFatalFailure()) {
        return;
      }
    }
  }
};

TEST_P(TwoPlayers, TheSetIsCertifiedCompleteAndOdd) {
  int num_degenerate = 0;
  for_each_game(1, [&](const NormalFormGame& game, std::uint64_t /*seed*/) {
    const auto result = NashEquilibria().solve(game);
    ASSERT_EQ(result.status, SolveStatus::converged);
    ASSERT_TRUE(result.is_complete);
    ASSERT_FALSE(result.equilibria.empty());
    for (const auto& equilibrium : result.equilibria) {
      ASSERT_LE(game.relative_regret(equilibrium), 1e-9);
    }
    num_degenerate += result.is_degenerate ? 1 : 0;
    if (!result.is_degenerate) {
      ASSERT_EQ(result.equilibria.size() % 2, 1U);
    }
  });
  RecordProperty("degenerate", num_degenerate);
  EXPECT_EQ(num_degenerate > static_cast<int>(kNumGames / 10), GetParam().is_tied);
}

/// Support enumeration in floating point (where it decides) against vertex enumeration in exact
/// arithmetic; and what Lemke-Howson finds is in the set.
TEST_P(TwoPlayers, IndependentSolversAgree) {
  for_each_game(1, [&](const NormalFormGame& game, std::uint64_t seed) {
    const auto all = NashEquilibria().solve(game);
    const auto exact = ExtremeEquilibria().solve(game);
    ASSERT_EQ(exact.status, SolveStatus::converged);
    ASSERT_EQ(all.is_degenerate && !exact.is_degenerate, false);
    ASSERT_EQ(all.equilibria.size(), exact.equilibria.size());
    ASSERT_TRUE(are_same_sets(all.equilibria, exact.equilibria, kSame));
    const int num_labels = game.num_strategies()[0] + game.num_strategies()[1];
    const auto one =
        LemkeHowson({.dropped_label = static_cast<int>(seed) % num_labels}).solve(game);
    ASSERT_EQ(one.status, SolveStatus::converged);
    ASSERT_TRUE(std::any_of(all.equilibria.begin(), all.equilibria.end(), [&](const auto& e) {
      return testing::distance(e, one.strategies) < kSame;
    }));
  });
}

TEST_P(TwoPlayers, TellingTheGameOtherwiseChangesNothing) {
  for_each_game(kTransformEvery, [&](const NormalFormGame& game, std::uint64_t seed) {
    const auto all = NashEquilibria().solve(game).equilibria;
    const std::vector<std::size_t> order = {1, 0};
    const auto swapped = NashEquilibria().solve(testing::with_players(game, order)).equilibria;
    ASSERT_TRUE(
        are_same_sets(swapped,
                      changed(all, [&](const auto& e) { return testing::with_players(e, order); }),
                      kSame));
    const auto reversed =
        NashEquilibria().solve(testing::with_reversed_strategies(game)).equilibria;
    ASSERT_TRUE(are_same_sets(
        reversed,
        changed(all, [](const auto& e) { return testing::with_reversed_strategies(e); }),
        kSame));
    const std::size_t player = seed / kTransformEvery % 2;
    const auto larger =
        NashEquilibria().solve(testing::with_dominated_strategy(game, player)).equilibria;
    ASSERT_TRUE(are_same_sets(
        larger, changed(all, [&](const auto& e) { return with_one_more(e, player); }), kSame));
  });
}

/// Powers of two are exact, so nothing at all may change; other factors round each payoff, and a
/// large offset leaves few digits: equilibria then hold to the precision that is left.
TEST_P(TwoPlayers, PositiveAffineChangesOfPayoffsChangeNothing) {
  for_each_game(kTransformEvery, [&](const NormalFormGame& game, std::uint64_t seed) {
    const std::size_t player = seed / kTransformEvery % 2;
    const auto all = NashEquilibria().solve(game);
    for (const double scale : {0x1p33, 0x1p-33}) {
      const auto scaled = NashEquilibria().solve(testing::rescaled(game, player, scale, 0.0));
      ASSERT_EQ(scaled.is_degenerate, all.is_degenerate);
      ASSERT_TRUE(are_same_sets(all.equilibria, scaled.equilibria, kSame));
    }
    for (const auto& [scale, offset] : {std::pair(1e10, 0.0),
                                        std::pair(1e-10, 0.0),
                                        std::pair(1.0, 1e8),
                                        std::pair(1e10, 1e10)}) {
      const auto moved = testing::rescaled(game, player, scale, offset);
      const auto other = NashEquilibria().solve(moved);
      ASSERT_EQ(other.status, SolveStatus::converged);
      ASSERT_TRUE(other.is_complete);
      // Numbers keep some 1e-16 of the largest.
      const double held = 1e-9 + 1e-15 * offset / scale;
      for (const auto& equilibrium : other.equilibria) {
        ASSERT_LE(game.relative_regret(equilibrium), held) << scale << " " << offset;
      }
      for (const auto& equilibrium : all.equilibria) {
        ASSERT_LE(moved.relative_regret(equilibrium), held) << scale << " " << offset;
      }
      if (!GetParam().is_tied && offset == 0.0) {
        ASSERT_EQ(other.equilibria.size(), all.equilibria.size());
        ASSERT_TRUE(are_same_sets(all.equilibria, other.equilibria, 1e-4));
      }
    }
  });
}

INSTANTIATE_TEST_SUITE_P(Sources,
                         TwoPlayers,
                         ::testing::ValuesIn(testing::two_player_sources()),
                         [](const auto& source) { return testing::test_name(source); });

}  // namespace
}  // namespace demarche
