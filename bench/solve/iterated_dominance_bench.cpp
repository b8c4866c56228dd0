// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_dominance.hpp"

#include <string>

#include "demarche/solve/concept.hpp"
#include "solve/family_games.hpp"
#include "support/blocks.hpp"
#include "support/games.hpp"
#include "support/targets_bench.hpp"

namespace demarche {
namespace {

/// The surviving strategies are no equilibrium, so there is no regret. Elimination never fails.
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

/// Iterated elimination for blocks of games.
void dominance_blocks(benchmark::State& state, const std::string& name) {
  const testing::BenchTarget target(state, state.range(2));
  const testing::DenseBlock block(
      testing::random_games(bench::same_sizes(state.range(0), state.range(1)), kBlockLanes));
  const auto solver = find_concept(name).make_block_solver(block.shape(), {});
  BlockSolution solution;
  for ([[maybe_unused]] auto _ : state) {
    solver->solve(block.view(), solution);
    benchmark::DoNotOptimize(solution.certificates);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
}
BENCHMARK_CAPTURE(dominance_blocks, strict, "dominance")
    ->ArgNames({"players", "strategies", "target"})
    ->ArgsProduct({{2}, {2, 3, 4}, {0, 1, 2}})
    ->ArgsProduct({{3}, {3}, {0, 1, 2}});
BENCHMARK_CAPTURE(dominance_blocks, weak, "weak-dominance")
    ->ArgNames({"players", "strategies", "target"})
    ->ArgsProduct({{2}, {2, 3}, {2}});

/// The reference: the same games one by one.
void dominance_scalar(benchmark::State& state, const std::string& name) {
  const auto games =
      testing::random_games(bench::same_sizes(state.range(0), state.range(1)), kBlockLanes);
  const Concept& dominance = find_concept(name);
  std::size_t game = 0;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(dominance.solve(games[game++ % games.size()], {}));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(dominance_scalar, strict, "dominance")
    ->ArgNames({"players", "strategies"})
    ->ArgsProduct({{2}, {2, 3, 4}})
    ->Args({3, 3});
BENCHMARK_CAPTURE(dominance_scalar, weak, "weak-dominance")
    ->ArgNames({"players", "strategies"})
    ->ArgsProduct({{2}, {2, 3}});

}  // namespace
}  // namespace demarche
