// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "demarche/scenario/problem.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// A scenario, or every problem found in it.
struct LoadedScenario {
  std::optional<v1::Scenario> scenario;  ///< Absent if there are problems.
  std::vector<Problem> problems;         ///< In the order of the file.
};

/// Reads and checks a scenario: text format (.txtpb), JSON (.json) or binary (.pb), by the name's
/// ending. A folder stands for the scenario.txtpb in it.
/// @throws IoError if the file cannot be read or is larger than 16 MiB.
[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& path);

/// The same for text-format contents; `file` is for messages.
[[nodiscard]] LoadedScenario parse_scenario(const std::string& text, const std::string& file);

/// Checks a scenario made in memory; problems carry no position.
[[nodiscard]] std::vector<Problem> check_scenario(const v1::Scenario& scenario);

}  // namespace demarche
