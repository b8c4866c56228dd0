// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "demarche/game/agent_form.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "solve/blocks/payoff_view.hpp"

namespace demarche {

/// A depth-first search for the pure equilibria of factored games of one shape. It chooses for
/// agents instead of players: levers of one player that never meet in its own payoffs belong to
/// different agents, and the player's best response is the product of theirs. Where all choices
/// that an agent's payoff depends on are made before it, the search tries only the agent's best
/// responses. An agent that was chosen earlier is checked as soon as the last of those choices is
/// made.
class PureSearch {
 public:
  /// Keeps a reference to `shape`.
  explicit PureSearch(const FactoredShape& shape);

  /// Makes the game with these cells, [num_cells], the current one. Returns false if a payoff is
  /// not finite or a behaviour has no valid weights.
  bool load(const std::vector<double>& cells);
  /// Finds all pure equilibria of the current game. Their profiles have one strategy for each
  /// player who chooses. After `max_nodes` choices the search gives up.
  PureEquilibriaResult run(double tie_tolerance, long long max_nodes);

  /// The current game.
  [[nodiscard]] const FactoredView& view() const noexcept { return view_; }
  /// The number of choices made by the last run().
  [[nodiscard]] long long num_nodes() const noexcept { return num_nodes_; }

 private:
  /// A payoff table as one of its player's agents sees it. The place of a value is first_value plus
  /// the parts of the agent's and of the others' strategies, see table_offsets().
  struct Term {
    std::size_t first_value = 0;
    std::vector<std::size_t> own;     ///< For each strategy of the agent, its part.
    std::vector<std::size_t> others;  ///< The other agents with variables in the table.
    std::vector<std::vector<std::size_t>>
        offsets;  ///< For each of `others`, its strategies' parts.
  };
  /// How a payoff table with variables of behavioural players is averaged over what they do. The
  /// average is written to the place where their levels are 0.
  struct Average {
    std::vector<std::size_t> targets;  ///< Places of averages among the values.
    /// For each joint strategy of the behavioural players, the distance of its value from the
    /// target.
    std::vector<std::size_t> shifts;
    /// For each joint strategy, the rows of all_probabilities() whose product is its weight.
    std::vector<std::vector<std::size_t>> factors;
  };
  /// What the search needs to know of one agent.
  struct AgentPlan {
    std::size_t agent = 0;
    std::size_t player = 0;  ///< Its number in the view.
    std::size_t num_strategies = 0;
    std::vector<Term> terms;
    bool is_forced = false;  ///< All choices that its payoff depends on are made before.
    /// Plans, this one or earlier ones, whose last missing choice is this agent's.
    std::vector<std::size_t> checked;
  };

  [[nodiscard]] AgentPlan plan(std::size_t agent) const;
  [[nodiscard]] std::optional<Average> average(const FactorTable& table,
                                               std::size_t first_value) const;
  void order(std::vector<AgentPlan> plans);
  void map_strategies();
  void descend(std::size_t depth);
  void payoffs_of(const AgentPlan& plan);
  bool passes_checks(const AgentPlan& plan);
  void add_profile();

  const FactoredShape& shape_;
  FactoredView view_;
  std::vector<Agent> agents_;     ///< Of the players who choose.
  std::vector<AgentPlan> plans_;  ///< In the order of choice.
  std::vector<Average> averages_;
  std::vector<double> values_;  ///< The view's values(), averaged over behaviour.
  std::vector<std::vector<std::size_t>> agents_of_;  ///< For each player of the view, its agents.
  /// For each player of the view and each combination of its agents' strategies, its own strategy.
  std::vector<std::vector<int>> strategy_of_;

  // The state of the search.
  std::vector<std::size_t> chosen_;  ///< For each agent, its strategy.
  std::vector<double> payoffs_;
  double tie_tolerance_ = 0.0;
  long long num_nodes_ = 0;
  long long max_nodes_ = 0;
  bool is_stopped_ = false;  ///< By an InterruptionScope.
  PureEquilibriaResult result_;
};

}  // namespace demarche
