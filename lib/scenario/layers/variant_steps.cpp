// SPDX-License-Identifier: MIT
#include "scenario/layers/variant_steps.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <utility>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/what_if.hpp"
#include "scenario/language/assignments.hpp"
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

std::vector<FieldProblem> apply_variant_what_ifs(const v1::Variant& variant,
                                                 int number,
                                                 v1::Scenario& scenario) {
  std::vector<FieldProblem> problems;
  const auto apply = [&](const WhatIf& what_if, FieldStep field) {
    try {
      scenario = changed(scenario, what_if);
    } catch (const InvalidArgument& error) {
      problems.push_back({{{"variants", number}, std::move(field)}, 0, error.what()});
    }
  };
  std::set<std::string> done;
  for (int s = 0; s < variant.set_size(); ++s) {
    const std::string_view assignment = variant.set(s);
    const auto parameter = trimmed(assignment.substr(0, assignment.find('='))).text;
    if (!done.emplace(parameter).second) {
      problems.push_back({{{"variants", number}, {"set", s}},
                          0,
                          fmt::format("parameter {} is set twice", parameter)});
      continue;
    }
    apply({.set = {variant.set(s)}}, {"set", s});
  }
  for (int f = 0; f < variant.fix_size(); ++f) {
    apply({.fix = {variant.fix(f)}}, {"fix", f});
  }
  if (!variant.precision().empty()) {
    apply({.precision = variant.precision()}, {"precision"});
  }
  if (variant.has_widen()) {
    apply({.widen = variant.widen()}, {"widen"});
  }
  return problems;
}

}  // namespace demarche
