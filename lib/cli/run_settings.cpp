// SPDX-License-Identifier: MIT
#include "cli/run_settings.hpp"

#include "demarche/solve/concept.hpp"

namespace demarche::cli {

std::string concept_help() {
  std::string text = "solution concept: ";
  for (const Concept& entry : concepts()) {
    text += (&entry == &concepts().front() ? "" : ", ") + std::string(entry.name);
  }
  return text;
}

void RunArguments::add_to(CLI::App& command) {
  command.add_option("--seed", seed, "random seed");
  command.add_option("--concept", concept_name, concept_help());
}

RunSettings RunArguments::settings(const v1::Scenario& scenario) const {
  RunSettings result = default_settings(scenario);
  result.draws = draws.value_or(result.draws);
  result.seed = seed.value_or(result.seed);
  result.concept_name = concept_name.value_or(result.concept_name);
  return result;
}

}  // namespace demarche::cli
