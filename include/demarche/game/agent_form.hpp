// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/game/factored_game.hpp"

namespace demarche {

/// A part of a player that decides on its own: some of the player's variables, with the
/// combinations of their levels that occur in the player's strategies.
struct Agent {
  int player = 0;              ///< Whose variables they are.
  std::vector<int> variables;  ///< Ascending.
  /// strategies[a][k] is the level of variables[k]; in lexicographic order.
  std::vector<std::vector<int>> strategies;
  /// strategy_of[s] is the number of the agent's strategy that the player's strategy s contains.
  std::vector<std::uint32_t> strategy_of;
};

/// One agent per player, with the player's own strategies.
[[nodiscard]] std::vector<Agent> player_agents(const FactoredShape& shape);

/// The finest split of the players into agents: two levers of a player belong to one agent if they
/// meet in one of the player's own payoff (or behaviour) tables or in its feasibility, or if a
/// chain of such levers connects them. The player's payoff is then a sum over its agents, so its
/// logit response to any opponents is the product of the agents' logit responses, and its best
/// response likewise.
[[nodiscard]] std::vector<Agent> separate_agents(const FactoredShape& shape);

/// For each of the agent's strategies, its part of the offset of a cell in the table: the offset is
/// the sum of the parts of all agents. Empty if the agent has no variable in the table.
[[nodiscard]] std::vector<std::size_t> table_offsets(const FactoredShape& shape,
                                                     const Agent& agent,
                                                     const FactorTable& table);

/// The joint distribution of some variables of one agent. In a block of marginals it takes `size`
/// rows from `first_row` on, row-major over `variables` (the last variable fastest).
struct Marginal {
  int agent = 0;               ///< Index into MarginalSet::agents().
  std::vector<int> variables;  ///< Ascending.
  std::size_t size = 1;        ///< Product of the variables' sizes.
  std::size_t first_row = 0;   ///< In a block of marginals.
  /// For each of the agent's strategies, the cell of the marginal that its probability is added to.
  std::vector<std::uint32_t> cell_of_strategy;
};

/// A table seen as a tensor with one axis for each agent that has variables in its scope. Element e
/// is row `rows[e]` of a block's cells; elements are in row-major order of the axes (the last
/// fastest).
struct Tensor {
  std::vector<int> marginals;       ///< The axes, as indices into MarginalSet::marginals().
  std::vector<std::size_t> sizes;   ///< The number of cells of each axis.
  std::vector<std::uint32_t> rows;  ///< For each element, its row.
};

/// The marginals that the expectations of a collection of tables need. Each is listed once,
/// whatever the number of tables that need it.
class MarginalSet {
 public:
  /// Starts without marginals. The agents' variables must be variables of the shape.
  MarginalSet(const FactoredShape& shape, std::vector<Agent> agents);

  /// Adds the marginal of `agent` over `variables` if it is not there, and returns its index.
  /// @pre `variables` are ascending and the agent's.
  int add(int agent, const std::vector<int>& variables);
  /// Splits a table's scope by agents and adds the marginals that the table's expectation needs.
  /// Axes stand in the order of agents, but `first_agent`, if it has a variable in the scope, comes
  /// first.
  [[nodiscard]] Tensor add(const FactorTable& table, int first_agent = -1);

  /// The agents given to the constructor.
  [[nodiscard]] const std::vector<Agent>& agents() const noexcept { return agents_; }
  /// All marginals, in the order in which they were added.
  [[nodiscard]] const std::vector<Marginal>& marginals() const noexcept { return marginals_; }
  /// The number of rows of a block of marginals: the sum of their sizes.
  [[nodiscard]] std::size_t num_rows() const noexcept { return num_rows_; }
  /// The agent that owns the variable, as an index into agents().
  [[nodiscard]] int agent_of_variable(int variable) const {
    return agent_of_[static_cast<std::size_t>(variable)];
  }
  /// How a wide marginal is summed to a narrow one: for each cell of marginal `from`, the cell of
  /// marginal `to` that it is added to.
  /// @pre The variables of `to` are among those of `from`.
  [[nodiscard]] std::vector<std::uint32_t> projection(int from, int to) const;

 private:
  std::vector<int> sizes_;
  std::vector<Agent> agents_;
  std::vector<int> agent_of_;
  std::vector<Marginal> marginals_;
  std::vector<std::vector<int>> marginals_of_agent_;  // Their indices.
  std::size_t num_rows_ = 0;
};

}  // namespace demarche
