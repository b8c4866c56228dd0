// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "demarche/core/types.hpp"

namespace demarche {

/// In which lanes one of two rows is larger.
struct LaneOrder {
  LaneSet first;   ///< Lanes in which the first row is larger.
  LaneSet second;  ///< Lanes in which the second row is larger.
};
/// Compares two rows, each [kBlockLanes].
[[nodiscard]] LaneOrder compare_lanes(const double* a, const double* b);

/// Sets `spread` to the largest less the smallest of `count` rows, lane by lane. Returns the lanes
/// in which a number or the spread is not finite.
/// @pre count is at least 1.
[[nodiscard]] LaneSet spread_of_lanes(const double* rows,
                                      std::size_t count,
                                      std::array<double, kBlockLanes>& spread);

/// What a player's other strategies gain over one of its strategies. Rows are the other strategies,
/// columns the profiles of the other players. The gain is payoffs[row][column] - own[column].
struct GainMatrix {
  std::vector<const double*> payoffs;  ///< [rows][columns], each [kBlockLanes].
  std::vector<const double*> own;      ///< [columns], each [kBlockLanes]: of the strategy itself.
  std::vector<LaneSet> rows;           ///< For each row, the lanes in which the strategy survives.
  std::vector<LaneSet> columns;  ///< For each column, the lanes in which the profile survives.
};

/// Lanes of `lanes` in which some mixture of two rows gains more than `bound` in every column.
/// There the strategy is strictly dominated.
[[nodiscard]] LaneSet some_pair_gains(const GainMatrix& matrix,
                                      const LaneSet& lanes,
                                      const std::array<double, kBlockLanes>& bound);
/// Lanes of `lanes` in which there is a belief in two columns against which no row gains `bound`.
/// There no mixture of rows gains `bound` everywhere.
[[nodiscard]] LaneSet some_pair_holds(const GainMatrix& matrix,
                                      const LaneSet& lanes,
                                      const std::array<double, kBlockLanes>& bound);

}  // namespace demarche
