// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/result_argument.hpp"
#include "cli/run_arguments.hpp"
#include "cli/scenario_argument.hpp"
#include "cli/watched_run.hpp"
#include "demarche/analyze/analysis.hpp"
#include "demarche/analyze/behaviours.hpp"
#include "demarche/analyze/options_study.hpp"
#include "demarche/report/analysis_numbers.hpp"
#include "demarche/report/analysis_text.hpp"
#include "demarche/report/behaviours_text.hpp"
#include "demarche/report/options_numbers.hpp"
#include "demarche/report/options_text.hpp"
#include "report/analysis_choice.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string input;
  std::string scenario;
  RunArguments run;
  std::optional<std::string> concept_name;
  MachineArguments machine;
  WhatIf what_if;
  std::string variant;
  std::vector<std::string> of;
  bool is_of_behaviours = false;
  bool is_of_options = false;
  std::string option_sets;
  std::vector<std::string> pairs;
  int num_parameters = 5;
  std::string format = "text";
};

/// The result in the file; nothing if the file holds a scenario or is none.
/// @throws InputError if there are several results, IoError if they are damaged.
std::optional<v1::Result> stored_result(const std::string& file) {
  const std::optional<v1::ConceptComparison> found = find_results(file);
  if (found && found->results_size() != 1) {
    throw InputError(fmt::format(
        "{} holds {} results; only a result by itself is analysed", file, found->results_size()));
  }
  return found ? std::optional(found->results(0)) : std::nullopt;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// @throws InputError unless every pair is an option set and two options with colons between.
std::vector<OptionPair> option_pairs(const std::vector<std::string>& texts) {
  std::vector<OptionPair> pairs;
  for (const std::string& text : texts) {
    const std::vector<std::string> parts = split(text, ':');
    if (parts.size() != 3) {
      throw InputError(fmt::format(
          "--pair is an option set and two options, SET:LEVELS:LEVELS, got '{}'", text));
    }
    pairs.push_back(
        {.option_set = parts[0], .first = split(parts[1], ','), .second = split(parts[2], ',')});
  }
  return pairs;
}

void print_options(const Arguments& arguments,
                   const v1::Result& result,
                   const v1::Scenario& scenario) {
  std::vector<std::string> of;
  if (!arguments.option_sets.empty()) {
    of = split(arguments.option_sets, ',');
  }
  of.insert(of.end(), arguments.of.begin(), arguments.of.end());
  fmt::print("{}",
             arguments.format == "csv" ? options_csv(result, of)
             : arguments.format == "json"
                 ? options_json(result, of)
                 : options_text(result, scenario, {.of = of, .width = output_width()}));
}

void print_behaviours(const Arguments& arguments,
                      const v1::Result& result,
                      const v1::Scenario& scenario) {
  require_behaviours(result);
  fmt::print(
      "{}",
      arguments.format == "csv" ? behaviours_csv(result)
      : arguments.format == "json"
          ? analysis_json(result, arguments.of)
          : behaviours_text(result, scenario, {.of = arguments.of, .width = output_width()}));
}

void print(const Arguments& arguments, const v1::Result& result, const v1::Scenario& scenario) {
  if (arguments.is_of_options) {
    print_options(arguments, result, scenario);
  } else if (arguments.is_of_behaviours) {
    print_behaviours(arguments, result, scenario);
  } else if (arguments.format == "csv") {
    fmt::print("{}", analysis_csv(result, arguments.of));
  } else if (arguments.format == "json") {
    fmt::print("{}", analysis_json(result, arguments.of));
  } else {
    fmt::print("{}",
               analysis_text(result,
                             scenario,
                             {.of = arguments.of,
                              .num_parameters = arguments.num_parameters,
                              .width = output_width()}));
  }
}

int analyze_run(const Arguments& arguments) {
  arguments.machine.use_instructions();
  WatchedRun watch({arguments.input});
  const auto model = load_unless_interrupted(arguments.run.is_late(), [&] {
    return load_changed(arguments.input, arguments.what_if, Warnings::hidden, arguments.variant);
  });
  if (!model) {
    return kInterrupted;
  }
  RunSettings settings = arguments.run.settings(*model, arguments.concept_name);
  settings.threads = arguments.machine.threads;
  settings.progress = watch.progress();
  v1::Result result = run_and_analyze(*model, settings);
  if (arguments.is_of_behaviours) {
    add_behaviours(*model, settings, {.behaviours = stated_behaviours(model->scenario)}, result);
  }
  if (arguments.is_of_options) {
    add_option_studies(*model, settings, {.pairs = option_pairs(arguments.pairs)}, result);
  }
  watch.stop();
  print(arguments, result, model->scenario);
  return WatchedRun::is_interrupted() ? kInterrupted : kDone;
}

/// @throws InputError if an option is given that only a run reads.
void refuse_options_of_runs(const CLI::App& command, const std::string& file) {
  const std::set<std::string> of_results = {"INPUT",
                                            "--of",
                                            "--behaviours",
                                            "--options",
                                            "--top",
                                            "--format",
                                            "--scenario",
                                            "--threads",
                                            "--simd"};
  std::vector<std::string> refused;
  for (const CLI::Option* option : command.get_options()) {
    if (option->count() > 0 && !of_results.contains(option->get_name())) {
      refused.push_back(option->get_name());
    }
  }
  if (!refused.empty()) {
    throw InputError(
        fmt::format("{} holds a result, which is analysed as it is; for {}, run the "
                    "scenario",
                    file,
                    fmt::join(refused, ", ")));
  }
}

int analyze_input(Arguments& arguments, const CLI::App& command) {
  arguments.is_of_options =
      command.get_option("--options")->count() > 0 || !arguments.pairs.empty();
  arguments.input = read_more_than_once(arguments.input);
  if (const auto result = stored_result(arguments.input)) {
    refuse_options_of_runs(command, arguments.input);
    print(arguments, *result, scenario_of_result(*result, arguments.scenario));
    return kDone;
  }
  if (!arguments.scenario.empty()) {
    throw InputError(fmt::format(
        "--scenario names the scenario of a stored result, and {} holds none", arguments.input));
  }
  return analyze_run(arguments);
}

void add_options_of_studies(CLI::App& command, Arguments& arguments) {
  CLI::Option* const behaviours = command.get_option("--behaviours");
  command
      .add_option("--options",
                  arguments.option_sets,
                  "tell what options are worth: by rules of choice, to each actor, and where which "
                  "is best; ids of option sets, with commas; default: all")
      ->expected(0, 1)
      ->excludes(behaviours);
  command
      .add_option("--pair",
                  arguments.pairs,
                  "tell as well where which of two options is better: SET:LEVELS:LEVELS, such as "
                  "outreach_options:economic:none; several levels with commas")
      ->expected(1)
      ->take_all()
      ->excludes(behaviours);
}

}  // namespace

Command add_analyze(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("analyze", "Say what a result hinges on and what is worth finding out");
  auto arguments = std::make_shared<Arguments>();
  command
      ->add_option("INPUT",
                   arguments->input,
                   "a .json or .pb file that run --out wrote; or a scenario, which is run first: a "
                   "bundled name, a folder, a file, or - for standard input")
      ->required();
  command
      ->add_option(
          "--of",
          arguments->of,
          "ids of claims, outcomes, metrics, actors (payoffs) or option sets, with "
          "commas; default: all claims and option sets in text, everything in csv and json")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_flag("--behaviours",
                    arguments->is_of_behaviours,
                    "tell what claims are if actors behave otherwise, and what a reader would "
                    "expect without a game: uniform play, the status quo, responses to it");
  add_options_of_studies(*command, *arguments);
  command
      ->add_option(
          "--top", arguments->num_parameters, "the most parameters that are told of each, in text")
      ->check(CLI::Range(1, 100'000));
  command
      ->add_option("--format",
                   arguments->format,
                   "text; json: all numbers and curves; csv: a row for each output and parameter "
                   "that matters")
      ->check(CLI::IsMember({"text", "json", "csv"}));
  add_scenario_of_result(*command, arguments->scenario);
  arguments->run.add_draws(*command);
  arguments->run.add_to(*command);
  command->add_option("--concept", arguments->concept_name, concept_help());
  arguments->machine.add_to(*command);
  add_variant(*command, arguments->variant, "");
  add_changes(*command, arguments->what_if);
  command->footer(
      "Examples:\n"
      "  demarche analyze great_reversal --of c3,outreach_options\n"
      "  demarche run my.txtpb --out r.pb && demarche analyze r.pb --top 10\n"
      "  demarche analyze r.pb --behaviours\n"
      "  demarche analyze r.pb --options outreach_options\n"
      "  demarche analyze r.pb --format csv > sensitivity.csv");
  return {command, [arguments, command] { return analyze_input(*arguments, *command); }};
}

}  // namespace demarche::cli
