// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche::cli {

/// Adds --scenario, which names the scenario of a stored result.
void add_scenario_of_result(CLI::App& command, std::string& scenario);

/// The scenario of the result: the one that is named, else the bundled one if it is the same, else
/// one that is made of the result, with ids in the place of names.
/// @throws InputError if the scenario that is named is another one.
[[nodiscard]] v1::Scenario scenario_of_result(const v1::Result& result,
                                              const std::string& argument);

}  // namespace demarche::cli
