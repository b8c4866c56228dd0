// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace demarche::cli {

// What the program returns to the shell.
/// Everything that was asked for is done.
inline constexpr int kDone = 0;
/// An input is wrong, or an output cannot be written.
inline constexpr int kFailed = 1;
/// The command line is wrong.
inline constexpr int kUsage = 2;
/// No draw of a run has an answer.
inline constexpr int kNoAnswer = 3;
/// Stopped by Ctrl-C; what was done until then is printed and written.
inline constexpr int kInterrupted = 130;

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
