// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche::cli {

/// A name of the file, or of standard input ("-"), that can be read more than once: what a pipe
/// holds takes the place of standard input.
/// @throws IoError if the pipe cannot be read or copied.
[[nodiscard]] std::string read_more_than_once(const std::string& file);

/// The results in a file or in standard input ("-"); nothing if it is a scenario, something else or
/// missing.
/// @throws IoError if the file is a comparison of scenarios, or holds results that are damaged.
[[nodiscard]] std::optional<v1::ConceptComparison> find_results(const std::string& file);

/// Adds --scenario, which names the scenario of a stored result.
void add_scenario_of_result(CLI::App& command, std::string& scenario);

/// The scenario of the result: the one that is named, else the bundled one if it is the same, else
/// one that is made of the result, with ids in the place of names.
/// @throws InputError if the scenario that is named is another one.
[[nodiscard]] v1::Scenario scenario_of_result(const v1::Result& result,
                                              const std::string& argument);

}  // namespace demarche::cli
