// SPDX-License-Identifier: MIT
#include "demarche/scenario/feature_program.hpp"

#include <benchmark/benchmark.h>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "demarche/sample/design.hpp"
#include "demarche/sample/parameter_sampler.hpp"
#include "demarche/scenario/parameters.hpp"
#include "scenario/language/evaluate.hpp"
#include "scenario/language/symbols.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

constexpr auto kFlagship = "great_reversal";

/// A block of the flagship's parameters.
AlignedArray sampled_values(const Model& model) {
  AlignedArray values(model.program.num_values() * kBlockLanes);
  const ParameterSampler sampler(marginals(model.scenario),
                                 rank_correlations(model.scenario),
                                 model.scenario.repair_correlations());
  make_monte_carlo(1)->fill_block(0, parameter_streams(model.scenario), values.data());
  sampler.transform(values.data());
  return values;
}

/// Draws per second of the flagship's features.
void scenario_features(benchmark::State& state) {
  const Model model = testing::bundled(kFlagship);
  AlignedArray values = sampled_values(model);
  for ([[maybe_unused]] auto _ : state) {
    model.program.evaluate_features(values.data());
    benchmark::DoNotOptimize(values.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
  state.counters["features"] = static_cast<double>(model.program.num_features());
}
BENCHMARK(scenario_features);

/// Draws per second of the flagship's tables.
void scenario_tables(benchmark::State& state) {
  const Model model = testing::bundled(kFlagship);
  AlignedArray values = sampled_values(model);
  AlignedArray cells(model.program.num_cells() * kBlockLanes);
  model.program.evaluate_features(values.data());
  for ([[maybe_unused]] auto _ : state) {
    model.program.evaluate_cells(values.data(), cells.data());
    benchmark::DoNotOptimize(cells.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockLanes));
  state.counters["cells"] = static_cast<double>(model.program.num_cells());
}
BENCHMARK(scenario_tables);

/// Payoffs of all actors at one profile by direct evaluation, which shows what the tables save.
void scenario_evaluate_directly(benchmark::State& state) {
  const Model model = testing::bundled(kFlagship);
  const Symbols symbols(model.scenario);
  const AlignedArray values = sampled_values(model);
  std::vector<double> parameters;
  for (std::size_t p = 0; p < model.program.num_parameters(); ++p) {
    parameters.push_back(values[p * kBlockLanes]);
  }
  for ([[maybe_unused]] auto _ : state) {
    Evaluator evaluator(symbols, parameters, model.status_quo);
    for (int a = 0; a < model.scenario.actors_size(); ++a) {
      benchmark::DoNotOptimize(evaluator.payoff(a));
    }
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(scenario_evaluate_directly);

}  // namespace
}  // namespace demarche
