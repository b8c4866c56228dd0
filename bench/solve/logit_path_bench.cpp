// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_path.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void logit_path(benchmark::State& state, const char* family) {
  const LogitPath solver;
  bench::solve_games(
      state,
      family,
      "steps",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_steps);
      });
}
BENCHMARK_CAPTURE(logit_path, uniform, "uniform")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(logit_path, coordination, "coordination")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(logit_path, polymatrix, "polymatrix")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(logit_path, congestion, "congestion")->Apply(bench::sizes<3, 2, 4>);
BENCHMARK_CAPTURE(logit_path, uniform_2, "uniform")->Apply(bench::sizes<2, 2, 16>);
BENCHMARK_CAPTURE(logit_path, uniform_4, "uniform")->Apply(bench::sizes<4, 2, 2>);

}  // namespace
}  // namespace demarche
