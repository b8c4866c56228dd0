// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <vector>

#include "demarche/solve/logit_quantal_response.hpp"

namespace demarche::bench {

/// Rate of one core on blocks of one shape in turn; "solves" is the mean number of linear solves
/// and fixed-point steps per game.
inline void solve_logit_blocks(benchmark::State& state,
                               double precision,
                               const std::vector<GameBlock>& blocks) {
  const auto solver =
      LogitQuantalResponse({.precision = precision}).make_block_solver(*blocks.front().shape);
  BlockSolution solution;
  double solves = 0.0;
  double failures = 0.0;
  std::size_t next = 0;
  for ([[maybe_unused]] auto _ : state) {
    solver->solve(blocks[next++ % blocks.size()], solution);
    for (const int iterations : solution.certificates.iterations) {
      solves += iterations;
    }
    for (const SolveStatus status : solution.certificates.status) {
      failures += status == SolveStatus::converged ? 0.0 : 1.0;
    }
  }
  const auto games = static_cast<double>(state.iterations() * kBlockLanes);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
  state.counters["solves"] = solves / games;
  state.counters["failures"] = failures / games;
}

}  // namespace demarche::bench
