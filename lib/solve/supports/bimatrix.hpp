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

/// The payoffs of a two-player game, those of each player scaled to [0, 1]; all 0 if they are
/// equal.
struct Bimatrix {
  Matrix row;     ///< row(i, j) is the first player's payoff for strategies i and j.
  Matrix column;  ///< column(i, j) is the second player's.

  /// @pre `game` has two players.
  explicit Bimatrix(const NormalFormGame& game);
};

/// Weights on `mixing` strategies (columns of `payoffs`) against which all `indifferent` strategies
/// (rows) pay the same.
struct Indifference {
  std::vector<double> weights;  ///< They sum to 1; each may be negative.
  double payoff = 0.0;          ///< What the indifferent strategies pay.
  double error = 0.0;           ///< An estimate of the rounding error of a weight or a payoff.
};

/// `payoffs(i, j)` is what strategy i pays against j. Returns nothing if the system is singular,
/// that is if a pivot is at most `tie_tolerance`.
/// @pre `indifferent` and `mixing` have the same size, 1 at least.
[[nodiscard]] std::optional<Indifference> solve_indifference(const Matrix& payoffs,
                                                             std::span<const int> indifferent,
                                                             std::span<const int> mixing,
                                                             double tie_tolerance);

/// The weights of `answer` as a mixed strategy of `count` strategies: weights below 0 become 0, and
/// the rest are scaled so that they sum to 1.
/// @pre `support` has one ascending strategy per weight, and a weight is above 0.
[[nodiscard]] std::vector<double> mixed_strategy(std::span<const int> support,
                                                 const Indifference& answer,
                                                 Index count);

}  // namespace demarche
