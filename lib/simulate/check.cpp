// SPDX-License-Identifier: MIT
#include "demarche/simulate/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

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
  if (!scenario.model) {
    return scenario;
  }
  const v1::Scenario& stated = scenario.model->scenario;
  std::vector<Problem> found;
  try {
    (void)accepted_concept(*scenario.model, default_settings(stated).concept_name);
  } catch (const InvalidArgument& error) {
    found.push_back({scenario.concept_file,
                     scenario.concept_position,
                     "defaults, solution_concept",
                     error.what()});
  }
  const auto& names = stated.defaults().behaviours();
  try {
    check_behaviours(std::vector<std::string>(names.begin(), names.end()));
  } catch (const InvalidArgument& error) {
    found.push_back({scenario.behaviours_file,
                     scenario.behaviours_position,
                     "defaults, behaviours",
                     error.what()});
  }
  if (!found.empty()) {
    scenario.model.reset();
    std::move(found.begin(), found.end(), std::back_inserter(scenario.problems));
  }
  return scenario;
}

}  // namespace demarche
