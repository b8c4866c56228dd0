// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <algorithm>
#include <span>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/simulate/exact_sum.hpp"
#include "demarche/simulate/quantile_sketch.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

constexpr int kNumbers = 4096;

std::vector<double> numbers() {
  const auto game = testing::random_game({kNumbers}, 1);
  return {game.payoffs(0).begin(), game.payoffs(0).end()};
}

/// Numbers per second into count, mean, variance and extremes, exactly.
void accumulate_moments(benchmark::State& state) {
  const auto values = numbers();
  Moments moments;
  for ([[maybe_unused]] auto _ : state) {
    for (const double value : values) {
      moments.add(value);
    }
  }
  benchmark::DoNotOptimize(moments.mean());
  state.SetItemsProcessed(state.iterations() * kNumbers);
}
BENCHMARK(accumulate_moments);

/// The same numbers accumulated in blocks, as in a run.
void accumulate_moments_by_block(benchmark::State& state) {
  const auto values = numbers();
  Moments moments;
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t first = 0; first < values.size(); first += kBlockLanes) {
      moments.add_block(
          std::span(values).subspan(first, std::min(kBlockLanes, values.size() - first)));
    }
  }
  benchmark::DoNotOptimize(moments.mean());
  state.SetItemsProcessed(state.iterations() * kNumbers);
}
BENCHMARK(accumulate_moments_by_block);

void accumulate_sketch(benchmark::State& state) {
  const auto values = numbers();
  QuantileSketch sketch;
  for ([[maybe_unused]] auto _ : state) {
    for (const double value : values) {
      sketch.add(value);
    }
  }
  benchmark::DoNotOptimize(sketch.quantile(0.5));
  state.SetItemsProcessed(state.iterations() * kNumbers);
}
BENCHMARK(accumulate_sketch);

}  // namespace
}  // namespace demarche
