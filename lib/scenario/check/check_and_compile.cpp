// SPDX-License-Identifier: MIT
#include "scenario/check/check_and_compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "scenario/check/correlation_warnings.hpp"
#include "scenario/check/elements.hpp"
#include "scenario/check/encoding.hpp"
#include "scenario/check/expansion.hpp"
#include "scenario/check/structure.hpp"
#include "scenario/check/variant_check.hpp"
#include "scenario/check/warnings.hpp"
#include "scenario/compile/model_compiler.hpp"
#include "scenario/language/interrupted.hpp"

namespace demarche {
namespace {

/// A list that one can work through; a longer one would hide its beginning. Errors and warnings are
/// counted apart, so that warnings cannot crowd out errors.
constexpr std::size_t kMaxProblems = 200;

PlaceInFile place_of(const FieldPath& field, std::size_t offset, const ScenarioSource& source) {
  return source.place ? source.place(field, offset) : PlaceInFile{source.file, {}};
}

/// The element as messages call it, within the part that the scenario is of another.
std::string path_of(const FieldPath& field, const v1::Scenario& scenario, const std::string& part) {
  const std::string path = describe(field, scenario);
  return part + (part.empty() || path.empty() ? "" : ", ") + path;
}

void append(std::vector<FieldProblem> more, std::vector<FieldProblem>& to) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

template <class Problems>
bool has_errors(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const auto& problem) {
    return problem.severity == Severity::error;
  });
}

/// Leaves the first kMaxProblems of one severity, then a problem that counts the rest.
void limit(std::vector<Problem>& problems, Severity severity, const char* noun) {
  std::size_t count = 0;
  std::string file;  // That of the last problem left out.
  std::erase_if(problems, [&](const Problem& problem) {
    const bool is_over = problem.severity == severity && ++count > kMaxProblems;
    file = is_over ? problem.file : file;
    return is_over;
  });
  if (count > kMaxProblems) {
    problems.push_back(
        {file, {}, "", fmt::format("and {} more {}", count - kMaxProblems, noun), severity});
  }
}

/// Writes out what the scenario says in short. Returns what is found in it, errors and warnings;
/// compiles it to `model` if nothing is wrong. Warnings are looked for only where neither this nor
/// the text of the file has errors.
/// @throws CompilingInterrupted
std::vector<FieldProblem> check(v1::Scenario& scenario,
                                std::span<const OpenPayoff> open,
                                const ScenarioSource& source,
                                std::optional<Model>& model) {
  std::vector<FieldProblem> found = check_encoding(scenario);
  const bool is_unreadable = !found.empty();
  std::map<int, FieldPath> origins;
  if (!is_unreadable) {
    Expansion expansion = expand(scenario);
    origins = std::move(expansion.origins);
    found = std::move(expansion.problems);
    append(check_elements(scenario), found);
    append(check_variants(scenario), found);
  }
  const bool is_ambiguous =
      std::any_of(found.begin(), found.end(), [](const FieldProblem& problem) {
        return problem.rule == kAmbiguous;
      });
  CheckedStructure checked;
  if (!is_unreadable && !is_ambiguous) {
    checked = check_structure(scenario, open, source.incomplete);
  }
  if (checked.symbols) {  // Sizes that only compiling shows are problems like any other.
    try {
      model =
          compile_model(scenario, open, std::move(*checked.symbols), std::move(checked.strategies));
    } catch (FieldProblem& problem) {
      checked.problems.push_back(std::move(problem));
    }
  }
  append(std::move(checked.problems), found);
  if (!has_errors(found) && !has_errors(source.problems)) {
    append(find_warnings(scenario, open), found);
    append(find_correlation_warnings(scenario), found);
  }
  for (FieldProblem& problem :
       found) {  // A parameter that the file does not have stands for a field.
    if (problem.field.size() > 1 && problem.field[0].field == "parameters") {
      if (const auto origin = origins.find(problem.field[0].index); origin != origins.end()) {
        problem.field = origin->second;
        problem.offset = 0;
      }
    }
  }
  return found;
}

}  // namespace

CompiledScenario check_and_compile(v1::Scenario scenario,
                                   std::span<const OpenPayoff> open,
                                   ScenarioSource source) {
  CompiledScenario compiled;
  std::vector<FieldProblem> found;
  try {
    found = check(scenario, open, source, compiled.model);
  } catch (const CompilingInterrupted&) {
    found = {{{}, 0, "checking and compiling the scenario was interrupted"}};
  }
  using Place = std::tuple<std::string, int, int>;
  std::set<Place> reported;  // What is found there is a consequence.
  for (const Problem& problem : source.problems) {
    reported.emplace(problem.file, problem.position.line, problem.position.column);
  }
  compiled.problems = std::move(source.problems);
  for (FieldProblem& problem : found) {
    PlaceInFile place = place_of(problem.field, problem.offset, source);
    if (reported.contains(Place(place.file, place.position.line, place.position.column))) {
      continue;
    }
    compiled.problems.push_back(
        {std::move(place.file),
         place.position,
         path_of(problem.field, scenario, source.part),
         std::move(problem.message),
         problem.severity,
         problem.severity == Severity::warning ? std::move(problem.rule) : std::string()});
  }
  for (Problem& problem : compiled.problems) {
    problem.message += source.remark ? source.remark(problem) : "";
  }
  compiled.problems = sorted_and_limited(std::move(compiled.problems));
  if (!has_errors(compiled.problems)) {
    assert(compiled.model);
    PlaceInFile place = place_of({{"defaults"}, {"solution_concept"}}, 0, source);
    compiled.concept_file = std::move(place.file);
    compiled.concept_position = place.position;
    place = place_of({{"defaults"}, {"behaviours"}}, 0, source);
    compiled.behaviours_file = std::move(place.file);
    compiled.behaviours_position = place.position;
    compiled.model->warnings = compiled.problems;
    compiled.model->scenario = std::move(scenario);
  } else {
    compiled.model.reset();
  }
  compiled.file = std::move(source.file);
  return compiled;
}

bool is_same_place(const Problem& known, const Problem& problem) {
  return known.severity == problem.severity && known.file == problem.file &&
         known.position.line == problem.position.line &&
         known.position.column == problem.position.column &&
         (known.path == problem.path || problem.path.ends_with(", " + known.path));
}

std::vector<Problem> sorted_and_limited(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.position.line, a.position.column) <
           std::tie(b.file, b.position.line, b.position.column);
  });
  limit(problems, Severity::error, "problems");
  limit(problems, Severity::warning, "warnings");
  return problems;
}

}  // namespace demarche
