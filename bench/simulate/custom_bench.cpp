// SPDX-License-Identifier: MIT
#include "demarche/simulate/custom.hpp"

#include <benchmark/benchmark.h>

#include <memory>

#include "demarche/simulate/exact_sum.hpp"
#include "demarche/simulate/run.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// Draws per second of one core with own code as chicken's payoffs, as a metric, or as an observer.
/// Compare with run_chicken.
void run_custom(benchmark::State& state, const Model& model, const CustomCode& code) {
  RunSettings settings{.concept_name = "nash", .seed = 1, .draws = 500'000, .threads = 1};
  settings.code = code;
  double failed = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    const auto result = run(model, settings);
    failed = static_cast<double>(result.draws_done() - result.solving().solved());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(settings.draws));
  state.counters["failed_share"] = failed / static_cast<double>(settings.draws);
}

void run_custom_none(benchmark::State& state) {
  run_custom(state, testing::bundled("chicken"), {});
}
BENCHMARK(run_custom_none)->Unit(benchmark::kMillisecond);

void run_custom_payoffs(benchmark::State& state) {
  run_custom(state, testing::open_chicken(), {.payoffs = testing::chicken_payoffs()});
}
BENCHMARK(run_custom_payoffs)->Unit(benchmark::kMillisecond);

void run_custom_metric(benchmark::State& state) {
  run_custom(state, testing::bundled("chicken"), {.metrics = {testing::num_firm()}});
}
BENCHMARK(run_custom_metric)->Unit(benchmark::kMillisecond);

void run_custom_observer(benchmark::State& state) {
  struct Cost {
    Moments moments;
    void add(const SolvedBlock& block) { moments.add_block(block.parameter(2)); }
    void merge(const Cost& other) { moments.merge(other.moments); }
  };
  run_custom(
      state, testing::bundled("chicken"), {.observers = {std::make_shared<ObserverOf<Cost>>()}});
}
BENCHMARK(run_custom_observer)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demarche
