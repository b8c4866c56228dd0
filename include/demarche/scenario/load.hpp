// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "demarche/scenario/compile.hpp"

namespace demarche {

/// Reads, checks and compiles a scenario: text format (.txtpb), JSON (.json) or binary (.pb), by
/// the name's ending. A folder stands for the scenario.txtpb in it.
/// @throws IoError if the file cannot be read or is larger than 16 MiB.
[[nodiscard]] CompiledScenario load_scenario(const std::filesystem::path& path);

/// Checks and compiles a scenario in text format; messages call it `file`.
[[nodiscard]] CompiledScenario parse_scenario(const std::string& text, const std::string& file);

}  // namespace demarche
