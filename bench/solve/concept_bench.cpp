// SPDX-License-Identifier: MIT
#include "demarche/solve/concept.hpp"

#include <benchmark/benchmark.h>

#include "support/factored_games.hpp"

namespace demarche {
namespace {

/// Games per second of one core on blocks of random games in factored form. The counter
/// "equilibria" is the mean number of equilibria.
void solve_blocks(benchmark::State& state,
                  const char* name,
                  const std::vector<std::vector<int>>& lever_sizes) {
  const FactoredShape shape =
      testing::random_shape(lever_sizes, static_cast<int>(3 * lever_sizes.size()), 7);
  const auto cells = testing::random_cells(shape, 1.0, 2);
  const auto solver = find_concept(name).make_block_solver(shape, {});
  BlockSolution solution;
  double equilibria = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    solver->solve({.shape = &shape, .num_lanes = kBlockLanes, .cells = cells.data()}, solution);
    for (const int count : solution.certificates.num_equilibria) {
      equilibria += count;
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
  state.counters["equilibria"] = equilibria / static_cast<double>(state.iterations() * kBlockLanes);
}
BENCHMARK_CAPTURE(solve_blocks, nash_2x2, "nash", {{2}, {2}});
BENCHMARK_CAPTURE(solve_blocks, nash_3x3, "nash", {{3}, {3}});
BENCHMARK_CAPTURE(solve_blocks, nash_4x4, "nash", {{4}, {4}});
BENCHMARK_CAPTURE(solve_blocks, pure_3x3x3x3, "pure", {{3}, {3}, {3}, {3}});
BENCHMARK_CAPTURE(solve_blocks, dominance_3x3x3, "dominance", {{3}, {3}, {3}});
BENCHMARK_CAPTURE(solve_blocks, lemke_howson_3x3, "lemke-howson", {{3}, {3}});

}  // namespace
}  // namespace demarche
