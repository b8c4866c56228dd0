// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"
#include "solve/blocks/deadline.hpp"

namespace demarche {

/// Optimal strategies of a matrix game at the end of the simplex method, with the rounding errors
/// that all its pivots have accumulated.
struct MatrixGameAnswer {
  SolveStatus status = SolveStatus::numerical_failure;
  MixedProfile strategies;  ///< Empty unless converged.
  int num_pivots = 0;
};

/// Solves max over x, min over y of x * payoffs * y by the primal simplex method on a condensed
/// tableau @cite Dantzig1951. 1 is added to the payoffs, so that they lie between 1 and 2. Then the
/// largest sum of weights y >= 0 with payoffs * y <= 1 is 1 / value. Divided by their sums, these
/// weights and the dual ones are the optimal strategies. A pivot reads and writes the whole tableau
/// once.
/// @pre `payoffs` is not empty, and its entries lie in [0, 1].
[[nodiscard]] MatrixGameAnswer solve_matrix_game(const Matrix& payoffs,
                                                 int max_pivots,
                                                 const Deadline& deadline);

}  // namespace demarche
