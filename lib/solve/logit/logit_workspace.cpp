// SPDX-License-Identifier: MIT
#include "solve/logit/logit_workspace.hpp"

#include "core/lane_bits.hpp"

namespace demarche {
namespace {

AlignedArray rows(std::size_t count) {
  return AlignedArray(count * kMaxVectorLanes);
}

/// For each row, the columns left of the diagonal whose elements can become nonzero during
/// elimination without exchanges of rows. Eliminating (i, k) adds a multiple of row k to row i, so
/// the nonzeros of row k right of k appear in row i, too (symbolic factorisation).
std::vector<std::vector<std::uint32_t>> eliminated(const LogitProgram& program, std::size_t order) {
  std::vector<std::vector<bool>> nonzero(order, std::vector<bool>(order, false));
  for (const auto& plan : program.plans) {
    for (const auto& output : plan.outputs) {
      const auto& request = program.requests[static_cast<std::size_t>(output.request)];
      for (std::size_t j = 1; j < request.size; ++j) {
        for (const int column : plan.columns) {
          nonzero[static_cast<std::size_t>(request.column) + j - 1]
                 [static_cast<std::size_t>(column)] = true;
        }
      }
    }
  }
  nonzero[order - 1].assign(order, true);
  std::vector<std::vector<std::uint32_t>> below(order);
  for (std::size_t i = 0; i < order; ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (!nonzero[i][k]) {
        continue;
      }
      below[i].push_back(static_cast<std::uint32_t>(k));
      for (std::size_t j = k + 1; j < order; ++j) {
        nonzero[i][j] = nonzero[i][j] || nonzero[k][j];
      }
    }
  }
  return below;
}

}  // namespace

LogitWorkspace::LogitWorkspace(const LogitProgram& program)
    : order(program.num_unknowns + 1),
      cells(rows(program.num_cells)),
      precision(rows(program.plans.size())),
      marginals(rows(program.num_marginal_rows)),
      point(rows(order)),
      accepted(rows(order)),
      tangent(rows(order)),
      bend(rows(order)),
      border(rows(order)),
      system(rows(order * (order + 2))),
      inverse_pivots(rows(order)),
      strategies(rows(program.num_agent_strategies)),
      scope_probabilities(rows(program.max_scope_rows)),
      slopes(rows(program.max_scope_rows * program.max_columns)),
      joint(rows(program.max_joint_cells)),
      scratch(rows(2 * program.max_term_elements)),
      below(eliminated(program, order)) {
  std::size_t num_rows = 0;
  for (const auto& plan : program.plans) {
    first_payoff.push_back(num_rows);
    num_rows += plan.num_scope_rows;
  }
  payoffs = rows(num_rows);
}

}  // namespace demarche
