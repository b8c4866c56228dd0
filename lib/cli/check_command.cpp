// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/problem_list.hpp"
#include "cli/scenario_argument.hpp"
#include "core/counted.hpp"
#include "core/to_size.hpp"
#include "demarche/scenario/variant.hpp"
#include "game/profile_count.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string scenario;
  bool is_strict = false;
  bool is_json = false;
};

int check(const Arguments& arguments) {
  std::vector<CompiledScenario> all = load_all_checked(arguments.scenario);
  const std::string id = all.front().model ? all.front().model->scenario.id() : "";
  if (arguments.is_strict) {
    all.front() = strict(std::move(all.front()));
  }
  const std::vector<Problem> problems = distinct_problems(all);
  const ProblemCounts counts = count_problems(problems);
  if (arguments.is_json) {
    fmt::print("{}", problems_json(id, problems));
    return counts.errors == 0 ? 0 : 1;
  }
  if (counts.errors > 0) {
    throw InputError(problem_lines(problems) + count_text(counts));
  }
  fmt::print(stderr, "{}", problem_lines(problems));
  const Model& model = *all.front().model;
  const std::size_t num_variants = all.size() - 1;
  const std::string profiles = profile_count(model.shape);
  fmt::print("{}: {}; {}, {}, {} joint profile{}, {}{}\n",
             id,
             count_text(counts),
             counted(to_size(model.scenario.actors_size()), "actor"),
             counted(model.variables.size(), "lever"),
             profiles,
             profiles == "1" ? "" : "s",
             counted(to_size(model.scenario.parameters_size()), "parameter"),
             num_variants == 0 ? "" : ", " + counted(num_variants, "variant"));
  return 0;
}

}  // namespace

Command add_check(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("check", "Read a scenario with its variants and report every problem");
  auto arguments = std::make_shared<Arguments>();
  add_scenario(*command, "SCENARIO", arguments->scenario);
  command->add_flag("--strict", arguments->is_strict, kStrictHelp);
  command->add_flag("--json", arguments->is_json, "print the problems as JSON");
  return {command, [arguments] { return check(*arguments); }};
}

}  // namespace demarche::cli
