// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "demarche/solve/concept.hpp"
#include "solve/blocks/lane_solver.hpp"

namespace demarche {

/// Whether two players choose, between 2 to 5 strategies each.
[[nodiscard]] bool is_small_bimatrix(const FactoredShape& shape);

/// All equilibria of such games by SignPlanes, in the order of SupportEnumeration. Lanes with a tie
/// that matters, a number that is not finite or a regret above the tolerance go to `exact`.
[[nodiscard]] std::unique_ptr<BlockSolver> make_small_bimatrix_solver(
    const FactoredShape& shape, const ConceptOptions& options, std::unique_ptr<LaneSolver> exact);

}  // namespace demarche
