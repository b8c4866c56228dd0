// SPDX-License-Identifier: MIT
#include "demarche/solve/lemke_howson.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

void lemke_howson(benchmark::State& state, const char* family) {
  const LemkeHowson solver;
  bench::solve_games(
      state,
      family,
      "pivots",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::certified(result, result.num_pivots);
      });
}
BENCHMARK_CAPTURE(lemke_howson, uniform, "uniform")->Apply(bench::sizes<2, 8, 128>);
BENCHMARK_CAPTURE(lemke_howson, covariant, "covariant")->Apply(bench::sizes<2, 8, 64>);
BENCHMARK_CAPTURE(lemke_howson, integer, "integer")->Apply(bench::sizes<2, 8, 64>);
BENCHMARK_CAPTURE(lemke_howson, sgc, "sgc")->Apply(bench::sizes<2, 8, 64>);
BENCHMARK_CAPTURE(lemke_howson, travellers_dilemma, "travellers-dilemma")
    ->Apply(bench::sizes<2, 8, 64>);
BENCHMARK_CAPTURE(lemke_howson, blotto, "blotto")->Apply(bench::sizes<2, 4, 8>);

}  // namespace
}  // namespace demarche
