// SPDX-License-Identifier: MIT
#include "demarche/scenario/variant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "demarche/core/error.hpp"
#include "scenario/check/check_and_compile.hpp"
#include "scenario/layers/variant_steps.hpp"

namespace demarche {
namespace {

/// Makes `scenario` its variant; returns what cannot be done.
std::vector<Problem> change(int number, v1::Scenario& scenario) {
  const v1::Scenario before = scenario;
  std::vector<FieldProblem> found = apply_variant_changes(number, scenario);
  AppliedWhatIf applied = apply_variant_what_if(before.variants(number), number, scenario);
  for (FieldProblem& problem : applied.problems) {
    found.push_back(std::move(problem));
  }
  std::vector<Problem> problems;
  for (FieldProblem& problem : found) {
    problems.push_back({"", {}, describe(problem.field, before), std::move(problem.message)});
  }
  return problems;
}

}  // namespace

v1::Scenario make_variant(const v1::Scenario& scenario, const std::string& id) {
  v1::Scenario made = scenario;
  std::string lines;
  for (const Problem& problem : change(find_variant(scenario, id), made)) {
    lines += (lines.empty() ? "" : "\n") + problem.to_string();
  }
  if (!lines.empty()) {
    throw InvalidArgument(lines);
  }
  return made;
}

CompiledScenario compile_variant(const v1::Scenario& scenario, const std::string& id) {
  v1::Scenario made = scenario;
  std::vector<Problem> problems = change(find_variant(scenario, id), made);
  return check_and_compile(
      std::move(made), {}, {.file = {}, .part = "variant " + id, .problems = std::move(problems)});
}

std::vector<CompiledScenario> compile_with_variants(const v1::Scenario& scenario) {
  std::vector<CompiledScenario> all;
  all.push_back(compile(scenario));
  for (const v1::Variant& variant : scenario.variants()) {
    all.push_back(compile_variant(scenario, variant.id()));
  }
  return all;
}

std::vector<Problem> distinct_problems(std::span<const CompiledScenario> scenarios) {
  std::vector<Problem> problems;
  for (const CompiledScenario& scenario : scenarios) {
    const bool is_variant = &scenario != &scenarios.front();
    for (const Problem& problem : scenario.problems) {
      if (is_variant && problem.severity == Severity::warning) {
        continue;
      }
      if (std::none_of(problems.begin(), problems.end(), [&](const Problem& known) {
            return known.message == problem.message && is_same_place(known, problem);
          })) {
        problems.push_back(problem);
      }
    }
  }
  return problems;
}

}  // namespace demarche
