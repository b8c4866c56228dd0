// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/solve/solve_status.hpp"
#include "solve/trees/tree_piece.hpp"

namespace demarche {

/// A point of the principal branch of agent quantal response equilibria.
struct AgentPoint {
  SolveStatus status = SolveStatus::numerical_failure;
  std::vector<double> moves;                 ///< The probability of each move of the piece.
  std::vector<std::vector<double>> beliefs;  ///< [set][node of the set], of full support.
  double logit_error = 0.0;                  ///< Largest distance from the logit response.
  int num_steps = 0;                         ///< Along the branch, those repeated included.
  bool passed_bifurcation = false;  ///< Another branch crossed, and this one went straight on.
  /// From agent_limit() alone: how far each of `moves` may be from the limit.
  std::vector<double> move_errors = {};
};

/// Follows the branch from uniform play at precision 0 to a precision, in 1 / unit of the piece's
/// payoffs. Ends with SolveStatus::iteration_limit after `max_steps` steps or an interruption.
/// @pre A set of the piece has at least two actions.
[[nodiscard]] AgentPoint follow_agents(const TreePiece& piece, double precision, int max_steps);

/// The limit of the branch as the precision grows, a sequential equilibrium @cite
/// McKelveyPalfrey1998, with the beliefs that the branch has there. Probabilities near the limit
/// are p + c / precision up to terms of second order, so that two points give p, and a third point
/// says how well. The precision grows until the points agree and no action that is played pays less
/// than the best one by more than the errors explain. SolveStatus::numerical_failure if doubles do
/// not reach so far.
/// @pre As for follow_agents(); payoffs lie in [0, 1].
[[nodiscard]] AgentPoint agent_limit(const TreePiece& piece, int max_steps);

}  // namespace demarche
