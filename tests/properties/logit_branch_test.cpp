// SPDX-License-Identifier: MIT
// The principal logit branch on thousands of random games, symmetric or nearly so among them, where
// branches pass each other closely: qre and logit-nash against a tracer with very short steps.
// Prints how many differ.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iostream>

#include "demarche/solve/logit_path.hpp"
#include "demarche/solve/logit_quantal_response.hpp"
#include "support/games.hpp"
#include "support/logit_tracer.hpp"

namespace demarche {
namespace {

struct Kind {
  const char* name;
  std::vector<int> num_strategies;
  /// Of two players: how far the second's payoffs are from the first's seen from the other side;
  /// negative for independent ones.
  double asymmetry;
  int most_wrong = 0;
};

std::ostream& operator<<(std::ostream& out, const Kind& kind) {
  return out << kind.name;
}

constexpr std::uint64_t kNumGames = 1000;
constexpr double kShort = 1e-3;
constexpr double kShorter = 1e-5;

NormalFormGame make(const Kind& kind, std::uint64_t seed) {
  auto game = testing::random_game(kind.num_strategies, seed);
  const auto n = static_cast<std::size_t>(kind.num_strategies[0]);
  for (std::size_t p = 0; kind.asymmetry >= 0.0 && p < game.num_profiles(); ++p) {
    const double mirrored = game.payoffs(0)[p % n * n + p / n];
    game.payoffs(1)[p] = mirrored + kind.asymmetry * (game.payoffs(1)[p] - 0.5);
  }
  return game.unit_scaled();
}

/// How answers fared against the tracer.
struct Tally {
  int compared = 0;
  int wrong = 0;  ///< Steps of both lengths lead elsewhere.
  int untraced = 0;

  void add(const NormalFormGame& game,
           const MixedProfile& found,
           double precision,
           double tolerance) {
    ++compared;
    for (const double longest : {kShort, kShorter}) {
      const auto traced = testing::trace_logit_branch(game, precision, longest);
      if (!traced) {
        ++untraced;
        return;
      }
      if (testing::distance(*traced, found) < tolerance) {
        return;
      }
    }
    ++wrong;
  }

  void check(const char* solver, const Kind& kind, std::uint64_t most) const {
    std::cout << fmt::format("| {} | {} | {} | {} |\n", solver, kind.name, compared, wrong);
    EXPECT_GE(compared - untraced, static_cast<int>(most * 99 / 100));
    EXPECT_LE(wrong, kind.most_wrong);
  }
};

class LogitBranch : public ::testing::TestWithParam<Kind> {};

TEST_P(LogitBranch, QuantalResponsesLieOnIt) {
  Tally tally;
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = make(GetParam(), seed);
    for (const double precision : {20.0, 100.0}) {
      const auto found = LogitQuantalResponse({.precision = precision}).solve(game);
      if (found.status == SolveStatus::converged) {
        tally.add(game, found.strategies, precision, 1e-6);
      }
    }
  }
  tally.check("qre", GetParam(), 2 * kNumGames);
}

/// Far along, the branch is near its limit.
TEST_P(LogitBranch, ThePathEndsAtItsLimit) {
  Tally tally;
  for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = make(GetParam(), seed);
    const auto found = LogitPath().solve(game);
    if (found.status == SolveStatus::converged) {
      tally.add(game, found.strategies, 1e5, 0.1);
    }
  }
  tally.check("logit-nash", GetParam(), kNumGames);
}

INSTANTIATE_TEST_SUITE_P(Kinds,
                         LogitBranch,
                         ::testing::Values(Kind{"uniform_2x2", {2, 2}, -1.0},
                                           Kind{"uniform_3x3", {3, 3}, -1.0},
                                           Kind{"uniform_4x4", {4, 4}, -1.0},
                                           Kind{"uniform_2x2x2", {2, 2}, -1.0},
                                           Kind{"uniform_3x3x3", {3, 3}, -1.0},
                                           Kind{"symmetric_but_for_a_tenth_3x3", {3, 3}, 0.1},
                                           Kind{"symmetric_but_for_a_tenth_4x4", {4, 4}, 0.1},
                                           Kind{"nearly_symmetric_2x2", {2, 2}, 1e-3},
                                           Kind{"nearly_symmetric_3x3", {3, 3}, 1e-3, 2},
                                           Kind{"nearly_symmetric_4x4", {4, 4}, 1e-3, 2}),
                         [](const auto& source) { return source.param.name; });

}  // namespace
}  // namespace demarche
