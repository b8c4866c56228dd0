// SPDX-License-Identifier: MIT
#include "demarche/game/agent_form.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>
#include <utility>

#include "core/to_size.hpp"

namespace demarche {
namespace {

/// Disjoint sets of a player's variables, by their positions. Two variables end in one set if a
/// chain of tables connects them.
class Components {
 public:
  explicit Components(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  [[nodiscard]] std::size_t find(std::size_t i) const {
    while (parent_[i] != i) {
      i = parent_[i];
    }
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[find(b)] = find(a); }

 private:
  std::vector<std::size_t> parent_;
};

/// Joins the player's variables that stand together in the scope of one of `tables`.
void join_scopes(const FactoredPlayer& player,
                 const std::vector<FactorTable>& tables,
                 Components& components) {
  for (const auto& table : tables) {
    std::size_t first = player.variables.size();
    for (std::size_t k = 0; k < player.variables.size(); ++k) {
      if (std::binary_search(table.scope.begin(), table.scope.end(), player.variables[k])) {
        if (first < player.variables.size()) {
          components.join(first, k);
        } else {
          first = k;
        }
      }
    }
  }
}

/// The agent that owns the player's variables at `positions`: the distinct combinations of their
/// levels, and for each of the player's strategies the combination in it.
Agent project(const FactoredPlayer& player, int index, const std::vector<std::size_t>& positions) {
  Agent agent;
  agent.player = index;
  std::map<std::vector<int>, std::uint32_t> seen;
  std::vector<std::vector<int>> parts;
  for (const auto& strategy : player.strategies) {
    auto& part = parts.emplace_back();
    for (const std::size_t k : positions) {
      part.push_back(strategy[k]);
    }
    seen.emplace(part, 0);
  }
  for (auto& [part, number] : seen) {
    number = static_cast<std::uint32_t>(agent.strategies.size());
    agent.strategies.push_back(part);
  }
  for (const auto& part : parts) {
    agent.strategy_of.push_back(seen.at(part));
  }
  for (const std::size_t k : positions) {
    agent.variables.push_back(player.variables[k]);
  }
  return agent;
}

Agent whole_player(const FactoredPlayer& player, int index) {
  std::vector<std::size_t> all(player.variables.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return project(player, index, all);
}

/// Appends the player's separate agents, one for each connected component of its variables. If
/// feasibility ties components together, the player's strategies are fewer than the product of the
/// parts, and the player stays one agent.
void append_separate(const FactoredPlayer& player, int index, std::vector<Agent>& agents) {
  Components components(player.variables.size());
  join_scopes(player, player.payoff, components);
  join_scopes(player, player.behaviour, components);
  std::vector<Agent> parts;
  std::size_t product = 1;
  for (std::size_t root = 0; root < player.variables.size(); ++root) {
    std::vector<std::size_t> positions;
    for (std::size_t k = 0; k < player.variables.size(); ++k) {
      if (components.find(k) == root) {
        positions.push_back(k);
      }
    }
    if (!positions.empty()) {
      parts.push_back(project(player, index, positions));
      product *= parts.back().strategies.size();
    }
  }
  if (product != player.strategies.size() || parts.empty()) {
    parts.clear();
    parts.push_back(whole_player(player, index));
  }
  agents.insert(agents.end(), parts.begin(), parts.end());
}

/// Replaces each row by one for each level of a variable. Games may have thousands of variables of
/// one level, which change nothing.
void expand(std::vector<std::uint32_t>& rows, int num_levels, std::size_t stride) {
  if (num_levels == 1) {
    return;
  }
  std::vector<std::uint32_t> expanded;
  for (const std::uint32_t row : rows) {
    for (int level = 0; level < num_levels; ++level) {
      expanded.push_back(row + static_cast<std::uint32_t>(to_size(level) * stride));
    }
  }
  rows = std::move(expanded);
}

}  // namespace

std::vector<Agent> player_agents(const FactoredShape& shape) {
  std::vector<Agent> agents;
  for (std::size_t i = 0; i < shape.num_players(); ++i) {
    agents.push_back(whole_player(shape.players[i], static_cast<int>(i)));
  }
  return agents;
}

std::vector<Agent> separate_agents(const FactoredShape& shape) {
  std::vector<Agent> agents;
  for (std::size_t i = 0; i < shape.num_players(); ++i) {
    append_separate(shape.players[i], static_cast<int>(i), agents);
  }
  return agents;
}

// A cell's place in a table is the sum over the scope of level * stride, so it splits into one part
// for each agent with variables in the scope.
std::vector<std::size_t> table_offsets(const FactoredShape& shape,
                                       const Agent& agent,
                                       const FactorTable& table) {
  std::vector<std::size_t> strides(table.scope.size());
  std::size_t stride = 1;
  for (std::size_t k = table.scope.size(); k-- > 0;) {
    strides[k] = stride;
    stride *=
        static_cast<std::size_t>(shape.variable_sizes[static_cast<std::size_t>(table.scope[k])]);
  }
  std::vector<std::size_t> result;
  for (const auto& levels : agent.strategies) {
    std::size_t offset = 0;
    bool is_in = false;
    for (std::size_t k = 0; k < agent.variables.size(); ++k) {
      const auto place =
          std::lower_bound(table.scope.begin(), table.scope.end(), agent.variables[k]);
      if (place != table.scope.end() && *place == agent.variables[k]) {
        is_in = true;
        offset += strides[static_cast<std::size_t>(place - table.scope.begin())] *
                  static_cast<std::size_t>(levels[k]);
      }
    }
    if (!is_in) {
      return {};
    }
    result.push_back(offset);
  }
  return result;
}

MarginalSet::MarginalSet(const FactoredShape& shape, std::vector<Agent> agents)
    : sizes_(shape.variable_sizes),
      agents_(std::move(agents)),
      agent_of_(shape.variable_sizes.size(), -1),
      marginals_of_agent_(agents_.size()) {
  for (std::size_t a = 0; a < agents_.size(); ++a) {
    for (const int variable : agents_[a].variables) {
      agent_of_[to_size(variable)] = static_cast<int>(a);
    }
  }
}

int MarginalSet::add(int agent, const std::vector<int>& variables) {
  assert(agent >= 0 && to_size(agent) < agents_.size());
  assert(std::is_sorted(variables.begin(), variables.end()));
  std::vector<int>& of_agent = marginals_of_agent_[to_size(agent)];
  for (const int m : of_agent) {
    if (marginals_[to_size(m)].variables == variables) {
      return m;
    }
  }
  const Agent& owner = agents_[to_size(agent)];
  Marginal marginal{.agent = agent,
                    .variables = variables,
                    .size = 1,
                    .first_row = num_rows_,
                    .cell_of_strategy = {}};
  for (const int variable : variables) {
    marginal.size *= to_size(sizes_[to_size(variable)]);
  }
  for (const auto& strategy : owner.strategies) {
    std::uint32_t cell = 0;
    for (std::size_t k = 0; k < owner.variables.size(); ++k) {
      if (std::binary_search(variables.begin(), variables.end(), owner.variables[k])) {
        cell = cell * static_cast<std::uint32_t>(sizes_[to_size(owner.variables[k])]) +
               static_cast<std::uint32_t>(strategy[k]);
      }
    }
    marginal.cell_of_strategy.push_back(cell);
  }
  num_rows_ += marginal.size;
  marginals_.push_back(std::move(marginal));
  of_agent.push_back(static_cast<int>(marginals_.size()) - 1);
  return of_agent.back();
}

Tensor MarginalSet::add(const FactorTable& table, int first_agent) {
  assert(std::is_sorted(table.scope.begin(), table.scope.end()));
  // One axis for each agent with a variable in the scope: `first_agent` first, then by number.
  std::vector<std::pair<int, std::size_t>> places;  // (rank of the agent, place in the scope)
  for (std::size_t k = 0; k < table.scope.size(); ++k) {
    const int agent = agent_of_variable(table.scope[k]);
    places.emplace_back(agent == first_agent ? -1 : agent, k);
  }
  std::sort(places.begin(), places.end());
  Tensor tensor;
  std::vector<std::size_t> strides(table.scope.size(), 1);
  for (std::size_t k = table.scope.size(); k-- > 1;) {
    strides[k - 1] = strides[k] * to_size(sizes_[to_size(table.scope[k])]);
  }
  // Each variable multiplies the list of rows by its number of levels, so that the last axis comes
  // to vary fastest.
  tensor.rows = {static_cast<std::uint32_t>(table.first_cell)};
  for (auto place = places.begin(); place != places.end();) {
    const int rank = place->first;
    std::vector<int> variables;
    for (; place != places.end() && place->first == rank; ++place) {
      const std::size_t k = place->second;
      variables.push_back(table.scope[k]);
      expand(tensor.rows, sizes_[to_size(table.scope[k])], strides[k]);
    }
    tensor.marginals.push_back(add(rank < 0 ? first_agent : rank, variables));
    tensor.sizes.push_back(marginals_[to_size(tensor.marginals.back())].size);
  }
  return tensor;
}

std::vector<std::uint32_t> MarginalSet::projection(int from, int to) const {
  const Marginal& wide = marginals_[to_size(from)];
  const Marginal& narrow = marginals_[to_size(to)];
  assert(std::includes(wide.variables.begin(),
                       wide.variables.end(),
                       narrow.variables.begin(),
                       narrow.variables.end()));
  std::vector<std::uint32_t> cells{0};
  for (const int variable : wide.variables) {
    const auto size = static_cast<std::uint32_t>(sizes_[to_size(variable)]);
    const bool kept =
        std::binary_search(narrow.variables.begin(), narrow.variables.end(), variable);
    std::vector<std::uint32_t> expanded;
    for (const std::uint32_t cell : cells) {
      for (std::uint32_t level = 0; level < size; ++level) {
        expanded.push_back(kept ? cell * size + level : cell);
      }
    }
    cells = std::move(expanded);
  }
  return cells;
}

}  // namespace demarche
