// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_quantal_response.hpp"

#include <benchmark/benchmark.h>

#include <cmath>

#include "support/factored_games.hpp"

namespace demarche {
namespace {

/// Rate of one core on blocks of games; "solves" is the mean number of linear solves per game.
void solve_blocks(benchmark::State& state, const FactoredShape& shape, double standard_deviation) {
  const auto cells = testing::random_cells(shape, standard_deviation, 2);
  const auto solver = LogitQuantalResponse({.precision = static_cast<double>(state.range(0))})
                          .make_block_solver(shape);
  BlockSolution solution;
  double solves = 0.0;
  double failures = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    solver->solve({.shape = &shape, .num_lanes = kBlockLanes, .cells = cells.data()}, solution);
    for (const auto& certificate : solution.certificates) {
      solves += certificate.iterations;
      failures += certificate.status == SolveStatus::converged ? 0.0 : 1.0;
    }
  }
  const auto games = static_cast<double>(state.iterations() * kBlockLanes);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
  state.counters["solves"] = solves / games;
  state.counters["failures"] = failures / games;
}

/// The flagship's shape with 100 terms; a player's payoff has standard deviation about 1.
void logit_flagship_shape(benchmark::State& state) {
  solve_blocks(state, testing::flagship_shape(100, 7), std::sqrt(7.0 / 100.0));
}
BENCHMARK(logit_flagship_shape)->ArgName("precision")->Arg(1)->Arg(2)->Arg(4)->Arg(8);

void logit_3x3(benchmark::State& state) {
  solve_blocks(state, testing::random_shape({{3}, {3}}, 2, 7), 1.0);
}
BENCHMARK(logit_3x3)->ArgName("precision")->Arg(1)->Arg(5);

void logit_3x3x3(benchmark::State& state) {
  solve_blocks(state, testing::random_shape({{3}, {3}, {3}}, 9, 7), std::sqrt(1.0 / 3.0));
}
BENCHMARK(logit_3x3x3)->ArgName("precision")->Arg(1)->Arg(5);

}  // namespace
}  // namespace demarche
