// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

#include "demarche/scenario/model.hpp"

namespace demarche::cli {

/// The input is wrong; the message is what to print.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Help text of a SCENARIO argument.
inline constexpr auto kScenarioHelp = "a bundled name, a folder or a file (.txtpb, .json, .pb)";

/// Reads, checks and compiles a scenario, which is a file or folder, or else bundled. Bundled
/// scenarios are looked for in $DEMARCHE_SCENARIOS, then where the program is installed or built.
/// @throws InputError with every problem, one a line.
[[nodiscard]] Model load_model(const std::string& argument);

}  // namespace demarche::cli
