// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "demarche/solve/concept.hpp"

namespace demarche {

/// Whether two players choose, between two strategies each.
[[nodiscard]] bool is_two_by_two(const FactoredShape& shape);

/// All equilibria of 2 by 2 games in closed form. Blocks with a tie or a number that is not finite
/// go to `fallback`.
[[nodiscard]] std::unique_ptr<BlockSolver> make_two_by_two_solver(
    const FactoredShape& shape, std::unique_ptr<BlockSolver> fallback);

}  // namespace demarche
