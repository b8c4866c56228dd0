// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/solve/concept.hpp"
#include "solve/logit/logit_program.hpp"

namespace demarche {

/// Working storage for one vector of games. Rows are as long as the vector of the chosen
/// instruction set.
struct LogitWorkspace {
  explicit LogitWorkspace(const LogitProgram& program);

  std::size_t order = 1;   ///< Unknowns and the path's position: the size of the bordered system.
  AlignedArray cells;      ///< [num_cells]
  AlignedArray precision;  ///< [plans]
  AlignedArray marginals;  ///< [num_marginal_rows]
  AlignedArray point;      ///< [order]: where the equation is evaluated; the position t comes last.
  AlignedArray accepted;   ///< [order]: last accepted point of the path ...
  AlignedArray tangent;    ///< [order]: ... its unit tangent ...
  AlignedArray bend;       ///< [order]: ... and the tangent's change per unit of arc length.
  AlignedArray border;     ///< [order]: last row of the system.
  AlignedArray system;     ///< [order][order + 2]: matrix and two right-hand sides.
  AlignedArray inverse_pivots;  ///< [order]
  AlignedArray strategies;      ///< [num_agent_strategies]
  AlignedArray payoffs;         ///< [sum of scope rows]: expected payoff per own-scope combination.
  std::vector<std::size_t> first_payoff;  ///< Per plan, its first row in `payoffs`.
  AlignedArray scope_probabilities;       ///< [max_scope_rows]
  AlignedArray slopes;                    ///< [max_scope_rows][max_columns]: d payoff / d unknown.
  AlignedArray joint;                     ///< [max_joint_cells]
  AlignedArray scratch;                   ///< [2 * max_term_elements]
  /// below[i] lists the k < i for which elimination meets a structural nonzero at (i, k).
  std::vector<std::vector<std::uint32_t>> below;
};

/// Follows the principal branch of `lanes` of `block` to its precision and writes strategies and
/// certificates.
void solve_logit_block(const LogitProgram& program,
                       const ConceptOptions& options,
                       const GameBlock& block,
                       const LaneSet& lanes,
                       LogitWorkspace& workspace,
                       BlockSolution& solution);

}  // namespace demarche
