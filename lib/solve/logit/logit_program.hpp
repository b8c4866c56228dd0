// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/game/agent_form.hpp"
#include "demarche/game/factored_game.hpp"

namespace demarche {

/// The logit equation of games of one shape, laid out for logit_kernel.cpp. Its unknowns are not
/// strategies but the marginals of agents on which other agents' payoffs depend, each without its
/// first cell, which is 1 minus the others. A marginal whose variables are among those of a wider
/// one is no unknown, but a sum of the wider one's cells.
struct LogitProgram {
  /// A marginal that payoffs ask for.
  struct Request {
    std::size_t first_row = 0;  ///< Its first row among the marginals.
    std::size_t size = 1;       ///< The number of its cells.
    int parent =
        -1;  ///< The widest request that includes its variables; itself if it is an unknown.
    /// For each cell of the parent, the own cell it is added to; empty if it is its own parent.
    std::vector<std::uint32_t> projection;
    bool is_fixed = false;  ///< Whether it is of a behavioural agent, and so set once per game.
    int column = -1;        ///< The number of its first unknown, of cell 1, if it is an unknown.
  };
  /// A payoff table as a tensor: the first axis is over the agent's own variables, the others are
  /// requests.
  struct Term {
    std::vector<std::uint32_t> rows;  ///< For each element, its row among the game's cells.
    std::vector<int> requests;        ///< The requests of axes 1, 2, ...
    std::vector<std::size_t> sizes;   ///< The sizes of all axes.
  };
  /// Some of the agent's own variables, with the terms that depend on just these. There is an
  /// expected payoff for each combination of their levels.
  struct OwnScope {
    std::size_t first_row = 0;  ///< Its first row among the agent's expected payoffs.
    std::size_t size = 1;       ///< The number of combinations.
    std::vector<std::uint32_t> cell_of_strategy;  ///< For each of the agent's strategies.
    std::vector<Term> terms;
  };
  /// An own marginal that is an unknown.
  struct Output {
    int request = 0;
    std::vector<std::uint32_t> cell_of_strategy;  ///< For each of the agent's strategies.
  };
  /// What the equation needs to know of one agent.
  struct AgentPlan {
    int player = 0;
    bool is_behavioural = false;
    std::size_t num_strategies = 0;
    std::size_t first_strategy = 0;  ///< Its first row among all agents' strategies.
    std::vector<OwnScope> scopes;
    std::size_t num_scope_rows = 0;  ///< The sum of the scopes' sizes.
    std::vector<Output> outputs;
    std::vector<int> columns;             ///< The unknowns that its payoffs depend on, ascending.
    std::vector<int> position_of_column;  ///< For each unknown, its index in `columns`, or -1.
    /// Of a behavioural agent: its requests, each with the cell of every strategy.
    std::vector<std::pair<int, std::vector<std::uint32_t>>> fixed_outputs;
    /// Of a behavioural agent, [table][strategy]: the rows of cells whose product is a strategy's
    /// weight.
    std::vector<std::vector<std::uint32_t>> behaviour_rows;
  };

  explicit LogitProgram(const FactoredShape& shape);

  std::vector<Agent> agents;
  std::vector<AgentPlan> plans;
  std::vector<Request> requests;
  std::size_t num_marginal_rows = 0;
  std::size_t num_unknowns = 0;
  std::size_t num_agent_strategies = 0;
  std::size_t num_cells = 0;
  std::size_t max_scope_rows = 0;
  std::size_t max_columns = 0;
  std::size_t max_strategies = 0;
  std::size_t max_term_elements = 1;
  /// The largest (size of an output) * (scope rows + 1) of an agent.
  std::size_t max_joint_cells = 1;
};

}  // namespace demarche
