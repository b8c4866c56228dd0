// SPDX-License-Identifier: MIT
#include "demarche/analyze/sensitivity.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <random>
#include <span>
#include <vector>

#include "demarche/analyze/analysis.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// First-order indices with intervals of 10 outputs and 10 inputs from arrays, on one thread. Items
/// are pairs of draw and output.
void first_order_from_arrays(benchmark::State& state) {
  constexpr std::size_t kColumns = 10;
  const auto num_draws = static_cast<std::size_t>(state.range(0));
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  std::vector<std::vector<double>> inputs(kColumns, std::vector<double>(num_draws));
  std::vector<std::vector<double>> outputs = inputs;
  for (std::size_t draw = 0; draw < num_draws; ++draw) {
    double sum = 0.0;
    for (std::size_t c = 0; c < kColumns; ++c) {
      inputs[c][draw] = normal(random);
      sum += inputs[c][draw];
      outputs[c][draw] = sum > 0.0 ? 1.0 : 0.0;
    }
  }
  const std::vector<std::span<const double>> in(inputs.begin(), inputs.end());
  const std::vector<std::span<const double>> out(outputs.begin(), outputs.end());
  double width = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    const SensitivityTable table = first_order_indices(in, out);
    width = table.indices.front().high - table.indices.front().low;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(num_draws * kColumns));
  state.counters["interval_width"] = width;
}
BENCHMARK(first_order_from_arrays)
    ->ArgName("draws")
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

/// What becomes of the flagship's sums: indices of some 140 outputs and 86 parameters, and the
/// value of information of 6 option sets. Items are pairs of output and parameter.
void analyze_flagship(benchmark::State& state) {
  const Model model = testing::held("great_reversal");
  RunSettings settings;
  settings.draws = 20'000;
  const SummedRun summed = run_with_sums(model, settings);
  double num_effects = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    const v1::Analysis analysis = analyze(model, summed.sums);
    num_effects = analysis.outputs(0).effects_size();
  }
  state.SetItemsProcessed(
      state.iterations() *
      static_cast<std::int64_t>(summed.sums.outputs.size() * summed.sums.parameters.size()));
  state.counters["effects"] = num_effects;
}
BENCHMARK(analyze_flagship)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demarche
