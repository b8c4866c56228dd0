// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "demarche/scenario/open_payoff.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// A warning for everything in a scenario without errors that is probably not what was meant:
/// events that can never hold, parameters and quantities that nothing uses, levers without effect,
/// actors without payoff, levels in falling order, and results that no question shows. What code
/// computes (`open`) may use every parameter and lever.
/// @throws InvalidArgument if `open` does not fit the scenario (see Symbols).
[[nodiscard]] std::vector<FieldProblem> find_warnings(const v1::Scenario& scenario,
                                                      std::span<const OpenPayoff> open = {});

}  // namespace demarche
