// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// A two-player game's payoffs, each player's scaled to [0, 1] (0 if they are all the same).
struct Bimatrix {
  Matrix row;     ///< row(i, j): the first player's, for strategies i and j.
  Matrix column;  ///< The second player's, likewise.

  explicit Bimatrix(const NormalFormGame& game);
};

/// Weights on `mixing` strategies (columns of `payoffs`) that make all `indifferent` ones (rows)
/// pay the same. `payoffs(i, j)` is what i pays against j. Both are of one size.
struct Indifference {
  std::vector<double> weights;  ///< They sum to 1; may be negative.
  double payoff = 0.0;
  double error = 0.0;  ///< What rounding may have done to a weight or a payoff, roughly.
};

/// Nothing if the system is singular, that is if a pivot is below `tie_tolerance`.
[[nodiscard]] std::optional<Indifference> solve_indifference(const Matrix& payoffs,
                                                             std::span<const int> indifferent,
                                                             std::span<const int> mixing,
                                                             double tie_tolerance);

/// The weights as a strategy of `count`: none below 0, summing to 1.
[[nodiscard]] std::vector<double> mixed_strategy(std::span<const int> support,
                                                 const Indifference& answer,
                                                 Index count);

}  // namespace demarche
