// SPDX-License-Identifier: MIT
// Solvers that find one equilibrium, each on 100,000 random games: the answer is certified, or the
// status says that there is none. Prints the table of failures that stands in docs/failures.md.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <string>

#include "demarche/solve/concept.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "support/game_sources.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

struct Case {
  const char* concept_name;
  int num_games;         ///< Of each source.
  double most_failures;  ///< Per 100,000 games.
  bool is_for_two;       ///< Takes two players only.
  bool is_zero_sum_only = false;
};

std::ostream& operator<<(std::ostream& out, const Case& entry) {
  return out << entry.concept_name;
}

std::vector<int> sizes(bool is_for_two, std::uint64_t seed) {
  static const std::vector<std::vector<int>> two = {{2, 2}, {3, 3}, {3, 5}, {4, 4}, {6, 6}};
  static const std::vector<std::vector<int>> more = {
      {2, 2, 2}, {2, 2}, {3, 3}, {2, 3, 2}, {2, 2, 2}, {4, 4}, {3, 3, 3}, {2, 2, 2, 2}};
  return is_for_two ? two[seed % two.size()] : more[seed % more.size()];
}

class OneEquilibrium : public ::testing::TestWithParam<Case> {
 protected:
  [[nodiscard]] std::vector<testing::GameSource> sources() const {
    if (GetParam().is_zero_sum_only) {
      const auto& all = testing::two_player_sources();
      return {*std::find_if(
          all.begin(), all.end(), [](const auto& source) { return source.name == "zero-sum"; })};
    }
    return GetParam().is_for_two ? testing::two_player_sources() : testing::many_player_sources();
  }
};

TEST_P(OneEquilibrium, IsCertifiedOrWithheld) {
  const Concept& solver = find_concept(GetParam().concept_name);
  int num_games = 0;
  int num_failures = 0;
  for (const auto& source : sources()) {
    std::array<int, kNumSolveStatuses> by_status{};
    double largest = 0.0;
    for (int k = 0; k < GetParam().num_games; ++k) {
      const auto seed = static_cast<std::uint64_t>(k);
      const NormalFormGame game = source.make(sizes(GetParam().is_for_two, seed), seed);
      const Solution answer = solver.solve(game, {});
      ++by_status[static_cast<std::size_t>(answer.certificate.status)];
      const bool is_solved = answer.certificate.status == SolveStatus::converged;
      ASSERT_EQ(answer.equilibria.size(), is_solved ? 1U : 0U) << source << " " << seed;
      if (is_solved) {
        largest = std::max(largest, game.relative_regret(answer.equilibria[0]));
        ASSERT_LE(largest, 1e-9) << source << " " << seed;
      } else {
        ++num_failures;
      }
    }
    num_games += GetParam().num_games;
    std::cout << fmt::format("| {} | {} | {} | {} | {} | {:.1e} |\n",
                             GetParam().concept_name,
                             source.name,
                             GetParam().num_games,
                             by_status[static_cast<std::size_t>(SolveStatus::iteration_limit)],
                             by_status[static_cast<std::size_t>(SolveStatus::numerical_failure)],
                             largest);
  }
  EXPECT_LE(num_failures * 1e5 / num_games, GetParam().most_failures);
}

/// In a game that is not degenerate, the answer is one of all.
TEST_P(OneEquilibrium, IsOneOfAll) {
  const Concept& solver = find_concept(GetParam().concept_name);
  const testing::GameSource source = sources().front();
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const NormalFormGame game = source.make(sizes(GetParam().is_for_two, seed), seed + 1'000'000);
    const auto all = NashEquilibria().solve(game);
    const Solution answer = solver.solve(game, {});
    if (answer.certificate.status != SolveStatus::converged || !all.is_complete) {
      continue;
    }
    ASSERT_TRUE(std::any_of(all.equilibria.begin(), all.equilibria.end(), [&](const auto& e) {
      return testing::distance(e, answer.equilibria[0]) < 1e-6;
    })) << seed;
  }
}

/// Units of payoffs do not matter: not even which equilibrium is found.
TEST_P(OneEquilibrium, IsTheSameInOtherUnits) {
  const Concept& solver = find_concept(GetParam().concept_name);
  const testing::GameSource source = sources().front();
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const NormalFormGame game = source.make(sizes(GetParam().is_for_two, seed), seed + 2'000'000);
    const Solution answer = solver.solve(game, {});
    for (const double scale : {0x1p33, 0x1p-33}) {
      NormalFormGame other = game;
      for (std::size_t i = 0; i < game.num_players(); ++i) {
        other = testing::rescaled(other, i, scale, 0.0);
      }
      const Solution moved = solver.solve(other, {});
      ASSERT_EQ(moved.certificate.status, answer.certificate.status) << seed;
      if (answer.certificate.status == SolveStatus::converged) {
        ASSERT_LT(testing::distance(moved.equilibria[0], answer.equilibria[0]), 1e-6) << seed;
      }
    }
    const NormalFormGame shifted = testing::rescaled(game, 0, 1.0, 1e8);
    const Solution moved = solver.solve(shifted, {});
    if (moved.certificate.status == SolveStatus::converged) {
      ASSERT_LE(game.relative_regret(moved.equilibria[0]), 1e-6) << seed;
    } else {
      ASSERT_TRUE(moved.equilibria.empty());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Solvers,
                         OneEquilibrium,
                         ::testing::Values(Case{"lemke-howson", 20'000, 0, true},
                                           Case{"zero-sum", 100'000, 0, true, true},
                                           Case{"logit-nash", 25'000, 10, false},
                                           Case{"gnm", 25'000, 0, false},
                                           Case{"ipa", 25'000, 10, false},
                                           Case{"simplicial", 25'000, 0, false}),
                         [](const auto& source) {
                           std::string name = source.param.concept_name;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace demarche
