// SPDX-License-Identifier: MIT
#include "demarche/solve/zero_sum.hpp"

#include "solve/family_games.hpp"

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
BENCHMARK_CAPTURE(zero_sum, zero_sum, "zero-sum")->Apply(bench::sizes<2, 8, 128>);
BENCHMARK_CAPTURE(zero_sum, blotto, "blotto")->Apply(bench::sizes<2, 4, 8>);

}  // namespace
}  // namespace demarche
