// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/problem_list.hpp"
#include "cli/scenario_argument.hpp"
#include "game/profile_count.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string scenario;
  bool is_strict = false;
  bool is_json = false;
};

int check(const Arguments& arguments) {
  CompiledScenario loaded = load_checked(arguments.scenario);
  const std::string id = loaded.model ? loaded.model->scenario.id() : "";
  if (arguments.is_strict) {
    loaded = strict(std::move(loaded));
  }
  const ProblemCounts counts = count_problems(loaded.problems);
  if (arguments.is_json) {
    fmt::print("{}", problems_json(id, loaded.problems));
    return counts.errors == 0 ? 0 : 1;
  }
  if (!loaded.model) {
    throw InputError(problem_lines(loaded.problems) + count_text(counts));
  }
  fmt::print(stderr, "{}", problem_lines(loaded.problems));
  const Model& model = *loaded.model;
  fmt::print("{}: {}; {} actors, {} levers, {} joint profiles, {} parameters\n",
             id,
             count_text(counts),
             model.scenario.actors_size(),
             model.variables.size(),
             profile_count(model.shape),
             model.scenario.parameters_size());
  return 0;
}

}  // namespace

Command add_check(CLI::App& app) {
  CLI::App* command = app.add_subcommand("check", "Read a scenario and report every problem in it");
  auto arguments = std::make_shared<Arguments>();
  add_scenario(*command, "SCENARIO", arguments->scenario);
  command->add_flag("--strict", arguments->is_strict, kStrictHelp);
  command->add_flag("--json", arguments->is_json, "print the problems as JSON");
  return {command, [arguments] { return check(*arguments); }};
}

}  // namespace demarche::cli
