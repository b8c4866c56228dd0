// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/scenario/feature_program.hpp"

namespace demarche {

/// Cells that are the sum of two others, constants, values and coefficients taken together, and
/// those two no such sums themselves: as where a metric adds up players' payoffs. Found where it
/// saves work and costs little to find; not all there are.
[[nodiscard]] std::vector<FeatureProgram::CellSum> find_cell_sums(
    const std::vector<FeatureProgram::Cell>& cells);

}  // namespace demarche
