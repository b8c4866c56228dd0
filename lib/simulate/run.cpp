// SPDX-License-Identifier: MIT
#include "demarche/simulate/run.hpp"

#include <algorithm>
#include <span>

#include "demarche/core/error.hpp"
#include "simulate/accumulate.hpp"
#include "simulate/memory.hpp"
#include "simulate/result.hpp"
#include "simulate/run_plan.hpp"
#include "simulate/sums_collector.hpp"

namespace demarche {
namespace {

v1::Result run_planned(const RunPlan& plan, const RunSettings& settings, RunSums* sums = nullptr) {
  Accumulator total(plan);
  const std::uint64_t end = accumulate_blocks(plan, settings, all_blocks(plan), total, sums);
  return make_result(plan, total, std::min(plan.draws, end * kBlockLanes));
}

void require_memory(const RunPlan& plan, const RunSettings& settings) {
  require_memory(memory_needs(plan, copies_of_run(plan, settings, all_blocks(plan))), settings);
}

/// Refuses options that none of several concepts reads. The start is exempt, as in a run.
void check_compared(ConceptOptions options, std::span<const std::string> concept_names) {
  options.start.clear();
  check_options_for(options, concept_names);
}

}  // namespace

RunSettings default_settings(const v1::Scenario& scenario) {
  RunSettings settings;
  const auto& defaults = scenario.defaults();
  if (!defaults.solution_concept().empty()) {
    settings.concept_name = defaults.solution_concept();
  }
  settings.draws = defaults.draws() == 0 ? settings.draws : defaults.draws();
  settings.seed = defaults.seed();
  return settings;
}

v1::Result run(const Model& model, const RunSettings& settings) {
  const RunPlan plan(model, settings);
  require_memory(plan, settings);
  return run_planned(plan, settings);
}

SummedRun run_with_sums(const Model& model, const RunSettings& settings) {
  const RunPlan plan(model, settings);
  require_memory(plan, settings);
  SummedRun summed;
  summed.sums = make_run_sums(plan, settings);
  summed.result = run_planned(plan, settings, &summed.sums);
  return summed;
}

v1::ConceptComparison compare_concepts(const Model& model,
                                       const RunSettings& settings,
                                       const std::vector<std::string>& concept_names) {
  if (!settings.code.observers.empty()) {
    throw InvalidArgument("observers would mix the concepts: run each concept by itself");
  }
  check_compared(settings.concept_options, concept_names);
  // All plans before the first draw, so that a concept that refuses the game costs no run.
  std::vector<RunPlan> plans;
  for (const std::string& name : concept_names) {
    RunSettings of_concept = settings;
    of_concept.concept_name = name;
    of_concept.concept_options = options_read_by(find_concept(name), settings.concept_options);
    require_memory(plans.emplace_back(model, of_concept), settings);
  }
  v1::ConceptComparison comparison;
  for (const RunPlan& plan : plans) {
    *comparison.add_results() = run_planned(plan, settings);
    if (!comparison.results().rbegin()->is_complete()) {
      break;
    }
  }
  return comparison;
}

}  // namespace demarche
