// SPDX-License-Identifier: MIT
#include "demarche/solve/dynamics.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

/// A failure is a dynamic that neither rests, cycles nor settles on average within its budget. The
/// regret is that of the profile it ended in; time averages are no equilibria in general.
void dynamics(benchmark::State& state, DynamicsRule rule, const char* family) {
  const Dynamics solver({.rule = rule});
  bench::solve_games(
      state,
      family,
      "steps",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame&, const auto& result) {
        return bench::Outcome{result.end != DynamicsEnd::moving,
                              static_cast<double>(result.num_steps),
                              result.regret};
      });
}
BENCHMARK_CAPTURE(dynamics, best_response_congestion, DynamicsRule::best_response, "congestion")
    ->Apply(bench::sizes<3, 2, 16>);
BENCHMARK_CAPTURE(dynamics, best_response_uniform, DynamicsRule::best_response, "uniform")
    ->Apply(bench::sizes<3, 2, 16>);
BENCHMARK_CAPTURE(dynamics, fictitious_play_zero_sum, DynamicsRule::fictitious_play, "zero-sum")
    ->Apply(bench::sizes<2, 4, 32>);
BENCHMARK_CAPTURE(dynamics, logit_response_uniform, DynamicsRule::logit_response, "uniform")
    ->Apply(bench::sizes<2, 4, 32>);
BENCHMARK_CAPTURE(dynamics, replicator_coordination, DynamicsRule::replicator, "coordination")
    ->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(dynamics,
                  discrete_replicator_coordination,
                  DynamicsRule::discrete_replicator,
                  "coordination")
    ->Apply(bench::sizes<2, 2, 8>);

}  // namespace
}  // namespace demarche
