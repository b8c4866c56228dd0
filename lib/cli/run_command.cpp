// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/log_argument.hpp"
#include "cli/run_arguments.hpp"
#include "cli/scenario_argument.hpp"
#include "cli/watched_run.hpp"
#include "core/file_replacement.hpp"
#include "core/grouped.hpp"
#include "core/utf8.hpp"
#include "demarche/analyze/analysis.hpp"
#include "demarche/analyze/behaviours.hpp"
#include "demarche/analyze/options_study.hpp"
#include "demarche/report/result_file.hpp"
#include "demarche/report/summary.hpp"
#include "demarche/scenario/variant.hpp"
#include "demarche/simulate/check.hpp"
#include "report/posterior_text.hpp"
#include "report/text.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string scenario;
  RunArguments run;
  std::vector<std::string> concept_names;
  MachineArguments machine;
  std::string out;
  LogArgument log;
  bool is_strict = false;
  WordScale words = WordScale::icd203;
  WhatIf what_if;
  std::string variant;
  std::vector<std::string> behaviours;
  std::vector<double> widths;
  bool skips_options = false;
};

constexpr std::string_view kStandardOutput = "-";

/// Where the result goes. The file is opened before the run, so that a name or folder that is wrong
/// costs no work.
class Output {
 public:
  explicit Output(const std::string& name) {
    if (name.empty()) {
      return;
    }
    if (name == kStandardOutput) {
      is_standard_output_ = true;
      return;
    }
    format_ = result_format(name);
    file_.emplace(name);
    for (const auto& part : file_->abandoned_parts()) {
      fmt::print(stderr,
                 "note: {} is of a run that was killed; it can be removed\n",
                 printable(part.string()));
    }
  }

  /// Whether the summary has to make way for the result.
  [[nodiscard]] bool is_standard_output() const { return is_standard_output_; }

  /// Writes the result of one concept, or the comparison of several that were asked for, also where
  /// the run was stopped in the first of them.
  void write(const v1::ConceptComparison& comparison, bool is_comparison) {
    if (!file_ && !is_standard_output_) {
      return;
    }
    const std::string bytes = is_comparison ? format_result(comparison, format_)
                                            : format_result(comparison.results(0), format_);
    if (file_) {
      file_->commit(bytes);
    } else {
      fmt::print("{}", bytes);
    }
  }

 private:
  bool is_standard_output_ = false;
  ResultFormat format_ = ResultFormat::json;
  std::optional<FileReplacement> file_;
};

void print_summary(std::FILE* stream,
                   const v1::ConceptComparison& comparison,
                   const v1::Scenario& scenario,
                   const SummarySettings& settings,
                   bool is_comparison) {
  fmt::print(stream,
             "{}",
             is_comparison ? summarise(comparison, scenario, settings)
                           : summarise(comparison.results(0), scenario, settings));
}

/// @throws InputError if a name is there twice: its columns would be equal.
std::vector<std::string> distinct(std::vector<std::string> names) {
  for (std::size_t i = 1; i < names.size(); ++i) {
    const auto end = names.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(names.begin(), end, names[i]) != end) {
      throw InputError(fmt::format("--concept names {} twice", names[i]));
    }
  }
  return names;
}

/// The changes of each run: as many as --widen names factors, else one.
std::vector<WhatIf> changes_of(const Arguments& arguments) {
  std::vector<WhatIf> all(std::max<std::size_t>(arguments.widths.size(), 1), arguments.what_if);
  for (std::size_t k = 0; k < arguments.widths.size(); ++k) {
    all[k].widen = arguments.widths[k];
  }
  return all;
}

/// The scenario, or its variant, with each of the changes; with --variant all the scenario and then
/// all of them.
std::vector<Model> load_models(const Arguments& arguments) {
  const Warnings warnings = arguments.is_strict ? Warnings::refused : Warnings::printed;
  if (arguments.variant == kAllVariants) {
    return load_all_changed(arguments.scenario, changes_of(arguments).front(), warnings);
  }
  std::vector<Model> models;
  for (const WhatIf& what_if : changes_of(arguments)) {
    // What a scenario is warned of, it is warned of once.
    const Warnings shown =
        models.empty() || warnings == Warnings::refused ? warnings : Warnings::hidden;
    models.push_back(load_changed(arguments.scenario, what_if, shown, arguments.variant));
  }
  return models;
}

/// The behaviours to compare claims over: those of --behaviours, else the scenario's own.
BehaviourSettings wanted_behaviours(const Arguments& arguments, const v1::Scenario& scenario) {
  BehaviourSettings wanted;
  const std::vector<std::string> names = trimmed(arguments.behaviours);
  const bool is_left_open = names.empty() || names == std::vector<std::string>{"default"};
  wanted.behaviours = is_left_open ? stated_behaviours(scenario) : names;
  return wanted;
}

/// @throws InputError for behaviours beside a comparison, InvalidArgument for unknown names.
void check_behaviours_of(const Arguments& arguments, bool is_comparison) {
  const std::vector<std::string> names = trimmed(arguments.behaviours);
  const bool is_word = names == std::vector<std::string>{"default"};
  if (is_comparison && !names.empty() && names != std::vector<std::string>{"none"}) {
    throw InputError(
        "--behaviours looks at one result, but --concept, --variant or --widen asks for several");
  }
  if (!is_word) {
    check_behaviours(names);
  }
}

/// @throws InputError for several widths beside variants, or a width that is there twice.
void check_widths(const Arguments& arguments) {
  std::vector<double> sorted = arguments.widths;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    throw InputError("--widen names a factor twice");
  }
  if (sorted.size() > 1 && arguments.variant == kAllVariants) {
    throw InputError("--variant all takes one factor of --widen, not several");
  }
}

/// Runs a scenario under each concept that is named, or its own.
v1::ConceptComparison run_concepts(const Model& model,
                                   const Arguments& arguments,
                                   std::vector<std::string>& names,
                                   const std::function<bool(const Progress&)>& progress) {
  RunSettings settings = arguments.run.settings(model, names);
  settings.threads = arguments.machine.threads;
  settings.progress = progress;
  if (names.size() > 1) {
    return compare_concepts(model, settings, names);
  }
  v1::ConceptComparison one;
  v1::Result& result = *one.add_results();
  result = run_and_analyze(model, settings);
  add_behaviours(model, settings, wanted_behaviours(arguments, model.scenario), result);
  if (!arguments.skips_options) {
    add_option_studies(model, settings, {}, result);
  }
  return one;
}

/// Runs models on the same draws, each under its own concept unless one is named. A run that is
/// stopped is the last.
v1::ConceptComparison run_models(const std::vector<Model>& models,
                                 const Arguments& arguments,
                                 const std::vector<std::string>& concept_names,
                                 const std::function<bool(const Progress&)>& progress) {
  if (concept_names.size() > 1) {
    throw InputError("--variant all and several --widen compare under one concept, not several");
  }
  std::vector<const Model*> pointers;
  for (const Model& model : models) {
    pointers.push_back(&model);
  }
  std::vector<RunSettings> all = arguments.run.settings_of_all(
      pointers, concept_names.empty() ? std::nullopt : std::optional(concept_names.front()));
  for (RunSettings& settings : all) {
    settings.threads = arguments.machine.threads;
    settings.progress = progress;
  }
  v1::ConceptComparison comparison;
  for (std::size_t m = 0; m < models.size(); ++m) {
    v1::Result& result = *comparison.add_results();
    result = run(models[m], all[m]);
    if (!result.is_complete()) {
      break;
    }
  }
  return comparison;
}

/// The exit code that says how the run went.
int exit_code(const v1::ConceptComparison& comparison) {
  if (WatchedRun::is_interrupted()) {
    return kInterrupted;
  }
  const bool is_any_solved = std::any_of(
      comparison.results().begin(), comparison.results().end(), [](const v1::Result& result) {
        return result.solving().solved() > 0 && !is_impossible(result);
      });
  return is_any_solved ? kDone : kNoAnswer;
}

int run_scenario(const Arguments& arguments) {
  std::vector<std::string> names = distinct(trimmed(arguments.concept_names));
  const bool is_all = arguments.variant == kAllVariants;
  const bool is_of_models = is_all || arguments.widths.size() > 1;
  const bool is_comparison = is_of_models || names.size() > 1;
  check_behaviours_of(arguments, is_comparison);
  Output output(arguments.out);
  check_widths(arguments);
  arguments.log.check(changes_of(arguments).back(), arguments.variant);
  arguments.machine.use_instructions();
  WatchedRun watch({arguments.scenario});
  const auto models =
      load_unless_interrupted(arguments.run.is_late(), [&] { return load_models(arguments); });
  if (!models) {
    return kInterrupted;
  }
  const Model& model = models->front();
  const auto start = std::chrono::steady_clock::now();
  const v1::ConceptComparison comparison =
      is_of_models ? run_models(*models, arguments, names, watch.progress())
                   : run_concepts(model, arguments, names, watch.progress());
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  watch.stop();
  // The result is stored before anything is printed, as the reader of the output may go away. If it
  // cannot be stored, the summary is all there is of the run.
  std::exception_ptr failure;
  std::string logged;
  try {
    output.write(comparison, is_comparison);
    logged = arguments.log.append(comparison, model.scenario);
  } catch (const std::exception&) {
    failure = std::current_exception();
  }
  std::FILE* const stream = output.is_standard_output() ? stderr : stdout;
  const SummarySettings summary{.words = arguments.words, .width = output_width(stream)};
  print_summary(stream, comparison, model.scenario, summary, is_comparison);
  std::uint64_t num_draws = 0;
  for (const v1::Result& result : comparison.results()) {
    num_draws += result.draws_done();
  }
  fmt::print(stream,
             "{:.3g} s, {} draws per second\n",
             taken.count(),
             grouped(static_cast<std::uint64_t>(static_cast<double>(num_draws) / taken.count())));
  fmt::print(stream, "{}", printable(logged, "\n"));
  if (failure) {
    std::rethrow_exception(failure);
  }
  return exit_code(comparison);
}

}  // namespace

Command add_run(CLI::App& app) {
  CLI::App* command = app.add_subcommand("run", "Simulate a scenario and answer its questions");
  auto arguments = std::make_shared<Arguments>();
  add_scenario(*command, "SCENARIO", arguments->scenario);
  arguments->run.add_draws(*command);
  arguments->run.add_to(*command);
  command
      ->add_option("--concept",
                   arguments->concept_names,
                   concept_help() +
                       "; several, with commas, are compared side by side; default: the scenario's")
      ->delimiter(',')
      ->allow_extra_args(false);
  arguments->machine.add_to(*command);
  add_variant(*command,
              arguments->variant,
              "; all: the scenario and all its variants side by side, on the same draws");
  add_changes(*command, arguments->what_if, &arguments->widths);
  command
      ->add_option("--behaviours",
                   arguments->behaviours,
                   "tell what claims are if actors behave otherwise: solution concepts, with "
                   "commas, such as qre*0.5 (half the precision) or level-k; default: those of "
                   "the scenario, else " +
                       fmt::format("{}", fmt::join(default_behaviours(), ", ")) +
                       "; none: leave it out")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_flag("--no-options",
                    arguments->skips_options,
                    "do not study what options are worth by other rules and to other actors");
  command->add_flag("--strict", arguments->is_strict, kStrictHelp);
  command->add_option(
      "--out",
      arguments->out,
      "write the result to this .pb or .json file; -: as JSON to the standard output, and "
      "the summary to the error stream");
  arguments->log.add_to(*command);
  add_words(*command, arguments->words);
  command->footer(
      "Examples:\n"
      "  demarche run great_reversal --draws 20_000\n"
      "  demarche run my.txtpb --concept nash,pure --out r.json\n"
      "  demarche run my.txtpb --set prize=2 --fix a.x=yes\n"
      "  demarche run my.txtpb --variant all\n"
      "  demarche run my.txtpb --widen 1,2.5,4.8\n"
      "  demarche run my.txtpb --behaviours qre*0.5,level-k\n"
      "  demarche run my.txtpb --out - | jq .outcomes\n"
      "  demarche run my.txtpb --log f.csv --resolves 2027-06-30");
  return {command, [arguments] { return run_scenario(*arguments); }};
}

}  // namespace demarche::cli
