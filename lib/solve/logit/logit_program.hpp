// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/game/agent_form.hpp"
#include "demarche/game/factored_game.hpp"

namespace demarche {

/// The logit equation of a shape, laid out for logit_kernel.cpp. Unknowns x are the marginals of
/// agents that other agents' payoffs ask for, each without its first cell (which is 1 minus the
/// rest).
struct LogitProgram {
  /// A marginal that payoffs ask for.
  struct Request {
    std::size_t first_row = 0;  ///< In the marginal rows.
    std::size_t size = 1;
    int parent = -1;  ///< The widest request that holds it; itself if it is an unknown.
    std::vector<std::uint32_t> projection;  ///< Parent's cell -> own cell.
    bool is_fixed = false;                  ///< Of a behavioural agent: set once per game.
    int column = -1;                        ///< First unknown, for cell 1, if it is one itself.
  };
  /// A payoff table: first axis own, the others requests.
  struct Term {
    std::vector<std::uint32_t> rows;  ///< Element -> row of the game's cells.
    std::vector<int> requests;        ///< Of axes 1, 2, ...
    std::vector<std::size_t> sizes;   ///< Of all axes.
  };
  /// Own levers on which some of the agent's terms depend: the expected payoff per combination.
  struct OwnScope {
    std::size_t first_row = 0;  ///< In the agent's rows of expected payoffs.
    std::size_t size = 1;
    std::vector<std::uint32_t> cell_of_strategy;
    std::vector<Term> terms;
  };
  /// An own marginal that is an unknown, and where its joint cells with every own scope stand.
  struct Output {
    int request = 0;
    std::vector<std::uint32_t> cell_of_strategy;
  };
  struct AgentPlan {
    int player = 0;
    bool is_behavioural = false;
    std::size_t num_strategies = 0;
    std::size_t first_strategy = 0;  ///< In the rows of agents' strategy probabilities.
    std::vector<OwnScope> scopes;
    std::size_t num_scope_rows = 0;
    std::vector<Output> outputs;
    std::vector<int> columns;             ///< Unknowns that its payoffs depend on, ascending.
    std::vector<int> position_of_column;  ///< Unknown -> index in `columns`, or -1.
    /// Requests of the behaviour, filled once per game.
    std::vector<std::pair<int, std::vector<std::uint32_t>>> fixed_outputs;
    /// Weight of a behavioural strategy: product over tables of the cell at rows[strategy].
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
  std::size_t max_joint_cells =
      1;  ///< Largest (output size) * (scope rows) of an agent, and size 1.
};

}  // namespace demarche
