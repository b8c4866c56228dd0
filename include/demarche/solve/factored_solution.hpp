// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/game/factored_game.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// Solves one factored game by a concept, without its dense form where the concept can. Profiles
/// have a vector for every player of the shape: behavioural ones play what they play. Equilibria
/// that the selection gives no weight are left out; the certificate counts them.
/// @throws InvalidArgument if the shape breaks a rule, cells are not as many as it says, the
/// concept refuses the shape, or an option is out of its range.
[[nodiscard]] Solution solve_factored(const Concept& solution_concept,
                                      const FactoredGame& game,
                                      const ConceptOptions& options = {});

}  // namespace demarche
