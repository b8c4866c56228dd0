// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include "demarche/solve/concept.hpp"
#include "solve/family_games.hpp"
#include "support/blocks.hpp"
#include "support/games.hpp"
#include "support/targets_bench.hpp"

namespace demarche {
namespace {

/// All pure equilibria with certificates, for a block of dense games.
void pure_blocks(benchmark::State& state) {
  const testing::BenchTarget target(state, state.range(2));
  const testing::DenseBlock block(
      testing::random_games(bench::same_sizes(state.range(0), state.range(1)), kBlockLanes));
  const auto solver = find_concept("pure").make_block_solver(block.shape(), {});
  BlockSolution solution;
  for ([[maybe_unused]] auto _ : state) {
    solver->solve(block.view(), solution);
    benchmark::DoNotOptimize(solution.certificates);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
}
BENCHMARK(pure_blocks)
    ->ArgNames({"players", "strategies", "target"})
    ->ArgsProduct({{4}, {3}, {0, 1, 2}})
    ->Args({6, 3, 2})
    ->Args({5, 5, 2});

/// The reference: the same games one by one.
void pure_scalar(benchmark::State& state) {
  const auto games =
      testing::random_games(bench::same_sizes(state.range(0), state.range(1)), kBlockLanes);
  const Concept& pure = find_concept("pure");
  std::size_t game = 0;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(pure.solve(games[game++ % games.size()], {}));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(pure_scalar)
    ->ArgNames({"players", "strategies"})
    ->Args({4, 3})
    ->Args({6, 3})
    ->Args({5, 5});

}  // namespace
}  // namespace demarche
