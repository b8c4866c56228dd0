// SPDX-License-Identifier: MIT
#include "demarche/solve/global_newton.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void global_newton(benchmark::State& state, const char* family) {
  const GlobalNewton solver;
  bench::solve_games(
      state,
      family,
      "steps",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_steps);
      });
}
BENCHMARK_CAPTURE(global_newton, uniform, "uniform")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(global_newton, coordination, "coordination")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(global_newton, polymatrix, "polymatrix")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(global_newton, congestion, "congestion")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(global_newton, uniform_2, "uniform")->Apply(bench::sizes<2, 2, 16>);
BENCHMARK_CAPTURE(global_newton, uniform_4, "uniform")->Apply(bench::sizes<4, 2, 2>);

}  // namespace
}  // namespace demarche
