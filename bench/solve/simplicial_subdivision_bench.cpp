// SPDX-License-Identifier: MIT
#include "demarche/solve/simplicial_subdivision.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void simplicial_subdivision(benchmark::State& state, const char* family) {
  const SimplicialSubdivision solver;
  bench::solve_games(
      state,
      family,
      "pivots",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_pivots);
      });
}
BENCHMARK_CAPTURE(simplicial_subdivision, uniform, "uniform")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(simplicial_subdivision, coordination, "coordination")
    ->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(simplicial_subdivision, polymatrix, "polymatrix")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(simplicial_subdivision, congestion, "congestion")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(simplicial_subdivision, uniform_2, "uniform")->Apply(bench::sizes<2, 2, 16>);
BENCHMARK_CAPTURE(simplicial_subdivision, uniform_4, "uniform")->Apply(bench::sizes<4, 2, 2>);

}  // namespace
}  // namespace demarche
