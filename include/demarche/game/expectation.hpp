// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/game/agent_form.hpp"
#include "demarche/game/factored_game.hpp"

namespace demarche {

/// Expectations of tables under mixed profiles, for a block of draws across lanes. Tables may be
/// over any players' variables; a profile is a product of the players' own distributions.
class ExpectationPlan {
 public:
  /// For these tables, whose scopes are variables of `shape`.
  ExpectationPlan(const FactoredShape& shape, const std::vector<FactorTable>& tables);

  /// Rows of the workspace that expectations() needs.
  [[nodiscard]] std::size_t workspace_rows() const noexcept { return workspace_rows_; }
  /// One per table.
  [[nodiscard]] const std::vector<Tensor>& tensors() const noexcept { return tensors_; }
  /// What the tables need, a player being one agent.
  [[nodiscard]] const MarginalSet& marginals() const noexcept { return marginals_; }

  /// `probabilities` is [num_strategies][kBlockLanes], `cells` the block's cells; writes one row
  /// per table to `expectations`, [tables][kBlockLanes]. `workspace` is
  /// [workspace_rows()][kBlockLanes].
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
