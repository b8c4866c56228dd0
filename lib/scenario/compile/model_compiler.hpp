// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "demarche/scenario/model.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/compile/strategies.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {

/// Compiles a scenario to everything of a model but Model::scenario, which the caller moves there.
/// `symbols` are those of the scenario and the open payoffs, `strategies` the feasible ones; both
/// come from check_structure().
/// @pre check_structure() finds no problem.
/// @throws FieldProblem if a bound on the model's size is exceeded.
[[nodiscard]] Model compile_model(const v1::Scenario& scenario,
                                  std::span<const OpenPayoff> open,
                                  Symbols symbols,
                                  StrategySets strategies);

}  // namespace demarche
