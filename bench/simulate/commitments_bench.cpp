// SPDX-License-Identifier: MIT
#include "simulate/commitments.hpp"

#include <benchmark/benchmark.h>

#include <string>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/what_if.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// The flagship without evidence and claims, and of its option sets those called `id`, or all if it
/// is empty, as `answer` says.
Model flagship_with(const std::string& id, const std::string& answer) {
  v1::Scenario scenario =
      changed(testing::bundled("great_reversal").scenario, {.evidence = "none", .answer = answer});
  scenario.clear_claims();
  scenario.clear_questions();
  for (int s = scenario.option_sets_size(); s-- > 0;) {
    if (!id.empty() && scenario.option_sets(s).id() != id) {
      scenario.mutable_option_sets()->DeleteSubrange(s, 1);
    }
  }
  return compile(scenario).value();
}

/// Draws per second with every option of the sets solved again, or with none. Counters: the games
/// that commitments leave, per draw and second; how many are left without an answer.
void run_options(benchmark::State& state, const std::string& id, const std::string& answer) {
  const Model model = flagship_with(id, answer);
  const RunSettings settings{.concept_name = "qre",
                             .seed = 1,
                             .draws = 2'560,
                             .threads = static_cast<int>(state.range(0))};
  v1::Result result;
  for ([[maybe_unused]] auto _ : state) {
    result = run(model, settings);
  }
  const auto draws = static_cast<std::int64_t>(settings.draws);
  state.SetItemsProcessed(state.iterations() * draws);
  const auto games = static_cast<double>(commitments_of(model).size());
  const double solved = static_cast<double>(result.answering().solved());
  state.counters["games_per_draw"] = games;
  state.counters["games_per_second"] = benchmark::Counter(
      games * static_cast<double>(state.iterations() * draws), benchmark::Counter::kIsRate);
  state.counters["unanswered"] = games * static_cast<double>(draws) - solved;
}

void answer_36_bundles(benchmark::State& state) {
  run_options(state, "principle_bundles", "equilibrium");
}
void hold_36_bundles(benchmark::State& state) {
  run_options(state, "principle_bundles", "held");
}
void answer_all_options(benchmark::State& state) {
  run_options(state, "", "equilibrium");
}
BENCHMARK(answer_36_bundles)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(hold_36_bundles)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(answer_all_options)
    ->ArgName("threads")
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demarche
