// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "demarche/scenario/compile.hpp"

namespace demarche {

/// Where loading looks for what a scenario refers to.
struct LoadSettings {
  /// Folders that hold bundled scenarios, each in a folder of its name: what the `base` of a
  /// scenario names that is no file beside it. The first folder that has the name counts.
  std::vector<std::filesystem::path> bundled_folders = {};
};

/// Reads, checks and compiles a scenario: text format (.txtpb), JSON (.json) or binary (.pb), by
/// the name's ending. A folder stands for the scenario.txtpb in it. What the scenario has of its
/// base, and of payoff tables in files, is in the model's scenario.
/// @throws IoError if the file cannot be read or is larger than 16 MiB.
[[nodiscard]] CompiledScenario load_scenario(const std::filesystem::path& path,
                                             const LoadSettings& settings = {});

/// Reads a scenario and compiles its variant of this id.
/// @throws IoError as load_scenario() does, InvalidArgument if there is no such variant, with the
/// closest id.
[[nodiscard]] CompiledScenario load_variant(const std::filesystem::path& path,
                                            const std::string& id,
                                            const LoadSettings& settings = {});

/// Reads a scenario, and compiles it and each of its variants after it. A scenario that cannot be
/// understood is the only one.
/// @throws IoError as load_scenario() does.
[[nodiscard]] std::vector<CompiledScenario> load_with_variants(const std::filesystem::path& path,
                                                               const LoadSettings& settings = {});

/// Reads a scenario, and compiles it and the variants of these ids after it. A scenario that cannot
/// be understood is the only one.
/// @throws IoError as load_scenario() does, InvalidArgument as load_variant() does.
[[nodiscard]] std::vector<CompiledScenario> load_with_named_variants(
    const std::filesystem::path& path,
    const std::vector<std::string>& ids,
    const LoadSettings& settings = {});

/// Checks and compiles a scenario in text format; messages call it `file`.
[[nodiscard]] CompiledScenario parse_scenario(const std::string& text,
                                              const std::string& file,
                                              const LoadSettings& settings = {});

/// Whether the path is a folder with a scenario.txtpb.
[[nodiscard]] bool is_scenario_folder(const std::filesystem::path& path);

/// The folder of the bundled scenario of this name, in the first of the folders that has it;
/// nothing if none has it, or if the name has a / or an ending, as paths of files do.
[[nodiscard]] std::optional<std::filesystem::path> find_bundled(
    const std::string& name, const std::vector<std::filesystem::path>& bundled_folders);

/// The names of all bundled scenarios in these folders, sorted.
[[nodiscard]] std::vector<std::string> bundled_names(
    const std::vector<std::filesystem::path>& bundled_folders);

}  // namespace demarche
