// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/game/factored_game.hpp"

namespace demarche {

/// Some of a player's variables with the combinations of their levels that occur: a unit that
/// mixes.
struct Agent {
  int player = 0;                            ///< Whose levers.
  std::vector<int> variables;                ///< Ascending.
  std::vector<std::vector<int>> strategies;  ///< Lexicographic; one level per variable.
  /// strategy_of[s] is the agent's part of the player's strategy s.
  std::vector<std::uint32_t> strategy_of;
};

/// One agent per player, with the player's own strategies.
[[nodiscard]] std::vector<Agent> player_agents(const FactoredShape& shape);

/// Players split into agents that separate: levers that never meet in one of the player's own
/// payoff (or behaviour) tables, nor in its feasibility, are different agents. A logit response to
/// any opponents is then the product of the agents' logit responses.
[[nodiscard]] std::vector<Agent> separate_agents(const FactoredShape& shape);

/// Each of the agent's strategies' part of a cell's place in the table: a cell stands at the sum of
/// all its agents' parts. Empty if the agent has no variable in the table.
[[nodiscard]] std::vector<std::size_t> table_offsets(const FactoredShape& shape,
                                                     const Agent& agent,
                                                     const FactorTable& table);

/// The distribution of some variables of one agent: `size` rows from `first_row` on, row-major over
/// `variables`.
struct Marginal {
  int agent = 0;                                ///< Index into MarginalSet::agents().
  std::vector<int> variables;                   ///< Ascending.
  std::size_t size = 1;                         ///< Product of the variables' sizes.
  std::size_t first_row = 0;                    ///< In a block of marginals.
  std::vector<std::uint32_t> cell_of_strategy;  ///< Of the agent's strategies.
};

/// A table seen as a tensor with one axis per marginal: element e stands at row `rows[e]` of a
/// block's cells, row-major over `marginals` (the last fastest).
struct Tensor {
  std::vector<int> marginals;       ///< Indices into MarginalSet::marginals(), by ascending agent.
  std::vector<std::size_t> sizes;   ///< Of each marginal.
  std::vector<std::uint32_t> rows;  ///< Per element.
};

/// The marginals that a collection of tables needs, each listed once.
class MarginalSet {
 public:
  /// Without any marginal yet; the agents' variables must be the shape's.
  MarginalSet(const FactoredShape& shape, std::vector<Agent> agents);

  /// The index of the marginal of `agent` over `variables` (ascending, all the agent's).
  int add(int agent, const std::vector<int>& variables);
  /// Splits a table's scope by agents, adding the marginals that it needs. If `first_agent` is not
  /// negative and occurs in the scope, it becomes the first axis.
  [[nodiscard]] Tensor add(const FactorTable& table, int first_agent = -1);

  /// As given.
  [[nodiscard]] const std::vector<Agent>& agents() const noexcept { return agents_; }
  /// As added, without duplicates.
  [[nodiscard]] const std::vector<Marginal>& marginals() const noexcept { return marginals_; }
  /// Of all marginals.
  [[nodiscard]] std::size_t num_rows() const noexcept { return num_rows_; }
  /// Index into agents().
  [[nodiscard]] int agent_of_variable(int variable) const {
    return agent_of_[static_cast<std::size_t>(variable)];
  }
  /// For each cell of marginal `from`, the cell of marginal `to` that it adds to (`to`'s variables
  /// are among `from`'s).
  [[nodiscard]] std::vector<std::uint32_t> projection(int from, int to) const;

 private:
  std::vector<int> sizes_;
  std::vector<Agent> agents_;
  std::vector<int> agent_of_;
  std::vector<Marginal> marginals_;
  std::size_t num_rows_ = 0;
};

}  // namespace demarche
