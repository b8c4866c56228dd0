// SPDX-License-Identifier: MIT
// The whole pipeline: 20 normal parameters, a 3x3 game, all its equilibria, statistics.
#include <benchmark/benchmark.h>

#include "demarche/simulate/run.hpp"
#include "support/scalar_pipeline.hpp"
#include "support/scenarios.hpp"
#include "support/targets_bench.hpp"

namespace demarche {
namespace {

constexpr std::uint64_t kModel = 1;

/// Draws per second of run() from sampling to the result.
void pipeline_run(benchmark::State& state) {
  const testing::BenchTarget target(state, state.range(0));
  const Model model =
      testing::compiled(testing::pipeline_scenario(testing::random_pipeline_model(kModel)));
  const RunSettings settings{.concept_name = "nash",
                             .seed = 1,
                             .draws = 4'000'000,
                             .threads = static_cast<int>(state.range(1))};
  double equilibria = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    const auto result = run(model, settings);
    equilibria = 0.0;
    for (const auto& [count, draws] : result.solving().multiplicity()) {
      equilibria += static_cast<double>(count) * static_cast<double>(draws);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(settings.draws));
  state.counters["equilibria"] = equilibria / static_cast<double>(settings.draws);
}
BENCHMARK(pipeline_run)
    ->ArgNames({"target", "threads"})
    ->ArgsProduct({{0, 1, 2}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// The reference of pipeline_run: the same pipeline draw by draw.
void pipeline_scalar(benchmark::State& state) {
  constexpr std::uint64_t kDraws = 50'000;
  const auto model = testing::random_pipeline_model(kModel);
  double equilibria = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    const auto statistics = testing::run_scalar_pipeline(model, 1, kDraws);
    equilibria = 0.0;
    for (std::size_t count = 0; count < statistics.multiplicity.size(); ++count) {
      equilibria += static_cast<double>(count * statistics.multiplicity[count]);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kDraws));
  state.counters["equilibria"] = equilibria / static_cast<double>(kDraws);
}
BENCHMARK(pipeline_scalar)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demarche
