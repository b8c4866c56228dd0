// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_polymatrix.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void iterated_polymatrix(benchmark::State& state, const char* family) {
  const IteratedPolymatrix solver;
  bench::solve_games(
      state,
      family,
      "approximations",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_iterations);
      });
}
BENCHMARK_CAPTURE(iterated_polymatrix, uniform, "uniform")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(iterated_polymatrix, coordination, "coordination")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(iterated_polymatrix, polymatrix, "polymatrix")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(iterated_polymatrix, congestion, "congestion")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(iterated_polymatrix, uniform_2, "uniform")->Apply(bench::sizes<2, 2, 16>);
BENCHMARK_CAPTURE(iterated_polymatrix, uniform_4, "uniform")->Apply(bench::sizes<4, 2, 2>);

}  // namespace
}  // namespace demarche
