// SPDX-License-Identifier: MIT
#include "demarche/solve/nash_equilibria.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void nash_equilibria(benchmark::State& state, const char* family) {
  const NashEquilibria solver;
  bench::solve_games(
      state,
      family,
      "steps",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_steps);
      });
}
BENCHMARK_CAPTURE(nash_equilibria, uniform, "uniform")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(nash_equilibria, integer, "integer")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(nash_equilibria, duplicated, "duplicated")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(nash_equilibria, uniform_3, "uniform")
    ->Apply(bench::sizes<3, 2, 2>)
    ->Args({3, 3});
BENCHMARK_CAPTURE(nash_equilibria, covariant_3, "covariant")->Apply(bench::sizes<3, 2, 2>);
BENCHMARK_CAPTURE(nash_equilibria, uniform_4, "uniform")->Apply(bench::sizes<4, 2, 2>);

}  // namespace
}  // namespace demarche
