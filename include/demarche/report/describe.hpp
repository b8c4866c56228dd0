// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/scenario/model.hpp"

namespace demarche {

/// A scenario as text (UTF-8): what it asks, its actors and levers, payoff terms and parameters
/// with rationale and sources, and the size of the game. Of an open payoff, it says
/// which tables the user's code fills in; the terms in the file do not apply.
[[nodiscard]] std::string describe(const Model& model);

}  // namespace demarche
