// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "demarche/simulate/draw.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Writes the solution of a lane's game to a draw: the certificate and, if it is converged, the
/// equilibria and what strategies bring where those who move later answer. Returns whether it is.
bool write_solution(const RunPlan& plan,
                    const GameBlock& games,
                    const BlockSolution& solution,
                    std::size_t lane,
                    Draw& draw);

}  // namespace demarche
