// SPDX-License-Identifier: MIT
#include "solve/logit/logit_program.hpp"

#include <algorithm>
#include <map>

#include "core/to_size.hpp"

namespace demarche {
namespace {

/// The player's agent that has a variable in one of the player's tables, or -1. There is at most
/// one, as separate_agents() joins agents that meet in a table.
int own_agent(const MarginalSet& set,
              const std::vector<Agent>& agents,
              int player,
              const FactorTable& table) {
  for (const int variable : table.scope) {
    const int agent = set.agent_of_variable(variable);
    if (agents[to_size(agent)].player == player) {
      return agent;
    }
  }
  return -1;
}

/// Gives every payoff table, as a term, to the agent whose choice it affects. Marginals on the axes
/// of other agents are marked in `is_foreign`.
void add_terms(const FactoredShape& shape,
               LogitProgram& program,
               MarginalSet& set,
               std::vector<bool>& is_foreign) {
  std::map<int, std::pair<std::size_t, std::size_t>> scope_of_marginal;  // -> (agent, scope)
  for (std::size_t i = 0; i < shape.num_players(); ++i) {
    for (const auto& table : shape.players[i].payoff) {
      const int agent = own_agent(set, program.agents, static_cast<int>(i), table);
      if (agent < 0) {
        continue;  // The table changes the player's payoff, but by the same for all its strategies.
      }
      Tensor tensor = set.add(table, agent);
      is_foreign.resize(set.marginals().size(), false);
      auto& plan = program.plans[to_size(agent)];
      const int own = tensor.marginals.front();
      const auto [found, is_new] =
          scope_of_marginal.try_emplace(own, to_size(agent), plan.scopes.size());
      if (is_new) {
        const auto& marginal = set.marginals()[to_size(own)];
        plan.scopes.push_back({.first_row = plan.num_scope_rows,
                               .size = marginal.size,
                               .cell_of_strategy = marginal.cell_of_strategy,
                               .terms = {}});
        plan.num_scope_rows += marginal.size;
      }
      LogitProgram::Term term{
          .rows = std::move(tensor.rows), .requests = {}, .sizes = tensor.sizes};
      for (std::size_t axis = 1; axis < tensor.marginals.size(); ++axis) {
        term.requests.push_back(tensor.marginals[axis]);
        is_foreign[to_size(tensor.marginals[axis])] = true;
      }
      program.max_term_elements = std::max(program.max_term_elements, term.rows.size());
      plan.scopes[found->second.second].terms.push_back(std::move(term));
    }
  }
}

/// The foreign marginal of the same agent with the most variables that include those of `m`; `m`
/// itself if there is no wider one.
int widest(const MarginalSet& set, const std::vector<bool>& is_foreign, std::size_t m) {
  const auto& marginals = set.marginals();
  std::size_t best = m;
  for (std::size_t other = 0; other < marginals.size(); ++other) {
    if (is_foreign[other] && marginals[other].agent == marginals[m].agent &&
        marginals[other].variables.size() > marginals[best].variables.size() &&
        std::includes(marginals[other].variables.begin(),
                      marginals[other].variables.end(),
                      marginals[m].variables.begin(),
                      marginals[m].variables.end())) {
      best = other;
    }
  }
  return static_cast<int>(best);
}

/// Makes a request of each marginal and numbers the unknowns. Marginals that only their own agent's
/// terms have become requests, too, but are never filled.
void add_requests(LogitProgram& program,
                  const MarginalSet& set,
                  const std::vector<bool>& is_foreign) {
  program.num_marginal_rows = set.num_rows();
  for (std::size_t m = 0; m < set.marginals().size(); ++m) {
    const auto& marginal = set.marginals()[m];
    LogitProgram::Request request;
    request.first_row = marginal.first_row;
    request.size = marginal.size;
    auto& plan = program.plans[to_size(marginal.agent)];
    if (is_foreign[m] && plan.is_behavioural) {
      request.is_fixed = true;
      plan.fixed_outputs.emplace_back(static_cast<int>(m), marginal.cell_of_strategy);
    } else if (is_foreign[m]) {
      request.parent = widest(set, is_foreign, m);
      if (request.parent == static_cast<int>(m)) {
        request.column = static_cast<int>(program.num_unknowns);
        program.num_unknowns += marginal.size - 1;
        plan.outputs.push_back({static_cast<int>(m), marginal.cell_of_strategy});
      } else {
        request.projection = set.projection(request.parent, static_cast<int>(m));
      }
    }
    program.requests.push_back(std::move(request));
  }
}

/// Finds the unknowns on which each agent's payoffs depend, and the largest sizes for the
/// workspace.
void add_columns(LogitProgram& program) {
  for (auto& plan : program.plans) {
    std::vector<bool> used(program.num_unknowns, false);
    for (const auto& scope : plan.scopes) {
      for (const auto& term : scope.terms) {
        for (const int request : term.requests) {
          const int parent = program.requests[to_size(request)].parent;
          if (parent >= 0) {
            const auto& wide = program.requests[to_size(parent)];
            std::fill_n(used.begin() + wide.column, wide.size - 1, true);
          }
        }
      }
    }
    plan.position_of_column.assign(program.num_unknowns, -1);
    for (std::size_t column = 0; column < used.size(); ++column) {
      if (used[column]) {
        plan.position_of_column[column] = static_cast<int>(plan.columns.size());
        plan.columns.push_back(static_cast<int>(column));
      }
    }
    program.max_columns = std::max(program.max_columns, plan.columns.size());
    program.max_scope_rows = std::max(program.max_scope_rows, plan.num_scope_rows);
    program.max_strategies = std::max(program.max_strategies, plan.num_strategies);
    for (const auto& output : plan.outputs) {
      program.max_joint_cells =
          std::max(program.max_joint_cells,
                   program.requests[to_size(output.request)].size * (plan.num_scope_rows + 1));
    }
  }
}

/// For each strategy of a behavioural agent, the row of each behaviour table that touches the
/// agent.
void add_behaviour(const FactoredShape& shape, LogitProgram& program, MarginalSet& set) {
  for (std::size_t i = 0; i < shape.num_players(); ++i) {
    for (const auto& table : shape.players[i].behaviour) {
      const int owner = own_agent(set, program.agents, static_cast<int>(i), table);
      if (owner < 0) {
        continue;  // A table without variables is the same factor of all weights.
      }
      const Agent& agent = program.agents[to_size(owner)];
      auto& rows = program.plans[to_size(owner)].behaviour_rows.emplace_back();
      for (const auto& strategy : agent.strategies) {
        std::size_t cell = 0;
        for (const int variable : table.scope) {
          const auto k = std::find(agent.variables.begin(), agent.variables.end(), variable);
          cell = cell * to_size(shape.variable_sizes[to_size(variable)]) +
                 to_size(strategy[static_cast<std::size_t>(k - agent.variables.begin())]);
        }
        rows.push_back(static_cast<std::uint32_t>(table.first_cell + cell));
      }
    }
  }
}

}  // namespace

LogitProgram::LogitProgram(const FactoredShape& shape)
    : agents(separate_agents(shape)), num_cells(shape.num_cells) {
  MarginalSet set(shape, agents);
  for (const auto& agent : agents) {
    auto& plan = plans.emplace_back();
    plan.player = agent.player;
    plan.is_behavioural = shape.players[to_size(agent.player)].is_behavioural();
    plan.num_strategies = agent.strategies.size();
    plan.first_strategy = num_agent_strategies;
    num_agent_strategies += plan.num_strategies;
  }
  std::vector<bool> is_foreign;
  add_terms(shape, *this, set, is_foreign);
  add_requests(*this, set, is_foreign);
  add_columns(*this);
  add_behaviour(shape, *this, set);
}

}  // namespace demarche
