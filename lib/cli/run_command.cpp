// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/run_arguments.hpp"
#include "cli/scenario_argument.hpp"
#include "core/limits.hpp"
#include "demarche/core/instruction_set.hpp"
#include "demarche/report/result_file.hpp"
#include "demarche/report/summary.hpp"

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
};

void check_out(const std::string& out) {
  if (out.empty()) {
    return;
  }
  const std::filesystem::path path(out);
  if (path.extension() != ".pb" && path.extension() != ".json") {
    throw InputError(fmt::format("--out {}: a result file ends in .pb or .json", out));
  }
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    throw InputError(fmt::format("--out {}: there is no folder {}", out, folder.string()));
  }
}

int run_scenario(const Arguments& arguments) {
  check_out(arguments.out);  // A wrong name is reported before the work, not after it.
  use_instruction_set(arguments.simd);
  const Model model =
      load_model(arguments.scenario, arguments.is_strict ? Warnings::refused : Warnings::printed);
  std::vector<std::string> names = arguments.concept_names;
  RunSettings settings = arguments.run.settings(model.scenario, names);
  settings.threads = arguments.threads;
  ProgressBar bar;
  settings.progress = [&](const Progress& progress) {
    bar.show(progress);
    return !is_interrupted;
  };
  std::signal(SIGINT, interrupt);
  const auto start = std::chrono::steady_clock::now();
  const v1::ConceptComparison comparison = compare_concepts(model, settings, names);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::signal(SIGINT, SIG_DFL);
  bar.clear();
  if (!arguments.out.empty() && names.size() == 1) {
    write_result(comparison.results(0), arguments.out);
  } else if (!arguments.out.empty()) {
    write_result(comparison, arguments.out);
  }
  fmt::print("{}",
             names.size() == 1 ? summarise(comparison.results(0), model.scenario)
                               : summarise(comparison, model.scenario));
  std::uint64_t num_draws = 0;
  for (const v1::Result& result : comparison.results()) {
    num_draws += result.draws_done();
  }
  fmt::print("{:.3g} s, {:.3g} draws per second\n",
             taken.count(),
             static_cast<double>(num_draws) / taken.count());
  return 0;
}

}  // namespace

Command add_run(CLI::App& app) {
  CLI::App* command = app.add_subcommand("run", "Simulate a scenario and answer its questions");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("SCENARIO", arguments->scenario, kScenarioHelp)->required();
  command->add_option("--draws", arguments->run.draws, "number of draws");
  arguments->run.add_to(*command);
  command
      ->add_option("--concept",
                   arguments->concept_names,
                   concept_help() + "; several, with commas, are compared side by side")
      ->delimiter(',');
  command->add_option("--threads", arguments->threads, "0: all that the machine offers")
      ->check(CLI::Range(0, kMaxThreads));
  command->add_option(
      "--simd",
      arguments->simd,
      "vector instructions: best, baseline, avx2 or avx512; results of one have the same "
      "bits on every machine that has it");
  command->add_flag("--strict", arguments->is_strict, kStrictHelp);
  command->add_option("--out", arguments->out, "write the result to this .pb or .json file");
  return {command, [arguments] { return run_scenario(*arguments); }};
}

}  // namespace demarche::cli
