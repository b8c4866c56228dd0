// SPDX-License-Identifier: MIT
#include "demarche/solve/level_k.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

/// The regret is positive by design, since players of bounded depth err.
template <class Solver>
void bounded_depth(benchmark::State& state, const char* family, const Solver& solver) {
  bench::solve_games(
      state,
      family,
      "strategies",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame& game, const MixedProfile& profile) {
        double played = 0.0;
        for (const auto& strategy : profile) {
          for (const double probability : strategy) {
            played += probability > 0.0 ? 1.0 : 0.0;
          }
        }
        return bench::Outcome{true, played, game.relative_regret(profile)};
      });
}

void level_k(benchmark::State& state, const char* family) {
  bounded_depth(state, family, LevelK());
}
BENCHMARK_CAPTURE(level_k, uniform, "uniform")->Apply(bench::sizes<3, 2, 16>);
BENCHMARK_CAPTURE(level_k, travellers, "travellers-dilemma")->Apply(bench::sizes<2, 8, 128>);

void cognitive_hierarchy(benchmark::State& state, const char* family) {
  bounded_depth(state, family, CognitiveHierarchy());
}
BENCHMARK_CAPTURE(cognitive_hierarchy, uniform, "uniform")->Apply(bench::sizes<3, 2, 16>);
BENCHMARK_CAPTURE(cognitive_hierarchy, travellers, "travellers-dilemma")
    ->Apply(bench::sizes<2, 8, 128>);

}  // namespace
}  // namespace demarche
