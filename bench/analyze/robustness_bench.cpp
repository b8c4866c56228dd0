// SPDX-License-Identifier: MIT
#include "demarche/analyze/robustness.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <random>
#include <span>
#include <vector>

namespace demarche {
namespace {

/// Eleven rules of choice among options in 100,000 scenarios. Items are values.
void robustness_rules_of_options(benchmark::State& state) {
  const auto num_options = static_cast<std::size_t>(state.range(0));
  constexpr std::size_t kScenarios = 100'000;
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  std::vector<std::vector<double>> values(num_options, std::vector<double>(kScenarios));
  for (auto& row : values) {
    for (double& value : row) {
      value = normal(random);
    }
  }
  const std::vector<std::span<const double>> rows(values.begin(), values.end());
  double best = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    best = robustness(rows).front().front();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(num_options * kScenarios));
  state.counters["maximin"] = best;
}
BENCHMARK(robustness_rules_of_options)->ArgName("options")->Arg(36)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demarche
