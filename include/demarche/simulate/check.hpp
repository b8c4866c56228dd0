// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/scenario/compile.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// The concept that is to solve a model.
/// @throws InvalidArgument if no concept is called `name`, or if it refuses games of this shape.
[[nodiscard]] const Concept& accepted_concept(const Model& model, const std::string& name);

/// The concept itself.
/// @throws InvalidArgument if it refuses games of this shape.
[[nodiscard]] const Concept& accepted_concept(const Model& model, const Concept& solution_concept);

/// Checks what the scenario alone cannot: that the solution concept of its `defaults` exists and
/// accepts its games. Returns the scenario as it is, or with the problem in the place of the model.
[[nodiscard]] CompiledScenario check_concept(CompiledScenario scenario);

}  // namespace demarche
