// SPDX-License-Identifier: MIT
#pragma once

#include <bitset>
#include <optional>
#include <vector>

#include "core/rational.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "solve/blocks/deadline.hpp"

namespace demarche {

inline constexpr std::size_t kMaxLabels = 128;
using Labels = std::bitset<kMaxLabels>;

/// A vertex y = weights / scale of a best-response polytope, with the labels of the constraints
/// that bind at it.
struct PolytopeVertex {
  Integer scale;
  std::vector<Integer> weights;
  Labels labels;
};

/// A matrix of integers, stored row by row.
struct IntegerMatrix {
  std::size_t num_rows = 0;
  std::size_t num_columns = 0;
  std::vector<Integer> entries;

  [[nodiscard]] const Integer& operator()(std::size_t i, std::size_t j) const {
    return entries[i * num_columns + j];
  }
};

/// One player's payoffs as positive integers, with a row for each of the player's own strategies
/// and a column for each of the other player's. If the game is exact, its fractions are multiplied
/// by their common denominator. Else its doubles are multiplied by a power of 10 if all are decimal
/// fractions of at most 15 digits, and by a power of 2 if not. Then the integers are shifted and
/// divided by their common divisor. All this is exact and does not change the player's preferences.
/// Returns nothing if the integers would take more than 32 MiB.
/// @pre The game has two players and finite payoffs.
[[nodiscard]] std::optional<IntegerMatrix> positive_integers(const NormalFormGame& game,
                                                             std::size_t player);

/// All vertices of {y >= 0, payoffs y <= 1} by the double description method: constraints are added
/// one after another, and each cuts the edges that it crosses. Row i of `payoffs` has the label
/// first_row_label + i, the constraint y_j >= 0 has the label first_column_label + j. Returns
/// nothing if more than `max_vertices` vertices exist after one of the constraints, or the deadline
/// passes.
/// @pre All payoffs are positive, and all labels are below kMaxLabels.
[[nodiscard]] std::optional<std::vector<PolytopeVertex>> polytope_vertices(
    const IntegerMatrix& payoffs,
    std::size_t first_row_label,
    std::size_t first_column_label,
    std::size_t max_vertices,
    const Deadline& deadline);

}  // namespace demarche
