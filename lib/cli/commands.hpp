// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace demarche::cli {

/// What the program returns to the shell.
enum ExitCode : int {
  kDone = 0,
  kFailed = 1,        ///< An input is wrong, or an output cannot be written.
  kUsage = 2,         ///< The command line is wrong.
  kNoAnswer = 3,      ///< No draw of a run has an answer.
  kInterrupted = 130  ///< Stopped by Ctrl-C; what was done until then is printed and written.
};

/// A subcommand that the parser knows, and what to do if it is chosen: `run` returns the exit code.
struct Command {
  CLI::App* app = nullptr;
  std::function<int()> run;
};

[[nodiscard]] Command add_check(CLI::App& app);
[[nodiscard]] Command add_describe(CLI::App& app);
[[nodiscard]] Command add_run(CLI::App& app);
[[nodiscard]] Command add_show(CLI::App& app);
[[nodiscard]] Command add_explain(CLI::App& app);
[[nodiscard]] Command add_solve(CLI::App& app);
[[nodiscard]] Command add_generate(CLI::App& app);
[[nodiscard]] Command add_convert(CLI::App& app);
/// To be added last: it knows the subcommands that were added before.
[[nodiscard]] Command add_completion(CLI::App& app);

}  // namespace demarche::cli
