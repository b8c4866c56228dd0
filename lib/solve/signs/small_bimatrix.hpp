// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "demarche/solve/concept.hpp"
#include "solve/blocks/lane_solver.hpp"

namespace demarche {

/// Whether exactly two players choose, each among 2 to 5 strategies.
[[nodiscard]] bool is_small_bimatrix(const FactoredShape& shape);

/// A solver for all equilibria of such games by SignPlanes, in the order of SupportEnumeration. It
/// hands lanes to `exact` that signs do not decide: those with a tie that an equilibrium depends
/// on, with a payoff that is not finite, or with a regret above the tolerance.
/// @pre is_small_bimatrix(shape)
[[nodiscard]] std::unique_ptr<BlockSolver> make_small_bimatrix_solver(
    const FactoredShape& shape, const ConceptOptions& options, std::unique_ptr<LaneSolver> exact);

}  // namespace demarche
