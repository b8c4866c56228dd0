// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// Solves one game by a solution concept. The program and Python solve single games by this
/// function, too.
///
/// Every equilibrium found is listed, and `weights` says what each counts under
/// `options.selection`; weights sum to 1. solve_factored() and solve_batch() apply the same
/// weights, but list only the equilibria whose weight is above 0. Without equilibria (nothing
/// converged, or the answer is correlated play) there are no weights.
/// @throws InvalidArgument if an option lies outside its range or differs from its default although
/// the concept does not read it, or if the game is refused or not finite.
[[nodiscard]] Solution solve_game(const Concept& solution_concept,
                                  const NormalFormGame& game,
                                  const ConceptOptions& options = {});
/// The same by the concept's name. @throws InvalidArgument also if there is no such concept.
[[nodiscard]] Solution solve_game(std::string_view concept_name,
                                  const NormalFormGame& game,
                                  const ConceptOptions& options = {});

/// The concept that answers for a game if nobody names one, and why.
struct DefaultConcept {
  std::string_view name;  ///< Of one of concepts().
  /// Empty for `nash`. Else why `nash` does not take the game, and what answers instead.
  std::string reason = {};
};

/// `nash`, which lists all equilibria, if NashEquilibria::refusal() lets it. Larger games get one
/// equilibrium, of two players by `lemke-howson`, of more by `logit-nash`, which may refuse games
/// that are larger still. Among three players or more, those of one strategy are not counted. Only
/// the size decides, so equal games get the same concept.
[[nodiscard]] DefaultConcept default_concept(const std::vector<int>& num_strategies);

}  // namespace demarche
