// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <functional>
#include <string_view>

namespace demarche::cli {

// What the program returns to the shell; exit_codes() says what each code means.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kNoAnswer = 3;
inline constexpr int kInterrupted = 130;

/// An exit code and what it means, for the manual page.
struct ExitCode {
  int code;
  std::string_view meaning;
};

/// All exit codes of the program. docs/run_output.md tells them at more length.
[[nodiscard]] inline std::array<ExitCode, 5> exit_codes() {
  return {{{kDone, "Done."},
           {kFailed, "An input is wrong, or an output cannot be written."},
           {kUsage, "The command line is wrong."},
           {kNoAnswer, "No draw has an answer, or no forecast has resolved."},
           {kInterrupted, "Stopped by Ctrl-C; what was done until then is printed and written."}}};
}

/// A subcommand that the parser knows, and what to do if it is chosen: `run` returns the exit code.
struct Command {
  CLI::App* app = nullptr;
  std::function<int()> run;
};

[[nodiscard]] Command add_check(CLI::App& app);
[[nodiscard]] Command add_describe(CLI::App& app);
[[nodiscard]] Command add_run(CLI::App& app);
[[nodiscard]] Command add_show(CLI::App& app);
[[nodiscard]] Command add_analyze(CLI::App& app);
[[nodiscard]] Command add_compare(CLI::App& app);
[[nodiscard]] Command add_explain(CLI::App& app);
[[nodiscard]] Command add_parameters(CLI::App& app);
[[nodiscard]] Command add_matrix(CLI::App& app);
[[nodiscard]] Command add_score(CLI::App& app);
[[nodiscard]] Command add_solve(CLI::App& app);
[[nodiscard]] Command add_generate(CLI::App& app);
[[nodiscard]] Command add_convert(CLI::App& app);
/// To be added last: it knows the subcommands that were added before.
[[nodiscard]] Command add_completion(CLI::App& app);

}  // namespace demarche::cli
