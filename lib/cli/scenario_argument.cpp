// SPDX-License-Identifier: MIT
#include "cli/scenario_argument.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>
#include <vector>

#include "cli/problem_list.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/scenario/load.hpp"
#include "demarche/scenario/variant.hpp"
#include "demarche/simulate/check.hpp"

namespace demarche::cli {
namespace {

namespace fs = std::filesystem;

/// Help text of a scenario argument, by which is_scenario() knows it.
constexpr auto kScenarioHelp =
    "a bundled name, a folder, a file (.txtpb, .json, .pb), or - for standard input";

/// Folders that hold bundled scenarios, in the order in which they are searched.
std::vector<fs::path> scenario_folders() {
  std::vector<fs::path> folders;
  if (const char* given = std::getenv("DEMARCHE_SCENARIOS"); given != nullptr && *given != '\0') {
    folders.emplace_back(given);
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    folders.push_back(program.parent_path().parent_path() / "share/demarche/scenarios");
    for (fs::path folder = program.parent_path(); folder != folder.root_path();
         folder = folder.parent_path()) {
      folders.push_back(folder / "scenarios");
    }
  }
  return folders;
}

bool is_name(const std::string& argument) {
  return argument.find('/') == std::string::npos && fs::path(argument).extension().empty();
}

fs::path find_scenario(const std::string& argument) {
  if (argument == "-") {
    return kStandardInput;
  }
  std::error_code error;
  if (fs::exists(argument, error)) {
    if (fs::is_directory(argument, error) && !is_scenario_folder(argument)) {
      throw InputError(fmt::format("{}: there is no scenario.txtpb in this folder", argument));
    }
    return argument;
  }
  if (const auto bundled = find_bundled(argument)) {
    return *bundled;
  }
  if (!is_name(argument)) {
    throw InputError(fmt::format("{}: there is no such file or folder", argument));
  }
  const auto names = bundled_names();
  throw InputError(fmt::format("there is no file, folder or bundled scenario '{}'; {}",
                               argument,
                               names.empty() ? "no bundled scenarios were found"
                                             : name_hint(argument, names, "bundled are")));
}

/// Scenarios that were loaded, with what is wrong with their solution concepts.
std::vector<CompiledScenario> checked(std::vector<CompiledScenario> scenarios) {
  for (CompiledScenario& scenario : scenarios) {
    scenario = check_concept(std::move(scenario));
  }
  return scenarios;
}

/// The models of a scenario and its variants that were loaded.
/// @throws InputError with every problem, one a line.
std::vector<Model> models_of(std::vector<CompiledScenario> scenarios, Warnings warnings) {
  std::vector<Model> models;
  if (warnings == Warnings::refused) {
    scenarios.front() = strict(std::move(scenarios.front()));
  }
  for (CompiledScenario& scenario : scenarios) {
    if (scenario.model) {
      models.push_back(std::move(*scenario.model));
    }
  }
  const std::vector<Problem> problems = distinct_problems(scenarios);
  if (models.size() < scenarios.size()) {
    throw InputError(problem_lines(problems) + count_text(count_problems(problems)));
  }
  if (warnings == Warnings::printed) {
    constexpr std::size_t kMostListed = 10;  // A run's own output is what its reader came for.
    fmt::print(stderr, "{}", problem_lines(problems, kMostListed));
  }
  return models;
}

}  // namespace

std::optional<fs::path> find_bundled(const std::string& name) {
  return demarche::find_bundled(name, scenario_folders());
}

std::vector<std::string> bundled_names() {
  return demarche::bundled_names(scenario_folders());
}

std::vector<CompiledScenario> load_all_checked(const std::string& argument) {
  return checked(
      load_with_variants(find_scenario(argument), {.bundled_folders = scenario_folders()}));
}

Model load_model(const std::string& argument, Warnings warnings, const std::string& variant) {
  const fs::path path = find_scenario(argument);
  const LoadSettings settings = {.bundled_folders = scenario_folders()};
  if (variant.empty()) {
    return std::move(models_of({check_concept(load_scenario(path, settings))}, warnings).front());
  }
  return std::move(
      models_of(checked(load_with_named_variants(path, {variant}, settings)), warnings).back());
}

Model load_changed(const std::string& argument,
                   const WhatIf& what_if,
                   Warnings warnings,
                   const std::string& variant) {
  Model model = load_model(argument, warnings, variant);
  return what_if.is_empty() ? model : changed_model(model, what_if);
}

std::vector<Model> load_all_changed(const std::string& argument,
                                    const WhatIf& what_if,
                                    Warnings warnings) {
  std::vector<Model> models = models_of(load_all_checked(argument), warnings);
  if (models.size() == 1) {
    throw InputError(fmt::format("{} has no variants", argument));
  }
  for (Model& model : models) {
    model = what_if.is_empty() ? std::move(model) : changed_model(model, what_if);
  }
  return models;
}

Model changed_model(const Model& model, const WhatIf& what_if) {
  CompiledScenario loaded = check_concept(compile_changed(model.scenario, what_if));
  if (!loaded.model) {
    throw InputError("with these changes:\n" + problem_lines(loaded.problems) +
                     count_text(count_problems(loaded.problems)));
  }
  return std::move(*loaded.model);
}

void add_scenario(CLI::App& command, const std::string& name, std::string& argument) {
  command.add_option(name, argument, kScenarioHelp)->required();
}

bool is_scenario(const CLI::Option& option) {
  return option.get_description() == kScenarioHelp;
}

void add_variant(CLI::App& command, std::string& variant, const std::string& help) {
  command.add_option("--variant", variant, "id of a variant of the scenario, in its place" + help);
}

void add_changes(CLI::App& command, WhatIf& what_if, std::vector<double>* widths) {
  command
      .add_option("--set",
                  what_if.set,
                  "parameter=number: what if it had this value in every draw; may be given again")
      ->allow_extra_args(false);
  command
      .add_option("--fix",
                  what_if.fix,
                  "actor.lever=level: what if the actor did this, and everybody else answered; may "
                  "be given again")
      ->allow_extra_args(false);
  command.add_option(
      "--precision",
      what_if.precision,
      "logit precision of every actor, in the place of the scenario's and their own");
  const std::string widen_help =
      "what if every continuous parameter was this much more uncertain: factor by which "
      "percentiles are stretched about the median, for example 2.5";
  if (widths == nullptr) {
    command.add_option("--widen", what_if.widen, widen_help);
  } else {
    command
        .add_option(
            "--widen",
            *widths,
            widen_help + "; several with commas (1,2.5,4.8): side by side, on the same draws")
        ->delimiter(',')
        ->allow_extra_args(false);
  }
  command
      .add_option("--given",
                  what_if.given,
                  "condition, outcome or claim (an event) that is taken as observed: what does it "
                  "say of all "
                  "else? May be given again")
      ->allow_extra_args(false);
  command.add_option("--evidence",
                     what_if.evidence,
                     "which items of evidence count: none, 'until 2025-02-20', or ids with commas "
                     "between (default: all with a date)");
  command.add_option(
      "--answer",
      what_if.answer,
      "what the others do about options and comparisons: held (what the solution has "
      "them do) or equilibrium (they answer); default: as the scenario has it");
}

}  // namespace demarche::cli
