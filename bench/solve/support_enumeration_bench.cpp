// SPDX-License-Identifier: MIT
#include "demarche/solve/support_enumeration.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void support_enumeration(benchmark::State& state, const char* family) {
  const SupportEnumeration solver;
  bench::solve_games(
      state,
      family,
      "supports",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_supports);
      });
}
BENCHMARK_CAPTURE(support_enumeration, uniform, "uniform")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(support_enumeration, covariant, "covariant")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(support_enumeration, coordination, "coordination")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(support_enumeration, integer, "integer")->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(support_enumeration, sgc, "sgc")->Apply(bench::sizes<2, 4, 8>);

}  // namespace
}  // namespace demarche
