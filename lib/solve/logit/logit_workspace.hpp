// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "solve/logit/logit_program.hpp"

namespace demarche {

/// The working storage of the logit kernel for one vector of games. Each row holds one number for
/// every lane of the vector, so its length is that of the vectors of the instruction set in use.
struct LogitWorkspace {
  explicit LogitWorkspace(const LogitProgram& program);

  std::size_t order = 1;   ///< The size of the bordered system: the unknowns and the position.
  AlignedArray cells;      ///< [num_cells]: the games' cells.
  AlignedArray precision;  ///< [plans]: precisions per unit of position.
  AlignedArray marginals;  ///< [num_marginal_rows]: the marginals at `point`.
  AlignedArray point;  ///< [order]: where the equation is evaluated; the last row is the position.
  AlignedArray accepted;        ///< [order]: the last accepted point of the branch.
  AlignedArray tangent;         ///< [order]: the branch's unit tangent at `accepted`.
  AlignedArray bend;            ///< [order]: the change of the tangent per unit of arc length.
  AlignedArray border;          ///< [order]: the last row of the bordered system.
  AlignedArray system;          ///< [order][order + 2]: the matrix and two right-hand sides.
  AlignedArray inverse_pivots;  ///< [order]: 1 over the pivots of the elimination.
  AlignedArray strategies;      ///< [num_agent_strategies]: the logit responses at `point`.
  AlignedArray payoffs;         ///< [sum of scope rows]: expected payoffs by own-scope combination.
  std::vector<std::size_t> first_payoff;  ///< For each plan, its first row in `payoffs`.
  AlignedArray scope_probabilities;  ///< [max_scope_rows]: probabilities of own-scope combinations.
  AlignedArray slopes;               ///< [max_scope_rows][max_columns]: d payoff / d unknown.
  AlignedArray joint;                ///< [max_joint_cells]: see LogitEquation::add_output().
  AlignedArray scratch;  ///< [2 * max_term_elements]: two tensors that contractions go between.
  /// below[i] lists, ascending, the k < i for which the elimination meets an element at (i, k) that
  /// may differ from 0. It depends on the program alone.
  std::vector<std::vector<std::uint32_t>> below;
};

}  // namespace demarche
