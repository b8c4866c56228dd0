// SPDX-License-Identifier: MIT
#include "demarche/simulate/check.hpp"

#include <fmt/format.h>

#include "demarche/core/error.hpp"
#include "demarche/simulate/run.hpp"

namespace demarche {

const Concept& accepted_concept(const Model& model, const std::string& name) {
  return accepted_concept(model, find_concept(name));
}

const Concept& accepted_concept(const Model& model, const Concept& solution_concept) {
  if (const auto reason = solution_concept.refusal(model.shape)) {
    throw InvalidArgument(fmt::format(
        "concept {} cannot solve {}: {}", solution_concept.name, model.scenario.id(), *reason));
  }
  return solution_concept;
}

CompiledScenario check_concept(CompiledScenario scenario) {
  if (scenario.model) {
    try {
      (void)accepted_concept(*scenario.model,
                             default_settings(scenario.model->scenario).concept_name);
    } catch (const InvalidArgument& error) {
      scenario.model.reset();
      scenario.problems.push_back({scenario.concept_file,
                                   scenario.concept_position,
                                   "defaults, solution_concept",
                                   error.what()});
    }
  }
  return scenario;
}

}  // namespace demarche
