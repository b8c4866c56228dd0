// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "demarche/game/families.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche::bench {

/// The outcome of one call of a solver.
struct Outcome {
  bool is_solved = false;
  double work = 0.0;    ///< In the solver's own unit.
  double regret = 0.0;  ///< The relative regret of the answer; 0 if there is none.
};

/// The outcome of a result with a status and a certificate. Knowing that there is no equilibrium
/// counts as an answer.
template <class Result, class Work>
Outcome certified(const Result& result, Work work) {
  const bool is_solved =
      result.status == SolveStatus::converged || result.status == SolveStatus::no_equilibrium;
  return {is_solved, static_cast<double>(work), is_solved ? result.regret : 0.0};
}

/// The sizes of a game of `players` with `strategies` each.
inline std::vector<int> same_sizes(std::int64_t players, std::int64_t strategies) {
  return std::vector<int>(static_cast<std::size_t>(players), static_cast<int>(strategies));
}

/// Options for games of `players` with `strategies` each; families that are not sized by strategies
/// come out of about that size: sgc with 4k - 1 strategies for the k that fits, blotto with as many
/// soldiers on three battlefields. Correlations are halfway to the lowest.
inline FamilyOptions family_options(int players, int strategies) {
  FamilyOptions options;
  options.num_strategies = same_sizes(players, strategies);
  options.correlation = -0.5 / std::max(1, players - 1);
  options.size = (strategies + 1) / 4;
  options.num_soldiers = strategies;
  while ((1 << options.num_facilities) <= strategies) {
    ++options.num_facilities;
  }
  return options;
}

/// Solves the games of seeds 0 to 15 of a family in each iteration; the state's ranges are the
/// number of players and of strategies. `solve` gives a result for a game, and `outcome` says what
/// it came to, which is not timed. Counters, over the games: the mean of `work`, the share of
/// failures and the largest regret.
template <class Solve, class Describe>
void solve_games(benchmark::State& state,
                 const char* family,
                 const char* work,
                 const Solve& solve,
                 const Describe& outcome) {
  using Result = decltype(solve(std::declval<const NormalFormGame&>()));
  constexpr std::uint64_t kNumGames = 16;
  const FamilyOptions options =
      family_options(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  const std::uint64_t num_games = find_game_family(family).is_random ? kNumGames : 1;
  std::vector<NormalFormGame> games;
  for (std::uint64_t seed = 0; seed < num_games; ++seed) {
    games.push_back(generate_game(family, options, seed));
  }
  std::vector<Result> results(games.size());
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t g = 0; g < games.size(); ++g) {
      results[g] = solve(games[g]);
    }
    benchmark::ClobberMemory();
  }
  double total_work = 0.0;
  double failures = 0.0;
  double regret = 0.0;
  for (std::size_t g = 0; g < games.size(); ++g) {
    const Outcome done = outcome(games[g], results[g]);
    total_work += done.work;
    failures += done.is_solved ? 0.0 : 1.0;
    regret = std::max(regret, done.regret);
  }
  const auto count = static_cast<double>(games.size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(games.size()));
  state.counters[work] = total_work / count;
  state.counters["failures"] = failures / count;
  state.counters["regret"] = regret;
}

/// Games of `players`, the number of strategies doubling from `least` to `most`.
template <int kPlayers, int kLeast, int kMost>
void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"players", "strategies"})->Unit(benchmark::kMicrosecond);
  for (int n = kLeast; n <= kMost; n *= 2) {
    benchmark->Args({kPlayers, n});
  }
}

}  // namespace demarche::bench
