// SPDX-License-Identifier: MIT
#include "demarche/simulate/run.hpp"

#include <benchmark/benchmark.h>

#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/run_sums.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// Draws per second of the whole pipeline, from sampling to the result, on the given number of
/// threads.
void run_model(benchmark::State& state,
               const Model& model,
               const char* concept_name,
               std::uint64_t draws) {
  const RunSettings settings{.concept_name = concept_name,
                             .seed = 1,
                             .draws = draws,
                             .threads = static_cast<int>(state.range(0))};
  double failed = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    const auto result = run(model, settings);
    failed = static_cast<double>(result.draws_done() - result.solving().solved());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(draws));
  state.counters["failed_share"] = failed / static_cast<double>(draws);
}

void run_scenario(benchmark::State& state,
                  const char* name,
                  const char* concept_name,
                  std::uint64_t draws) {
  run_model(state, testing::held(name), concept_name, draws);
}

void run_flagship(benchmark::State& state) {
  const Model model = testing::held("great_reversal");
  run_model(state, compile_changed(model.scenario, {.evidence = "none"}).value(), "qre", 20'000);
}

/// The same with the sums that an analysis is made of.
void run_flagship_summed(benchmark::State& state) {
  const Model flagship = testing::held("great_reversal");
  const Model model = compile_changed(flagship.scenario, {.evidence = "none"}).value();
  const RunSettings settings{
      .seed = 1, .draws = 20'000, .threads = static_cast<int>(state.range(0))};
  std::size_t num_outputs = 0;
  for ([[maybe_unused]] auto _ : state) {
    num_outputs = run_with_sums(model, settings).sums.outputs.size();
  }
  state.SetItemsProcessed(state.iterations() * 20'000);
  state.counters["outputs"] = static_cast<double>(num_outputs);
}
BENCHMARK(run_flagship_summed)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// The same with five items of evidence: every solution is read once more, given these.
void run_flagship_with_evidence(benchmark::State& state) {
  run_scenario(state, "great_reversal", "qre", 20'000);
}
BENCHMARK(run_flagship_with_evidence)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(run_flagship)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void run_chicken(benchmark::State& state) {
  run_scenario(state, "chicken", "nash", 500'000);
}
BENCHMARK(run_chicken)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void run_outreach(benchmark::State& state) {
  run_scenario(state, "outreach", "qre", 50'000);
}
BENCHMARK(run_outreach)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demarche
