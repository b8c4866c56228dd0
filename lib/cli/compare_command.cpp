// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/run_arguments.hpp"
#include "cli/scenario_argument.hpp"
#include "cli/watched_run.hpp"
#include "demarche/report/result_file.hpp"
#include "demarche/report/scenario_comparison.hpp"
#include "demarche/simulate/compare_scenarios.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string first;
  std::string second;
  RunArguments run;
  std::optional<std::string> concept_name;
  MachineArguments machine;
  WhatIf what_if;
  std::string variant;
  bool is_strict = false;
  std::string format = "text";
};

/// The second scenario: the one that is named, or else the first, with the changes.
Model second_model(const Arguments& arguments, const Model& first, Warnings warnings) {
  if (!arguments.second.empty() || !arguments.variant.empty()) {
    return load_changed(arguments.second.empty() ? arguments.first : arguments.second,
                        arguments.what_if,
                        arguments.second.empty() ? Warnings::hidden : warnings,
                        arguments.variant);
  }
  if (arguments.what_if.is_empty()) {
    throw InputError(
        "compare needs something to compare with: a second scenario, a --variant, or a change by "
        "--set, --fix, --precision, --widen, --given or --evidence");
  }
  return changed_model(first, arguments.what_if);
}

void print(const Arguments& arguments,
           const v1::ScenarioComparison& comparison,
           const v1::Scenario& scenario) {
  if (arguments.format == "json") {
    fmt::print("{}", format_result(comparison, ResultFormat::json));
  } else if (arguments.format == "csv") {
    fmt::print("{}", comparison_csv(comparison));
  } else if (arguments.format == "md") {
    fmt::print("{}", comparison_markdown(comparison, scenario));
  } else {
    fmt::print("{}", summarise(comparison, scenario, {.width = output_width()}));
  }
}

int compare(const Arguments& arguments) {
  arguments.machine.use_instructions();
  const bool is_first_read_twice = arguments.second.empty() && !arguments.variant.empty();
  if (arguments.first == "-" && (arguments.second == "-" || is_first_read_twice)) {
    throw InputError("only one of two scenarios can come from the standard input");
  }
  const Warnings warnings = arguments.is_strict ? Warnings::refused : Warnings::printed;
  WatchedRun watch({arguments.first, arguments.second});
  const auto is_late = arguments.run.is_late();
  const auto loaded =
      load_unless_interrupted(is_late, [&] { return load_model(arguments.first, warnings); });
  if (!loaded) {
    return kInterrupted;
  }
  const Model& first = *loaded;
  const auto other =
      load_unless_interrupted(is_late, [&] { return second_model(arguments, first, warnings); });
  if (!other) {
    return kInterrupted;
  }
  const Model& second = *other;
  const std::array<const Model*, 2> both = {&first, &second};
  std::vector<RunSettings> settings = arguments.run.settings_of_all(both, arguments.concept_name);
  settings[0].threads = arguments.machine.threads;
  settings[1].threads = arguments.machine.threads;
  settings[0].progress = watch.progress();
  const v1::ScenarioComparison comparison =
      compare_scenarios(first, settings[0], second, settings[1]);
  watch.stop();
  print(arguments, comparison, first.scenario);
  if (WatchedRun::is_interrupted()) {
    return kInterrupted;
  }
  return comparison.paired_draws() > 0 ? kDone : kNoAnswer;
}

}  // namespace

Command add_compare(CLI::App& app) {
  CLI::App* command = app.add_subcommand(
      "compare", "Run two scenarios, or one with and without a change, on the same draws");
  auto arguments = std::make_shared<Arguments>();
  add_scenario(*command, "A", arguments->first);
  command->add_option("B", arguments->second, "the second scenario, in the same way; default: A");
  add_variant(*command, arguments->variant);
  add_changes(*command, arguments->what_if);
  arguments->run.add_draws(*command);
  arguments->run.add_to(*command);
  command->add_option(
      "--concept", arguments->concept_name, concept_help() + "; default: each scenario's own");
  arguments->machine.add_to(*command);
  command->add_flag("--strict", arguments->is_strict, kStrictHelp);
  command
      ->add_option("--format",
                   arguments->format,
                   "text; json: the comparison with both results; csv: a row for each difference; "
                   "md: tables in Markdown")
      ->check(CLI::IsMember({"text", "json", "csv", "md"}));
  command->footer(
      "--variant and all what-ifs (--set to --evidence) are of the second scenario; draws and seed "
      "are those of A.\n"
      "Examples:\n"
      "  demarche compare chicken --set prize=2\n"
      "  demarche compare old.txtpb new.txtpb --draws 20_000 --format md");
  return {command, [arguments] { return compare(*arguments); }};
}

}  // namespace demarche::cli
