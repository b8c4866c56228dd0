// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"
#include "solve/blocks/deadline.hpp"

namespace demarche {

/// Optimal strategies of a matrix game, as the simplex method left them: rounding has accumulated.
struct MatrixGameAnswer {
  SolveStatus status = SolveStatus::numerical_failure;
  MixedProfile strategies;  ///< Empty unless converged.
  int num_pivots = 0;
};

/// Solves max over x, min over y of x * payoffs * y by the primal simplex method on a condensed
/// tableau @cite Dantzig1951: with payoffs from 1 to 2, the largest sum of weights y with
/// payoffs * y <= 1 is 1 / value, and its dual x. A pivot reads and writes all of the tableau once.
/// `payoffs` [rows, columns] should be within [0, 1].
[[nodiscard]] MatrixGameAnswer solve_matrix_game(const Matrix& payoffs,
                                                 int max_pivots,
                                                 const Deadline& deadline);

}  // namespace demarche
