// SPDX-License-Identifier: MIT
#include "demarche/solve/lemke_howson.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>

#include "solve/family_games.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

void lemke_howson(benchmark::State& state, const char* family) {
  const LemkeHowson solver;
  bench::solve_games(
      state,
      family,
      "pivots",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_pivots);
      });
}
BENCHMARK_CAPTURE(lemke_howson, covariant, "covariant")->Apply(bench::sizes<2, 8, 64>);
BENCHMARK_CAPTURE(lemke_howson, integer, "integer")->Apply(bench::sizes<2, 8, 64>);
BENCHMARK_CAPTURE(lemke_howson, sgc, "sgc")->Apply(bench::sizes<2, 8, 64>);
BENCHMARK_CAPTURE(lemke_howson, travellers_dilemma, "travellers-dilemma")
    ->Apply(bench::sizes<2, 8, 64>);
BENCHMARK_CAPTURE(lemke_howson, blotto, "blotto")->Apply(bench::sizes<2, 4, 8>);

/// Uniform random games of one size, solved in turn.
void lemke_howson_uniform(benchmark::State& state, LemkeHowsonPaths paths) {
  const int n = static_cast<int>(state.range(0));
  const auto games =
      testing::random_games({n, n}, static_cast<std::size_t>(std::clamp(4000 / n, 20, 200)));
  const LemkeHowson solver({.paths = paths});
  double pivots = 0.0;
  double labels = 0.0;
  double failures = 0.0;
  double regret = 0.0;
  std::size_t next = 0;
  for ([[maybe_unused]] auto _ : state) {
    const auto result = solver.solve(games[next++ % games.size()]);
    pivots += result.num_pivots;
    labels += result.num_paths;
    failures += result.status == SolveStatus::converged ? 0.0 : 1.0;
    regret = std::max(regret, result.regret);
  }
  const auto num_games = static_cast<double>(state.iterations());
  state.SetItemsProcessed(state.iterations());
  state.counters["pivots"] = pivots / num_games;
  state.counters["labels"] = labels / num_games;
  state.counters["failures"] = failures / num_games;
  state.counters["regret"] = regret;
}
BENCHMARK_CAPTURE(lemke_howson_uniform, race, LemkeHowsonPaths::race)
    ->ArgName("strategies")
    ->Arg(3)
    ->Arg(10)
    ->Arg(50)
    ->Arg(100)
    ->Arg(200)
    ->Arg(500);
BENCHMARK_CAPTURE(lemke_howson_uniform, one_label, LemkeHowsonPaths::one)
    ->ArgName("strategies")
    ->Arg(3)
    ->Arg(10)
    ->Arg(50)
    ->Arg(100)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace demarche
