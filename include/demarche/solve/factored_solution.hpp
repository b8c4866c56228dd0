// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/game/factored_game.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// Solves one factored game by a concept, without its dense form where the concept can. Profiles
/// have a vector for every player of the shape; that of a behavioural player holds its given
/// probabilities. Weights mean what they mean for solve_game(), but only equilibria with a weight
/// above 0 are listed; the certificate counts all. Correlated play is listed as pure profiles with
/// their probabilities for weights.
/// @throws InvalidArgument if the shape breaks a rule, cells are not as many as it says, the
/// concept refuses the shape, or an option lies outside its range or differs from its default
/// although the concept does not read it.
[[nodiscard]] Solution solve_factored(const Concept& solution_concept,
                                      const FactoredGame& game,
                                      const ConceptOptions& options = {});

}  // namespace demarche
