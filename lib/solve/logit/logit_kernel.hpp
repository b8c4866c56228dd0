// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/solve/concept.hpp"
#include "solve/logit/logit_program.hpp"
#include "solve/logit/logit_workspace.hpp"

namespace demarche {

/// Follows the principal logit branch of each of `lanes` of a block, from uniform play at precision
/// 0 to the game's precision, and writes strategies and certificates to the solution's first
/// component.
/// @pre `program` and `workspace` were made for the block's shape, and the solution has a
/// component.
void solve_logit_block(const LogitProgram& program,
                       const ConceptOptions& options,
                       const GameBlock& block,
                       const LaneSet& lanes,
                       LogitWorkspace& workspace,
                       BlockSolution& solution);

}  // namespace demarche
