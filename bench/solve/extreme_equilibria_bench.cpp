// SPDX-License-Identifier: MIT
#include "demarche/solve/extreme_equilibria.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void extreme_equilibria(benchmark::State& state, const char* family) {
  const ExtremeEquilibria solver;
  bench::solve_games(
      state,
      family,
      "vertices",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_vertices);
      });
}
BENCHMARK_CAPTURE(extreme_equilibria, uniform, "uniform")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(extreme_equilibria, integer, "integer")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(extreme_equilibria, duplicated, "duplicated")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(extreme_equilibria, coordination, "coordination")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(extreme_equilibria, blotto, "blotto")->Apply(bench::sizes<2, 2, 4>);
BENCHMARK_CAPTURE(extreme_equilibria, sgc, "sgc")->Apply(bench::sizes<2, 4, 8>);

}  // namespace
}  // namespace demarche
