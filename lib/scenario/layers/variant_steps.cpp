// SPDX-License-Identifier: MIT
#include "scenario/layers/variant_steps.hpp"

#include <fmt/format.h>

#include <utility>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/what_if.hpp"
#include "scenario/layers/merge.hpp"

namespace demarche {

int find_variant(const v1::Scenario& scenario, const std::string& id) {
  std::vector<std::string> known;
  for (int v = 0; v < scenario.variants_size(); ++v) {
    if (scenario.variants(v).id() == id) {
      return v;
    }
    known.push_back(scenario.variants(v).id());
  }
  throw InvalidArgument(
      fmt::format("there is no variant '{}'; {}",
                  id,
                  known.empty() ? scenario.id() + " has none" : name_hint(id, known)));
}

std::vector<FieldProblem> apply_variant_changes(int number, v1::Scenario& scenario) {
  const v1::Variant variant = scenario.variants(number);
  scenario.clear_variants();
  scenario.set_variant_id(variant.id());
  scenario.set_name(fmt::format("{}: {}",
                                scenario.name().empty() ? scenario.id() : scenario.name(),
                                variant.name().empty() ? variant.id() : variant.name()));
  std::vector<FieldProblem> problems = apply_changes(variant.changes(), scenario);
  for (FieldProblem& problem : problems) {
    problem.field = extended({{"variants", number}, {"changes"}}, problem.field);
  }
  return problems;
}

AppliedWhatIf apply_variant_what_if(const v1::Variant& variant,
                                    int number,
                                    v1::Scenario& scenario) {
  const WhatIf what_if = what_if_of(variant);
  if (what_if.is_empty()) {
    return {};
  }
  AppliedWhatIf applied = apply_what_if(what_if, scenario);
  for (FieldProblem& problem : applied.problems) {
    problem.field = extended({{"variants", number}}, problem.field);
  }
  return applied;
}

}  // namespace demarche
