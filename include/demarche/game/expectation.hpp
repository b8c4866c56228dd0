// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/game/agent_form.hpp"
#include "demarche/game/factored_game.hpp"

namespace demarche {

/// The expectations of tables under mixed profiles, for a block of draws across lanes. A table's
/// scope may have variables of any players. Players mix independently, so an expectation needs only
/// each player's marginal over its variables in the scope.
class ExpectationPlan {
 public:
  /// Plans the expectations of these tables, whose scopes are variables of `shape`.
  ExpectationPlan(const FactoredShape& shape, const std::vector<FactorTable>& tables);

  /// The number of rows of the workspace that evaluate() needs.
  [[nodiscard]] std::size_t workspace_rows() const noexcept { return workspace_rows_; }
  /// The tables as tensors, in their order.
  [[nodiscard]] const std::vector<Tensor>& tensors() const noexcept { return tensors_; }
  /// The marginals that the tables need. Here each player is one agent.
  [[nodiscard]] const MarginalSet& marginals() const noexcept { return marginals_; }

  /// Writes one row for each table to `expectations`, [tables][kBlockLanes]. `probabilities` is
  /// [num_strategies][kBlockLanes], `cells` are the block's, and `workspace` is
  /// [workspace_rows()][kBlockLanes]; its contents on entry do not matter. All are aligned.
  void evaluate(const double* probabilities,
                const double* cells,
                double* expectations,
                double* workspace) const;

 private:
  MarginalSet marginals_;
  std::vector<Tensor> tensors_;
  std::vector<std::size_t> first_strategy_;  ///< Per agent (= player).
  std::size_t workspace_rows_ = 0;
};

}  // namespace demarche
