// SPDX-License-Identifier: MIT
#include "scenario/check/check_and_compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <utility>

#include "scenario/check/elements.hpp"
#include "scenario/check/structure.hpp"
#include "scenario/compile/model_compiler.hpp"

namespace demarche {
namespace {

/// A list that one can work through; a longer one would hide its beginning.
constexpr std::size_t kMaxProblems = 200;

Position position_of(const FieldPath& field, std::size_t offset, const ScenarioSource& source) {
  return source.position ? source.position(field, offset) : Position{};
}

}  // namespace

CompiledScenario check_and_compile(v1::Scenario scenario,
                                   std::span<const OpenPayoff> open,
                                   ScenarioSource source) {
  std::vector<FieldProblem> found = check_elements(scenario);
  std::vector<FieldProblem> others = check_structure(scenario, open);
  CompiledScenario compiled;
  if (others.empty()) {  // Sizes that only compiling shows are problems like any other.
    try {
      compiled.model = compile_model(scenario, open);
    } catch (FieldProblem& problem) {
      others.push_back(std::move(problem));
    }
  }
  found.insert(
      found.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  compiled.problems = std::move(source.problems);
  for (FieldProblem& problem : found) {
    compiled.problems.push_back({source.file,
                                 position_of(problem.field, problem.offset, source),
                                 describe(problem.field, scenario),
                                 std::move(problem.message)});
  }
  compiled.problems = sorted_and_limited(std::move(compiled.problems));
  if (compiled.problems.empty()) {
    assert(compiled.model);
    compiled.concept_position = position_of({{"defaults"}, {"solution_concept"}}, 0, source);
    compiled.model->scenario = std::move(scenario);
  } else {
    compiled.model.reset();
  }
  compiled.file = std::move(source.file);
  return compiled;
}

std::vector<Problem> sorted_and_limited(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.position.line, a.position.column) <
           std::pair(b.position.line, b.position.column);
  });
  if (problems.size() > kMaxProblems) {
    const std::size_t more = problems.size() - kMaxProblems;
    problems.resize(kMaxProblems);
    problems.push_back({problems.front().file, {}, "", fmt::format("and {} more problems", more)});
  }
  return problems;
}

}  // namespace demarche
