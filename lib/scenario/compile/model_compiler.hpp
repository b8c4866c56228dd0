// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "demarche/scenario/model.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Compiles a scenario to everything of a model but Model::scenario, which the caller moves there.
/// @pre check_structure() finds no problem.
/// @throws FieldProblem if a bound on the model's size is exceeded.
[[nodiscard]] Model compile_model(const v1::Scenario& scenario, std::span<const OpenPayoff> open);

}  // namespace demarche
