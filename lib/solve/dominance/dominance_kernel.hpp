// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "demarche/core/types.hpp"

namespace demarche {

/// Lanes where `a` is larger, and where `b` is; both [kBlockLanes].
struct Comparison {
  LaneSet first;
  LaneSet second;
};
[[nodiscard]] Comparison compare_lanes(const double* a, const double* b);

/// The largest less the smallest of `count` rows, and lanes where something is not finite.
[[nodiscard]] LaneSet spread_of_lanes(const double* rows,
                                      std::size_t count,
                                      std::array<double, kBlockLanes>& spread);

/// What other strategies gain over one: rows are those other strategies, columns the profiles of
/// the other players, and payoffs point to [kBlockLanes] each; sets say in which lanes a row or a
/// column counts.
struct GainMatrix {
  std::vector<const double*> payoffs;  ///< [rows][columns]
  std::vector<const double*> own;      ///< [columns]: of the strategy itself.
  std::vector<LaneSet> rows;
  std::vector<LaneSet> columns;
};

/// Lanes of `lanes` where some mixture of two rows gains more than `bound` in every column.
[[nodiscard]] LaneSet some_pair_gains(const GainMatrix& matrix,
                                      const LaneSet& lanes,
                                      const std::array<double, kBlockLanes>& bound);
/// Lanes of `lanes` where against some mixture of two columns no row gains `bound`.
[[nodiscard]] LaneSet some_pair_holds(const GainMatrix& matrix,
                                      const LaneSet& lanes,
                                      const std::array<double, kBlockLanes>& bound);

}  // namespace demarche
