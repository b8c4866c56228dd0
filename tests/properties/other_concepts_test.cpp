// SPDX-License-Identifier: MIT
// Concepts that answer with something else than Nash equilibria, each on 100,000 random games.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demarche/solve/concept.hpp"
#include "demarche/solve/correlated_equilibrium.hpp"
#include "demarche/solve/dynamics.hpp"
#include "demarche/solve/iterated_dominance.hpp"
#include "demarche/solve/logit_quantal_response.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "demarche/solve/sequential_moves.hpp"
#include "demarche/solve/stackelberg.hpp"
#include "support/game_sources.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

constexpr std::uint64_t kNumGames = 20'000;

std::vector<int> two_players(std::uint64_t seed) {
  static const std::vector<std::vector<int>> all = {{2, 2}, {3, 3}, {2, 3}, {4, 3}, {3, 2}};
  return all[seed % all.size()];
}

class OtherConcepts : public ::testing::TestWithParam<testing::GameSource> {
 protected:
  /// Two players, or (where the kind allows) three every other time.
  [[nodiscard]] static NormalFormGame any_game(std::uint64_t seed) {
    const bool is_for_two = GetParam().name == "zero-sum" || seed % 2 == 0;
    return GetParam().make(is_for_two ? two_players(seed / 2) : std::vector<int>{2, 3, 2}, seed);
  }
};

TEST_P(OtherConcepts, PureEquilibriaAreTheProfilesWithoutRegret) {
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = any_game(seed);
    const auto found = PureEquilibria().solve(game).profiles;
    for (std::size_t p = 0; p < game.num_profiles(); ++p) {
      const auto profile = game.profile(p);
      const bool is_found = std::find(found.begin(), found.end(), profile) != found.end();
      ASSERT_EQ(is_found, game.max_regret(game.pure_profile(profile)) == 0.0) << seed;
    }
    ASSERT_EQ(PureEquilibria().solve(factored_form(game)).profiles, found) << seed;
  }
}

TEST_P(OtherConcepts, DominanceKeepsWhatEquilibriaPlay) {
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = GetParam().make(two_players(seed), seed);
    const auto strict = IteratedDominance().solve(game);
    const auto by_pure = IteratedDominance({.by_mixed = false}).solve(game);
    const auto weak = IteratedDominance({.is_weak = true}).solve(game);
    for (std::size_t i = 0; i < 2; ++i) {
      const auto includes = [&](const auto& more, const auto& fewer) {
        return std::includes(more.survivors[i].begin(),
                             more.survivors[i].end(),
                             fewer.survivors[i].begin(),
                             fewer.survivors[i].end());
      };
      ASSERT_FALSE(weak.survivors[i].empty()) << seed;
      ASSERT_TRUE(includes(by_pure, strict)) << seed;
      for (const auto& equilibrium : NashEquilibria().solve(game).equilibria) {
        for (std::size_t s = 0; s < equilibrium[i].size(); ++s) {
          ASSERT_TRUE(equilibrium[i][s] == 0.0 || std::binary_search(strict.survivors[i].begin(),
                                                                     strict.survivors[i].end(),
                                                                     static_cast<int>(s)))
              << seed;
        }
      }
    }
    const auto larger = IteratedDominance().solve(testing::with_dominated_strategy(game, seed % 2));
    ASSERT_EQ(larger.survivors, strict.survivors) << seed;
  }
}

TEST_P(OtherConcepts, CorrelatedPlayIsObedientAndAtLeastAsGoodAsNash) {
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = any_game(seed);
    const auto fine = CorrelatedEquilibrium().solve(game);
    const auto coarse = CorrelatedEquilibrium({.is_coarse = true}).solve(game);
    ASSERT_EQ(fine.status, SolveStatus::converged) << seed;
    ASSERT_EQ(coarse.status, SolveStatus::converged) << seed;
    ASSERT_LE(CorrelatedEquilibrium::regret(game, fine.distribution, false), 1e-9) << seed;
    ASSERT_LE(CorrelatedEquilibrium::regret(game, coarse.distribution, true), 1e-9) << seed;
    ASSERT_GE(coarse.value, fine.value - 1e-6) << seed;
    for (const auto& profile : PureEquilibria().solve(game).profiles) {
      double welfare = 0.0;
      for (std::size_t i = 0; i < game.num_players(); ++i) {
        welfare += game.payoffs(i)[game.profile_index(profile)];
      }
      ASSERT_GE(fine.value, welfare - 1e-6) << seed;
    }
  }
}

TEST_P(OtherConcepts, CommitmentIsWorthNoLessThanEquilibria) {
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = GetParam().make(two_players(seed), seed);
    const auto strong = Stackelberg().solve(game);
    const auto weak = Stackelberg({.is_strong = false}).solve(game);
    const auto pure = Stackelberg({.is_mixed = false}).solve(game);
    ASSERT_EQ(strong.status, SolveStatus::converged) << seed;
    ASSERT_EQ(weak.status, SolveStatus::converged) << seed;
    ASSERT_EQ(pure.status, SolveStatus::converged) << seed;
    ASSERT_LE(strong.regret, 1e-9) << seed;
    ASSERT_GE(strong.value, weak.value - 1e-7) << seed;
    ASSERT_GE(strong.value, pure.value - 1e-7) << seed;
    for (const auto& equilibrium : NashEquilibria().solve(game).equilibria) {
      ASSERT_GE(strong.value, game.expected_payoff(0, equilibrium) - 1e-7) << seed;
    }
  }
}

/// The second player's best answers, then the first player's best choice, written out.
TEST_P(OtherConcepts, SequentialMovesAreBackwardInduction) {
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = GetParam().make(two_players(seed), seed);
    const auto result = SequentialMoves().solve(game);
    double best = -HUGE_VAL;
    for (int i = 0; i < game.num_strategies()[0]; ++i) {
      int answer = 0;
      const auto payoff = [&](std::size_t player, int j) {
        return game.payoffs(player)[game.profile_index(std::vector{i, j})];
      };
      for (int j = 1; j < game.num_strategies()[1]; ++j) {
        answer = payoff(1, j) > payoff(1, answer) ? j : answer;
      }
      best = std::max(best, payoff(0, answer));
    }
    ASSERT_EQ(result.payoffs[0], best) << seed;
  }
}

TEST_P(OtherConcepts, QuantalResponsesSolveTheLogitEquation) {
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = any_game(seed);
    const double precision = std::exp2(static_cast<double>(seed % 6) - 1.0);
    const auto result = LogitQuantalResponse({.precision = precision}).solve(game);
    ASSERT_EQ(result.status, SolveStatus::converged) << seed;
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      auto response = game.strategy_payoffs(i, result.strategies);
      const double most = *std::max_element(response.begin(), response.end());
      for (double& payoff : response) {
        payoff = std::exp(precision * (payoff - most));
      }
      const double total = std::accumulate(response.begin(), response.end(), 0.0);
      for (std::size_t s = 0; s < response.size(); ++s) {
        ASSERT_NEAR(result.strategies[i][s], response[s] / total, 1e-8) << seed;
      }
    }
  }
}

TEST_P(OtherConcepts, BestResponsesRestOnlyAtEquilibria) {
  int num_rests = 0;
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = any_game(seed);
    const auto result = Dynamics({.start = std::vector<int>(game.num_players(), 0)}).solve(game);
    ASSERT_NE(result.end, DynamicsEnd::moving) << seed;
    if (result.end == DynamicsEnd::fixed_point) {
      ++num_rests;
      ASSERT_EQ(game.max_regret(result.last), 0.0) << seed;
    }
  }
  EXPECT_GT(num_rests, 0);
}

/// Every concept, in other units: factors that are powers of two change no bit of what matters.
TEST_P(OtherConcepts, UnitsOfPayoffsDoNotMatter) {
  for (const char* name : {"dominance",
                           "weak-dominance",
                           "correlated",
                           "stackelberg",
                           "sequential",
                           "level-k",
                           "cognitive-hierarchy",
                           "best-response",
                           "pure"}) {
    const Concept& entry = find_concept(name);
    for (std::uint64_t seed = 0; seed < kNumGames / 10; ++seed) {
      const NormalFormGame game = GetParam().make(two_players(seed), seed);
      NormalFormGame scaled = game;
      for (std::size_t i = 0; i < 2; ++i) {
        scaled = testing::rescaled(scaled, i, i == 0 ? 0x1p33 : 0x1p-33, 0.0);
      }
      // Welfare adds payoffs up, so its units matter.
      const ConceptOptions options{.objective = CorrelatedObjective::player};
      const Solution one = entry.solve(game, options);
      const Solution other = entry.solve(scaled, options);
      ASSERT_EQ(one.certificate.status, other.certificate.status) << name << " " << seed;
      ASSERT_EQ(one.equilibria.size(), other.equilibria.size()) << name << " " << seed;
      for (std::size_t e = 0; e < one.equilibria.size(); ++e) {
        ASSERT_LT(testing::distance(one.equilibria[e], other.equilibria[e]), 1e-9)
            << name << " " << seed;
      }
      ASSERT_EQ(one.distribution.size(), other.distribution.size()) << name << " " << seed;
    }
  }
}

TEST_P(OtherConcepts, SelectionsShareOneAmongEquilibria) {
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = GetParam().make(two_players(seed), seed);
    const auto all = NashEquilibria().solve(game).equilibria;
    for (const Selection selection : {Selection::uniform,
                                      Selection::payoff_dominant,
                                      Selection::utilitarian,
                                      Selection::nearest,
                                      Selection::entropy}) {
      const auto weights = select_equilibria(game, all, selection);
      ASSERT_EQ(weights.size(), all.size()) << seed;
      ASSERT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0), 1.0, 1e-12) << seed;
      ASSERT_GE(*std::min_element(weights.begin(), weights.end()), 0.0) << seed;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sources,
                         OtherConcepts,
                         ::testing::ValuesIn(testing::two_player_sources()),
                         [](const auto& source) { return testing::test_name(source); });

}  // namespace
}  // namespace demarche
