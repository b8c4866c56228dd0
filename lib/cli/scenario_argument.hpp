// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/what_if.hpp"

namespace demarche::cli {

/// The input is wrong; the message is what to print.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the argument "-" stands for, where an input is expected.
inline constexpr auto kStandardInput = "/dev/stdin";

/// Help text of --strict.
inline constexpr auto kStrictHelp = "take warnings for errors";

/// The folder of the bundled scenario with this name, if there is one. It is looked for in
/// $DEMARCHE_SCENARIOS, then where the program is installed or built.
[[nodiscard]] std::optional<std::filesystem::path> find_bundled(const std::string& name);

/// The names of all bundled scenarios, sorted.
[[nodiscard]] std::vector<std::string> bundled_names();

/// Reads, checks and compiles a scenario, which is a file or folder, or else bundled, and each of
/// its variants after it.
/// @throws InputError if there is no such file.
[[nodiscard]] std::vector<CompiledScenario> load_all_checked(const std::string& argument);

/// What becomes of the warnings of a scenario.
enum class Warnings {
  hidden,   ///< They are not told, since they do not bear on what the command shows.
  printed,  ///< They go to the error stream.
  refused,  ///< They are errors.
};

/// The model of a scenario or, unless `variant` is empty, of its variant of this id. Warnings are
/// those of the scenario itself.
/// @throws InputError if there is no such file, or with every problem, one a line.
[[nodiscard]] Model load_model(const std::string& argument,
                               Warnings warnings = Warnings::hidden,
                               const std::string& variant = "");

/// The models of a scenario and all its variants with changes, the scenario first.
/// @throws InputError as load_changed() does, or if the scenario has no variants.
[[nodiscard]] std::vector<Model> load_all_changed(const std::string& argument,
                                                  const WhatIf& what_if,
                                                  Warnings warnings);

/// The model of a scenario, or of its variant, with changes. Warnings are printed or refused as the
/// scenario has them without the changes: that a changed one has a parameter without effect is what
/// was asked for.
/// @throws InputError as load_model() does, or with every problem that the changes make.
[[nodiscard]] Model load_changed(const std::string& argument,
                                 const WhatIf& what_if,
                                 Warnings warnings = Warnings::hidden,
                                 const std::string& variant = "");

/// The model with changes, as load_changed() makes it. @pre `what_if` is not empty
[[nodiscard]] Model changed_model(const Model& model, const WhatIf& what_if);

/// Adds a required argument for load_model() and the like.
void add_scenario(CLI::App& command, const std::string& name, std::string& argument);

/// Whether add_scenario() added the option.
[[nodiscard]] bool is_scenario(const CLI::Option& option);

/// Adds --variant. `help` is what it says besides the id.
void add_variant(CLI::App& command, std::string& variant, const std::string& help = "");

/// Adds --set, --fix, --precision, --widen, --given and --evidence. With `widths`, --widen may name
/// several factors, which go there.
void add_changes(CLI::App& command, WhatIf& what_if, std::vector<double>* widths = nullptr);

}  // namespace demarche::cli
