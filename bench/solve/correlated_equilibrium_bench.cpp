// SPDX-License-Identifier: MIT
#include "demarche/solve/correlated_equilibrium.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void correlated_equilibrium(benchmark::State& state, const char* family) {
  const CorrelatedEquilibrium solver;
  bench::solve_games(
      state,
      family,
      "pivots",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_iterations);
      });
}
BENCHMARK_CAPTURE(correlated_equilibrium, uniform, "uniform")->Apply(bench::sizes<2, 2, 16>);
BENCHMARK_CAPTURE(correlated_equilibrium, congestion, "congestion")->Apply(bench::sizes<3, 2, 4>);

void coarse_correlated_equilibrium(benchmark::State& state, const char* family) {
  const CorrelatedEquilibrium solver({.is_coarse = true});
  bench::solve_games(
      state,
      family,
      "pivots",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_iterations);
      });
}
BENCHMARK_CAPTURE(coarse_correlated_equilibrium, uniform, "uniform")->Apply(bench::sizes<2, 2, 16>);

}  // namespace
}  // namespace demarche
