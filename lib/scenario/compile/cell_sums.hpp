// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "scenario/compile/feature_code.hpp"

namespace demarche {

/// Finds cells equal to the sum of two other cells, so that they can be added instead of evaluated:
/// for example a metric that adds up the players' payoffs. The summands are never sums themselves.
/// Heuristic: misses some, never reports a wrong one.
/// @pre Each cell has a coefficient for each of its values. Two values stand in the same order in
/// all cells that have both.
[[nodiscard]] std::vector<FeatureProgram::CellSum> find_sums_of_cells(
    const std::vector<FeatureProgram::Cell>& cells);

}  // namespace demarche
