// SPDX-License-Identifier: MIT
#include "demarche/solve/pure_equilibria.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void pure_equilibria(benchmark::State& state, const char* family) {
  const PureEquilibria solver;
  bench::solve_games(
      state,
      family,
      "equilibria",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.profiles.size());
      });
}
BENCHMARK_CAPTURE(pure_equilibria, uniform, "uniform")->Apply(bench::sizes<2, 8, 128>);
BENCHMARK_CAPTURE(pure_equilibria, congestion, "congestion")->Apply(bench::sizes<4, 2, 8>);
BENCHMARK_CAPTURE(pure_equilibria, dispersion, "dispersion")->Apply(bench::sizes<6, 2, 4>);

}  // namespace
}  // namespace demarche
