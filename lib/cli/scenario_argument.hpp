// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <stdexcept>
#include <string>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/what_if.hpp"

namespace demarche::cli {

/// The input is wrong; the message is what to print.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Help text of a SCENARIO argument.
inline constexpr auto kScenarioHelp =
    "a bundled name, a folder, a file (.txtpb, .json, .pb), or - for standard input";

/// What the argument "-" stands for, where an input is expected.
inline constexpr auto kStandardInput = "/dev/stdin";

/// Help text of --strict.
inline constexpr auto kStrictHelp = "take warnings for errors";

/// Reads, checks and compiles a scenario, which is a file or folder, or else bundled. Bundled
/// scenarios are looked for in $DEMARCHE_SCENARIOS, then where the program is installed or built.
/// @throws InputError if there is no such file.
[[nodiscard]] CompiledScenario load_checked(const std::string& argument);

/// What becomes of the warnings of a scenario.
enum class Warnings {
  hidden,   ///< They are not told, since they do not bear on what the command shows.
  printed,  ///< They go to the error stream.
  refused,  ///< They are errors.
};

/// The model that load_checked() found.
/// @throws InputError with every problem, one a line.
[[nodiscard]] Model load_model(const std::string& argument, Warnings warnings = Warnings::hidden);

/// The same scenario with changes. What it makes of warnings is of the scenario as it is written:
/// that a changed one has a parameter without effect is what was asked for.
[[nodiscard]] Model load_changed(const std::string& argument,
                                 const WhatIf& what_if,
                                 Warnings warnings = Warnings::hidden);

/// Adds --set, --fix and --precision.
void add_changes(CLI::App& command, WhatIf& what_if);

}  // namespace demarche::cli
