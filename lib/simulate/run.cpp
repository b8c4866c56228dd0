// SPDX-License-Identifier: MIT
#include "demarche/simulate/run.hpp"

#include "demarche/core/error.hpp"
#include "simulate/accumulator.hpp"
#include "simulate/block_loop.hpp"
#include "simulate/result.hpp"

namespace demarche {
namespace {

constexpr std::uint64_t kDefaultDraws = 100'000;

}  // namespace

RunSettings default_settings(const v1::Scenario& scenario) {
  RunSettings settings;
  const auto& defaults = scenario.defaults();
  if (!defaults.solution_concept().empty()) {
    settings.concept_name = defaults.solution_concept();
  }
  settings.draws = defaults.draws() == 0 ? kDefaultDraws : defaults.draws();
  settings.seed = defaults.seed();
  return settings;
}

v1::Result run(const Model& model, const RunSettings& settings) {
  const RunPlan plan(model, settings);
  Accumulator total(plan);
  const std::uint64_t end = accumulate_blocks(plan, settings, all_blocks(plan), total);
  return make_result(plan, total, std::min(plan.draws, end * kBlockLanes));
}

v1::ConceptComparison compare_concepts(const Model& model,
                                       const RunSettings& settings,
                                       const std::vector<std::string>& concept_names) {
  if (!settings.code.observers.empty()) {
    throw InvalidArgument("observers would mix the concepts: run each concept by itself");
  }
  std::vector<RunSettings> each;
  for (const std::string& name : concept_names) {
    each.push_back(settings);
    each.back().concept_name = name;
    (void)RunPlan(model, each.back());  // Throws what there is to throw.
  }
  v1::ConceptComparison comparison;
  for (const RunSettings& one : each) {
    *comparison.add_results() = run(model, one);
    if (!comparison.results().rbegin()->is_complete()) {
      break;
    }
  }
  return comparison;
}

}  // namespace demarche
