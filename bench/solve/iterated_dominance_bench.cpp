// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_dominance.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

/// What is left over is no equilibrium, so there is no regret to tell; never fails.
void dominance(benchmark::State& state, const char* family, bool is_weak) {
  const IteratedDominance solver({.is_weak = is_weak});
  bench::solve_games(
      state,
      family,
      "rounds",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::Outcome{true, static_cast<double>(result.num_rounds), 0.0};
      });
}
BENCHMARK_CAPTURE(dominance, uniform, "uniform", false)->Apply(bench::sizes<2, 4, 32>);
BENCHMARK_CAPTURE(dominance, uniform_3, "uniform", false)->Apply(bench::sizes<3, 2, 8>);
BENCHMARK_CAPTURE(dominance, travellers, "travellers-dilemma", true)->Apply(bench::sizes<2, 4, 32>);

}  // namespace
}  // namespace demarche
