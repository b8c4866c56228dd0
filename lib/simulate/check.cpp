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
#include "simulate/behaviour_name.hpp"

namespace demarche {
namespace {

/// What is wrong with the name of a behaviour; empty if nothing is.
std::string problem_of(const std::string& name) {
  const BehaviourName parsed = parse_behaviour(name);
  try {
    const Concept& found = find_concept(parsed.concept_name);
    if (!parsed.factor) {
      return fmt::format("behaviour {}: the factor must be a number above 0", name);
    }
    if (*parsed.factor != 1.0 && !found.has_precision_of_game) {
      return fmt::format("behaviour {}: {} has no precision", name, found.name);
    }
  } catch (const InvalidArgument& error) {
    return fmt::format("behaviour {}: {}", name, error.what());
  }
  return "";
}

}  // namespace

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

void check_behaviours(std::span<const std::string> behaviours) {
  if (behaviours.size() == 1 && behaviours[0] == "none") {
    return;
  }
  std::string problems;
  for (std::size_t i = 0; i < behaviours.size(); ++i) {
    std::string problem = problem_of(behaviours[i]);
    const auto before = behaviours.first(i);
    if (std::find(before.begin(), before.end(), behaviours[i]) != before.end()) {
      problem = fmt::format("behaviour {} is named twice", behaviours[i]);
    }
    problems += (problems.empty() || problem.empty() ? "" : "\n") + problem;
  }
  if (!problems.empty()) {
    throw InvalidArgument(problems);
  }
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
