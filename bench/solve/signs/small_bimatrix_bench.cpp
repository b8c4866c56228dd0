// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <algorithm>

#include "demarche/solve/batch.hpp"
#include "solve/signs/sign_planes.hpp"
#include "support/blocks.hpp"
#include "support/games.hpp"
#include "support/targets_bench.hpp"

namespace demarche {
namespace {

constexpr std::size_t kBlocks = 16;      // Random blocks, solved in turn.
constexpr std::size_t kBatchCopies = 5;  // Repetitions of all blocks, for a batch of 10,240 games.

/// Random games of n by n strategies, uniform on [0, 1).
struct Blocks {
  explicit Blocks(int n) : shape(factored_form(NormalFormGame({n, n})).shape) {
    const auto rows = static_cast<std::size_t>(n * n);
    for (std::size_t b = 0; b < kBlocks; ++b) {
      auto& block = cells.emplace_back(2 * rows * kBlockLanes);
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        games.push_back(testing::random_game({n, n}, b * kBlockLanes + lane));
        for (std::size_t row = 0; row < 2 * rows; ++row) {
          block[row * kBlockLanes + lane] = games.back().payoffs(row / rows)[row % rows];
        }
      }
    }
  }
  FactoredShape shape;
  std::vector<AlignedArray> cells;
  std::vector<NormalFormGame> games;
};

void each_size_and_target(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"n", "target"});
  for (int n = 2; n <= 5; ++n) {
    for (int target = 0; target <= 2; ++target) {
      benchmark->Args({n, target});
    }
  }
}

/// Finds the supports that carry equilibria, for blocks of games.
void nash_supports(benchmark::State& state) {
  const testing::BenchTarget target(state, state.range(1));
  const int n = static_cast<int>(state.range(0));
  const Blocks blocks(n);
  SignPlanes planes(n, n);
  std::size_t b = 0;
  for ([[maybe_unused]] auto _ : state) {
    const double* cells = blocks.cells[b++ % kBlocks].data();
    planes.find(cells, cells + static_cast<std::size_t>(n * n) * kBlockLanes);
    benchmark::DoNotOptimize(planes.spread(0)[0]);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
}
BENCHMARK(nash_supports)->Apply(each_size_and_target);

/// All equilibria with probabilities and certificates, for blocks of games.
void nash_blocks(benchmark::State& state) {
  const testing::BenchTarget target(state, state.range(1));
  const Blocks blocks(static_cast<int>(state.range(0)));
  const auto solver = find_concept("nash").make_block_solver(blocks.shape, {});
  BlockSolution solution;
  std::size_t b = 0;
  double equilibria = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    solver->solve({.shape = &blocks.shape,
                   .num_lanes = kBlockLanes,
                   .cells = blocks.cells[b++ % kBlocks].data()},
                  solution);
    for (const int count : solution.certificates.num_equilibria) {
      equilibria += count;
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
  state.counters["equilibria"] = equilibria / static_cast<double>(state.iterations() * kBlockLanes);
}
BENCHMARK(nash_blocks)->Apply(each_size_and_target);

/// The batch interface: games one after another in memory, answers likewise, on one thread.
void nash_batch(benchmark::State& state) {
  const testing::BenchTarget target(state, state.range(1));
  const int n = static_cast<int>(state.range(0));
  const Blocks blocks(n);
  std::vector<double> payoffs;
  for (const NormalFormGame& game : blocks.games) {
    for (std::size_t i = 0; i < 2; ++i) {
      payoffs.insert(payoffs.end(), game.payoffs(i).begin(), game.payoffs(i).end());
    }
  }
  std::vector<double> many;
  for (std::size_t copy = 0; copy < kBatchCopies; ++copy) {
    many.insert(many.end(), payoffs.begin(), payoffs.end());
  }
  const std::size_t num_games = kBatchCopies * blocks.games.size();
  for ([[maybe_unused]] auto _ : state) {
    const auto solution = solve_batch(
        GamesView<double>{.data = many.data(), .num_games = num_games, .num_strategies = {n, n}},
        {.threads = 1});
    benchmark::DoNotOptimize(solution.first_profile[num_games]);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(num_games));
}
BENCHMARK(nash_batch)->Apply(each_size_and_target)->Unit(benchmark::kMillisecond);

/// Blocks of 3 by 3 games in which a strategy has a twin that no payoff tells from it.
void nash_twins(benchmark::State& state) {
  const testing::BenchTarget target(state, state.range(0));
  std::vector<NormalFormGame> games;
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    auto& game = games.emplace_back(testing::random_game({3, 3}, lane));
    for (std::size_t i = 0; i < 2; ++i) {
      std::copy_n(game.payoffs(i).begin(), 3, game.payoffs(i).begin() + 3);
    }
  }
  const testing::DenseBlock block(games);
  const auto solver = find_concept("nash").make_block_solver(block.shape(), {});
  BlockSolution solution;
  for ([[maybe_unused]] auto _ : state) {
    solver->solve(block.view(), solution);
    benchmark::DoNotOptimize(solution.certificates);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
}
BENCHMARK(nash_twins)->ArgName("target")->DenseRange(0, 2);

/// The reference: the same games one by one.
void nash_scalar(benchmark::State& state) {
  const Blocks blocks(static_cast<int>(state.range(0)));
  const Concept& nash = find_concept("nash");
  std::size_t game = 0;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(nash.solve(blocks.games[game++ % blocks.games.size()], {}));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(nash_scalar)->ArgName("n")->DenseRange(2, 5);

}  // namespace
}  // namespace demarche
