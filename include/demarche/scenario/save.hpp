// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// A scenario in protobuf's text format, with the two header lines that editors look for.
[[nodiscard]] std::string format_scenario(const v1::Scenario& scenario);

/// Writes a scenario as text (.txtpb), JSON (.json) or binary (.pb), by the name's ending; the file
/// appears whole or not at all. load_scenario() reads back an equal scenario; comments are not
/// kept.
/// @throws InvalidArgument for another ending or if the scenario holds text that is not UTF-8,
/// IoError if the file cannot be written.
void write_scenario(const v1::Scenario& scenario, const std::filesystem::path& path);

}  // namespace demarche
