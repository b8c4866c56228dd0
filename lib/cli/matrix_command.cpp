// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/run_arguments.hpp"
#include "cli/scenario_argument.hpp"
#include "core/limits.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/interruption.hpp"
#include "demarche/report/matrix_report.hpp"
#include "demarche/simulate/mean_draw.hpp"
#include "demarche/simulate/payoff_matrix.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string scenario;
  RunArguments run;
  std::optional<std::string> concept_name;
  std::optional<std::uint64_t> draw;
  bool is_of_means = false;
  MatrixSettings matrix;
  MatrixTextSettings text;
  std::string format = "text";
  WhatIf what_if;
  std::string variant;
};

/// The scenario or its variant with the changes. If these are wrong, what is wrong with the names
/// of the matrix is told besides.
Model load(const Arguments& arguments) {
  Model model = load_model(arguments.scenario, Warnings::hidden, arguments.variant);
  if (arguments.what_if.is_empty()) {
    return model;
  }
  std::string problems;
  try {
    return changed_model(model, arguments.what_if);
  } catch (const InvalidArgument& error) {
    problems = error.what();
  } catch (const InputError& error) {
    problems = error.what();
  }
  try {
    check_matrix(model, arguments.matrix);
  } catch (const InvalidArgument& error) {
    problems += std::string("\n") + error.what();
  }
  throw InputError(problems);
}

int print_matrix(Arguments& arguments) {
  const Model model = [&] {
    const InterruptionScope scope(arguments.run.is_late());
    return load(arguments);
  }();
  check_matrix(model, arguments.matrix);
  const RunSettings settings = arguments.run.settings(model, arguments.concept_name);
  const Draw draw = arguments.is_of_means ? mean_draw(model, settings)
                                          : replay_draw(model, settings, *arguments.draw);
  const PayoffMatrix matrix = payoff_matrix(model, draw, arguments.matrix);
  arguments.text.width = output_width();
  fmt::print("{}",
             arguments.format == "csv"    ? matrix_csv(model, matrix)
             : arguments.format == "json" ? matrix_json(model, draw, matrix)
             : arguments.format == "md"   ? matrix_markdown(model, draw, matrix)
                                          : matrix_text(model, draw, matrix, arguments.text));
  return kDone;
}

}  // namespace

Command add_matrix(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("matrix", "Print the payoff matrix of two actors in one draw");
  auto arguments = std::make_shared<Arguments>();
  add_scenario(*command, "SCENARIO", arguments->scenario);
  CLI::Option* draw = command->add_option("--draw", arguments->draw, "number of the draw, from 0")
                          ->transform(whole_number(0, kMaxDraws - 1));
  command
      ->add_flag("--mean",
                 arguments->is_of_means,
                 "the game with every parameter at its mean, in the place of a draw's")
      ->excludes(draw);
  command->parse_complete_callback([arguments] {
    if (!arguments->draw && !arguments->is_of_means) {
      throw CLI::RequiredError("--draw NUMBER or --mean");
    }
  });
  arguments->run.add_to(*command);
  command->add_option("--concept", arguments->concept_name, concept_help());
  command
      ->add_option("--actors",
                   arguments->matrix.actors,
                   "ids of the actors of the rows and of the columns, with a comma between; "
                   "default: the first two with more than one strategy")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--profile",
                      arguments->matrix.profile,
                      "\"actor.lever = level, ...\" of levers that are held there, which nobody "
                      "answers (--fix is answered); the rest as in the draw's solution");
  command
      ->add_option("--limit",
                   arguments->text.limit,
                   fmt::format("the most rows and the most columns of the text; 0: all; default {}",
                               MatrixTextSettings{}.limit))
      ->transform(whole_number(0, kMostMatrixCells));
  command
      ->add_option("--format",
                   arguments->format,
                   "text; json: all numbers; csv: a row for each cell; md: a table in Markdown")
      ->check(CLI::IsMember({"text", "json", "csv", "md"}));
  add_variant(*command, arguments->variant);
  add_changes(*command, arguments->what_if);
  command->footer(
      "Examples:\n"
      "  demarche matrix chicken --draw 7\n"
      "  demarche matrix outreach --mean --actors china,eu\n"
      "  demarche matrix chicken --draw 7 --set prize=2 --format csv");
  return {command, [arguments] { return print_matrix(*arguments); }};
}

}  // namespace demarche::cli
