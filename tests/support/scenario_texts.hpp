// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/scenario/compile.hpp"

namespace demarche::testing {

/// The text with `piece`, which it must have, replaced wherever it occurs.
std::string replaced(std::string text, const std::string& piece, const std::string& replacement);

/// The errors of a scenario as messages.
std::vector<std::string> errors(const CompiledScenario& loaded);

}  // namespace demarche::testing
