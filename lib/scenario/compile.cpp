// SPDX-License-Identifier: MIT
#include "demarche/scenario/compile.hpp"

#include <utility>

#include "demarche/core/error.hpp"
#include "scenario/check/check_and_compile.hpp"

namespace demarche {

const Model& CompiledScenario::value() const& {
  if (!model) {
    std::string lines;
    for (const Problem& problem : problems) {
      lines += (lines.empty() ? "" : "\n") + problem.to_string();
    }
    throw InvalidArgument(lines);
  }
  return *model;
}

Model CompiledScenario::value() && {
  (void)std::as_const(*this).value();
  return std::move(*model);
}

CompiledScenario strict(CompiledScenario scenario) {
  for (Problem& problem : scenario.problems) {
    problem.severity = Severity::error;
  }
  if (!scenario.problems.empty()) {
    scenario.model.reset();
  }
  return scenario;
}

CompiledScenario compile(const v1::Scenario& scenario, std::span<const OpenPayoff> open) {
  return check_and_compile(scenario, open, {});
}

CompiledScenario compile_changed(const v1::Scenario& scenario, const WhatIf& what_if) {
  CompiledScenario compiled = compile(changed(scenario, what_if));
  if (compiled.model) {
    compiled.model->what_if = what_if;
  }
  return compiled;
}

}  // namespace demarche
