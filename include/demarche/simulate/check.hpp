// SPDX-License-Identifier: MIT
#pragma once

#include <span>
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

/// Checks names of behaviours: solution concepts, those that read the precision of the game with a
/// factor for it ("qre*0.5"); or "none" alone.
/// @throws InvalidArgument that names every problem: an unknown concept, a name that is there
/// twice, a factor that is not finite and above 0, or one of a concept that has no precision.
void check_behaviours(std::span<const std::string> behaviours);

/// Checks what the scenario alone cannot: that the solution concept of its `defaults` exists and
/// accepts its games, and that the behaviours named there exist. Returns the scenario as it is, or
/// with the problem in the place of the model.
[[nodiscard]] CompiledScenario check_concept(CompiledScenario scenario);

}  // namespace demarche
