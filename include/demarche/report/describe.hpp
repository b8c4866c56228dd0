// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/scenario/model.hpp"

namespace demarche {

/// A scenario as text (UTF-8): what it asks, its actors and levers, payoff terms and parameters
/// with rationale and sources, and the size of the game. Of a payoff left open it says what own
/// code fills in, not the terms in the file.
[[nodiscard]] std::string describe(const Model& model);

}  // namespace demarche
