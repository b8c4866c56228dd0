// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/result_argument.hpp"
#include "cli/scenario_argument.hpp"
#include "demarche/core/error.hpp"
#include "demarche/report/result_file.hpp"
#include "demarche/report/result_table.hpp"
#include "demarche/report/summary.hpp"
#include "report/text.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string result;
  std::string scenario;
  std::string format = "text";
  WordScale words = WordScale::icd203;
};

int show(const Arguments& arguments) {
  const v1::ConceptComparison comparison =
      read_results(arguments.result == "-" ? kStandardInput : arguments.result);
  if (arguments.format == "json") {
    fmt::print("{}",
               comparison.results_size() == 1
                   ? format_result(comparison.results(0), ResultFormat::json)
                   : format_result(comparison, ResultFormat::json));
    return kDone;
  }
  if (arguments.format == "csv") {
    fmt::print("{}", result_csv(comparison));
    return kDone;
  }
  const v1::Scenario scenario = scenario_of_result(comparison.results(0), arguments.scenario);
  const SummarySettings settings{.words = arguments.words, .width = output_width()};
  if (arguments.format == "md") {
    fmt::print("{}", result_markdown(comparison, scenario, settings.words));
  } else if (comparison.results_size() == 1) {
    fmt::print("{}", summarise(comparison.results(0), scenario, settings));
  } else {
    fmt::print("{}", summarise(comparison, scenario, settings));
  }
  return kDone;
}

}  // namespace

Command add_show(CLI::App& app) {
  CLI::App* command = app.add_subcommand("show", "Print a stored result");
  auto arguments = std::make_shared<Arguments>();
  command
      ->add_option("RESULT",
                   arguments->result,
                   "a .json or .pb file that run --out wrote, or - for standard input")
      ->required();
  add_scenario_of_result(*command, arguments->scenario);
  command
      ->add_option("--format",
                   arguments->format,
                   "text: the summary; json: the result; csv: a row for each number; md: tables "
                   "in Markdown")
      ->check(CLI::IsMember({"text", "json", "csv", "md"}));
  add_words(*command, arguments->words);
  return {command, [arguments] { return show(*arguments); }};
}

}  // namespace demarche::cli
