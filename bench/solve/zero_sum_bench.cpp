// SPDX-License-Identifier: MIT
#include "demarche/solve/zero_sum.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <functional>

#include "solve/family_games.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

void zero_sum(benchmark::State& state, const char* family) {
  const ZeroSum solver;
  bench::solve_games(
      state,
      family,
      "pivots",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_iterations);
      });
}
BENCHMARK_CAPTURE(zero_sum, blotto, "blotto")->Apply(bench::sizes<2, 4, 8>);

/// Games of uniform random payoffs of the first player, which the second loses, solved in turn.
void zero_sum_uniform(benchmark::State& state) {
  const int n = static_cast<int>(state.range(0));
  std::vector<NormalFormGame> games;
  for (std::uint64_t seed = 0; seed < static_cast<std::uint64_t>(std::clamp(1000 / n, 3, 100));
       ++seed) {
    auto& game = games.emplace_back(testing::random_game({n, n}, seed));
    std::transform(
        game.payoffs(0).begin(), game.payoffs(0).end(), game.payoffs(1).begin(), std::negate<>());
  }
  const ZeroSum solver;
  double iterations = 0.0;
  double failures = 0.0;
  double regret = 0.0;
  std::size_t next = 0;
  for ([[maybe_unused]] auto _ : state) {
    const auto result = solver.solve(games[next++ % games.size()]);
    iterations += result.num_iterations;
    failures += result.status == SolveStatus::converged ? 0.0 : 1.0;
    regret = std::max(regret, result.regret);
  }
  const auto num_games = static_cast<double>(state.iterations());
  state.SetItemsProcessed(state.iterations());
  state.counters["iterations"] = iterations / num_games;
  state.counters["failures"] = failures / num_games;
  state.counters["regret"] = regret;
}
BENCHMARK(zero_sum_uniform)
    ->ArgName("strategies")
    ->Arg(3)
    ->Arg(10)
    ->Arg(50)
    ->Arg(100)
    ->Arg(200)
    ->Arg(500)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace demarche
