// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/game/extensive_game.hpp"
#include "demarche/solve/certificate.hpp"
#include "demarche/solve/concept.hpp"
#include "demarche/solve/concept_options.hpp"

namespace demarche {

/// A probability for each action of each information set, [information set][action], in the order
/// of ExtensiveGame::information_sets. Chance's sets have chance's own probabilities.
using BehaviourProfile = std::vector<std::vector<double>>;

/// How a game tree is played and what its players believe: an assessment @cite KrepsWilson1982.
struct TreeAssessment {
  BehaviourProfile behaviour;  ///< What is played at each information set, reached or not.
  /// For each information set, the probability of being at each of its nodes, given that the set is
  /// reached; nodes in ascending order, 1 in total. Empty for chance's sets.
  std::vector<std::vector<double>> beliefs;
  /// For each information set, what the mover gains at most by one other action there, given its
  /// beliefs, in units of payoff. 0 for chance's sets.
  std::vector<double> regrets;
  std::vector<double> payoffs;  ///< What each player gets in expectation.
};

/// The answer for one game tree.
struct TreeSolution {
  /// Of the answer. `max_regret` is the largest of TreeAssessment::regrets. `residual` is, for
  /// `sequential`, the same over the spread of the mover's payoffs and, for `qre`, the largest
  /// distance of a probability from its logit response.
  Certificate certificate;
  TreeAssessment assessment;  ///< Empty unless the certificate says `converged`.
  /// The information sets, ascending, where another action pays the mover the same as the one that
  /// backward induction takes, which is the first of them. Fractions decide if the game is exact;
  /// doubles are the same if rounding may have made their difference.
  std::vector<std::size_t> tied_sets = {};
  std::string method = {};  ///< How the answer was found.
};

/// The names of the concepts that solve a game tree itself: "sequential" and "qre".
[[nodiscard]] const std::vector<std::string>& tree_concepts();

/// Solves a game tree by its information sets, not by its strategic form, so that play is rational
/// also where it never comes.
///
/// `sequential` solves the smallest subgames first and puts what they are worth in their place.
/// Where the mover knows all moves before its own, that is backward induction @cite Selten1965, and
/// the first of several best actions is taken. A subgame with hidden moves is played as in the
/// limit of its principal branch of agent logit responses, a sequential equilibrium
/// @cite McKelveyPalfrey1998. The answer is known to be the only subgame-perfect equilibrium, and
/// the certificate complete, if no move is hidden and no best action is tied.
///
/// `qre` is the agent quantal response equilibrium on the principal branch at
/// ConceptOptions::precision: at each information set the log odds of two actions are the precision
/// times the difference of what they pay there @cite McKelveyPalfrey1998 @cite Turocy2010.
///
/// SolveStatus::numerical_failure says that in some subgame an action would gain more than rounding
/// and the errors of the limit explain.
///
/// A step along a branch with n unknowns, the actions less one of each set of the subgame, costs
/// O(n^3), and for each unknown as many operations as there are nodes below its set and moves above
/// them.
/// @throws InvalidArgument if the game fails its check(), a player forgets what it did or knew,
/// sums of payoffs are not finite, a branch would have more than 1000 unknowns, the concept is
/// unknown or not one of tree_concepts(), or an option is out of range, not read by the concept, or
/// `order` (the tree says who moves when).
[[nodiscard]] TreeSolution solve_tree(std::string_view concept_name,
                                      const ExtensiveGame& game,
                                      const ConceptOptions& options = {});

}  // namespace demarche
