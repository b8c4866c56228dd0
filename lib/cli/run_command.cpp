// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/run_arguments.hpp"
#include "cli/scenario_argument.hpp"
#include "core/file_replacement.hpp"
#include "core/limits.hpp"
#include "core/utf8.hpp"
#include "demarche/core/instruction_set.hpp"
#include "demarche/core/interruption.hpp"
#include "demarche/report/result_file.hpp"
#include "demarche/report/summary.hpp"
#include "report/text.hpp"

namespace demarche::cli {
namespace {

std::atomic<bool> is_interrupted = false;

extern "C" void interrupt(int /*signal*/) {
  is_interrupted = true;
  std::signal(SIGINT, SIG_DFL);  // A second Ctrl-C ends the program at once.
}

/// Shows progress on one line of a terminal, which it overwrites during the run.
class ProgressBar {
 public:
  ProgressBar() : is_shown_(isatty(STDERR_FILENO) == 1) {}

  void show(const Progress& progress) {
    if (!is_shown_ || progress.seconds < next_) {
      return;
    }
    constexpr double kEvery = 0.1;
    constexpr int kWidth = 40;
    next_ = progress.seconds + kEvery;
    const double share =
        static_cast<double>(progress.draws_done) / static_cast<double>(progress.draws_total);
    const double rate =
        progress.seconds > 0.0 ? static_cast<double>(progress.draws_done) / progress.seconds : 0.0;
    const double left =
        rate > 0.0 ? static_cast<double>(progress.draws_total - progress.draws_done) / rate : 0.0;
    const auto filled = static_cast<int>(share * kWidth);
    fmt::print(stderr,
               "\r\033[K[{:#<{}}{:.<{}}] {:3.0f} %  {:.3g} draws/s  {:.0f} s left",
               "",
               filled,
               "",
               kWidth - filled,
               100.0 * share,
               rate,
               left);
    std::fflush(stderr);
  }
  void clear() const {
    if (is_shown_) {
      fmt::print(stderr, "\r\033[K");
    }
  }

 private:
  bool is_shown_;
  double next_ = 0.2;
};

struct Arguments {
  std::string scenario;
  RunArguments run;
  std::vector<std::string> concept_names;
  int threads = 0;
  std::string simd = "best";
  std::string out;
  bool is_strict = false;
  std::string words = "icd203";
  WhatIf what_if;
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

  void write(const v1::ConceptComparison& comparison) {
    if (!file_ && !is_standard_output_) {
      return;
    }
    const std::string bytes = comparison.results_size() == 1 && !is_comparison
                                  ? format_result(comparison.results(0), format_)
                                  : format_result(comparison, format_);
    if (file_) {
      file_->commit(bytes);
    } else {
      fmt::print("{}", bytes);
    }
  }

  bool is_comparison = false;  ///< Several concepts were asked for.

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
             is_comparison ? summarise(comparison, scenario)
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

/// What the run changed of the scenario, as a line; empty if nothing.
std::string changes_text(const WhatIf& what_if) {
  std::vector<std::string> changes = what_if.set;
  for (const std::string& fixed : what_if.fix) {
    changes.push_back(fixed + " (fixed)");
  }
  if (!what_if.precision.empty()) {
    changes.push_back("precision " + what_if.precision);
  }
  return changes.empty() ? ""
                         : printable(fmt::format("What if {}?\n", fmt::join(changes, ", ")), "\n");
}

/// The exit code that says how the run went.
int exit_code(const v1::ConceptComparison& comparison) {
  if (is_interrupted) {
    return kInterrupted;
  }
  const bool is_any_solved = std::any_of(
      comparison.results().begin(), comparison.results().end(), [](const v1::Result& result) {
        return result.solving().solved() > 0;
      });
  return is_any_solved ? kDone : kNoAnswer;
}

/// The model; nothing if Ctrl-C ended loading it. @throws InputError also if --max-seconds did.
std::optional<Model> load_unless_interrupted(const Arguments& arguments) {
  const InterruptionScope scope(
      [is_late = arguments.run.is_late()] { return is_interrupted || is_late(); });
  try {
    return load_changed(arguments.scenario,
                        arguments.what_if,
                        arguments.is_strict ? Warnings::refused : Warnings::printed);
  } catch (const InputError&) {
    if (is_interrupted) {
      fmt::print(stderr, "stopped before the first draw\n");
      return std::nullopt;
    }
    throw;
  }
}

int run_scenario(const Arguments& arguments) {
  const SummarySettings summary{.words = word_scale(arguments.words), .width = output_width()};
  Output output(arguments.out);
  use_instruction_set(arguments.simd);
  if (arguments.scenario != "-") {  // Whoever types a scenario leaves with Ctrl-C at once.
    std::signal(SIGINT, interrupt);
  }
  const std::optional<Model> loaded = load_unless_interrupted(arguments);
  if (!loaded) {
    return kInterrupted;
  }
  std::signal(SIGINT, interrupt);
  const Model& model = *loaded;
  std::vector<std::string> names = distinct(trimmed(arguments.concept_names));
  RunSettings settings = arguments.run.settings(model.scenario, names);
  if (!arguments.what_if.precision.empty()) {
    require_read(find_option("precision"), names, "--precision");
  }
  output.is_comparison = names.size() > 1;
  settings.threads = arguments.threads;
  ProgressBar bar;
  settings.progress = [&](const Progress& progress) {
    bar.show(progress);
    return !is_interrupted;
  };
  const auto start = std::chrono::steady_clock::now();
  const v1::ConceptComparison comparison = compare_concepts(model, settings, names);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::signal(SIGINT, SIG_DFL);
  bar.clear();
  // The result is stored before anything is printed, as the reader of the output may go away. If it
  // cannot be stored, the summary is all there is of the run.
  std::exception_ptr failure;
  try {
    output.write(comparison);
  } catch (const std::exception&) {
    failure = std::current_exception();
  }
  std::FILE* const stream = output.is_standard_output() ? stderr : stdout;
  fmt::print(stream, "{}", changes_text(arguments.what_if));
  print_summary(stream, comparison, model.scenario, summary, output.is_comparison);
  std::uint64_t num_draws = 0;
  for (const v1::Result& result : comparison.results()) {
    num_draws += result.draws_done();
  }
  fmt::print(stream,
             "{:.3g} s, {} draws per second\n",
             taken.count(),
             grouped(static_cast<std::uint64_t>(static_cast<double>(num_draws) / taken.count())));
  if (failure) {
    std::rethrow_exception(failure);
  }
  return exit_code(comparison);
}

}  // namespace

Command add_run(CLI::App& app) {
  CLI::App* command = app.add_subcommand("run", "Simulate a scenario and answer its questions");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("SCENARIO", arguments->scenario, kScenarioHelp)->required();
  command
      ->add_option("--draws",
                   arguments->run.draws,
                   "number of draws, for example 20000, 20_000 or 2e4; default: the scenario's")
      ->transform(whole_number(1, kMaxDraws));
  arguments->run.add_to(*command);
  command
      ->add_option("--concept",
                   arguments->concept_names,
                   concept_help() +
                       "; several, with commas, are compared side by side; default: the scenario's")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--threads", arguments->threads, "0: all that the machine offers")
      ->check(CLI::Range(0, kMaxThreads));
  command->add_option(
      "--simd",
      arguments->simd,
      "vector instructions: best, baseline, avx2 or avx512; results of one have the same "
      "bits on every machine that has it");
  add_changes(*command, arguments->what_if);
  command->add_flag("--strict", arguments->is_strict, kStrictHelp);
  command->add_option(
      "--out",
      arguments->out,
      "write the result to this .pb or .json file; -: as JSON to the standard output, and "
      "the summary to the error stream");
  command
      ->add_option("--words",
                   arguments->words,
                   "scale of the phrases for probabilities: icd203, phia or ipcc")
      ->check(CLI::IsMember({"icd203", "phia", "ipcc"}));
  command->footer(
      "Examples:\n"
      "  demarche run great_reversal --draws 20_000\n"
      "  demarche run my.txtpb --concept nash,pure --out r.json\n"
      "  demarche run my.txtpb --set prize=2 --fix a.x=yes\n"
      "  demarche run my.txtpb --out - | jq .outcomes");
  return {command, [arguments] { return run_scenario(*arguments); }};
}

}  // namespace demarche::cli
