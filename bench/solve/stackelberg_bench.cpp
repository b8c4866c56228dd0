// SPDX-License-Identifier: MIT
#include "demarche/solve/stackelberg.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void stackelberg(benchmark::State& state, const char* family) {
  const Stackelberg solver;
  bench::solve_games(
      state,
      family,
      "programs",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_programs);
      });
}
BENCHMARK_CAPTURE(stackelberg, uniform, "uniform")->Apply(bench::sizes<2, 4, 32>);
BENCHMARK_CAPTURE(stackelberg, covariant, "covariant")->Apply(bench::sizes<2, 4, 32>);

void pure_stackelberg(benchmark::State& state, const char* family) {
  const Stackelberg solver({.is_mixed = false});
  bench::solve_games(
      state,
      family,
      "programs",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_programs);
      });
}
BENCHMARK_CAPTURE(pure_stackelberg, uniform, "uniform")->Apply(bench::sizes<2, 4, 32>);

}  // namespace
}  // namespace demarche
