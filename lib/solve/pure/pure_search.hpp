// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "demarche/game/agent_form.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "solve/blocks/payoff_view.hpp"

namespace demarche {

/// A depth-first search for the pure equilibria of factored games of one shape. It assigns a
/// strategy to one agent after another. An agent is a group of a player's levers that meets the
/// player's other levers in none of its payoff terms, so that the player's best response is the
/// product of its agents' best responses. An agent is forced if everything that its payoff depends
/// on is chosen before it; the search then tries only its best responses. All other agents are
/// checked as soon as everything that their payoff depends on is chosen.
class PureSearch {
 public:
  explicit PureSearch(const FactoredShape& shape);

  /// Takes one game. False if a payoff is not finite, or the weights of a behaviour are all 0.
  /// @pre `cells` has the shape's number of cells.
  bool load(const std::vector<double>& cells);
  /// Finds all pure equilibria of the game loaded last. Their profiles have a strategy for each
  /// player who chooses. `max_nodes` bounds the number of choices that the search tries.
  PureEquilibriaResult run(double tie_tolerance, long long max_nodes);

  [[nodiscard]] const FactoredView& view() const noexcept { return view_; }
  [[nodiscard]] long long num_nodes() const noexcept { return num_nodes_; }

 private:
  /// A payoff table seen from one of its owner's agents. The place of the value at given strategies
  /// is `first_value` plus one offset for each agent that has levers in the table.
  struct Term {
    std::size_t first_value = 0;
    std::vector<std::size_t> own;                   ///< [strategy of the agent], its offset.
    std::vector<std::size_t> others;                ///< The other agents with levers in the table.
    std::vector<std::vector<std::size_t>> offsets;  ///< [other agent][its strategy].
  };
  /// How a payoff table is averaged over the behaviour of players who do not choose. The averages
  /// replace the values at which the levels of their levers are 0.
  struct Average {
    std::vector<std::size_t> targets;  ///< Places of the averages among the values.
    /// [combination of their strategies]: its distance from the target, and the strategies (rows of
    /// all probabilities) whose probabilities multiply to its weight.
    std::vector<std::size_t> shifts;
    std::vector<std::vector<std::size_t>> factors;
  };
  struct AgentPlan {
    std::size_t agent = 0;
    std::size_t player = 0;  ///< Its number in the view.
    std::size_t num_strategies = 0;
    std::vector<Term> terms;
    bool is_forced = false;            ///< All that its payoff depends on is chosen before it.
    std::vector<std::size_t> checked;  ///< Plans, up to this one, whose payoffs it completes.
  };
  /// [agent], the agents not yet placed on which its payoff depends.
  using Dependencies = std::vector<std::set<std::size_t>>;

  [[nodiscard]] AgentPlan plan(std::size_t agent) const;
  [[nodiscard]] std::optional<Average> average(const FactorTable& table,
                                               std::size_t first_value) const;
  /// Puts agents into the order of choice, the cheapest first.
  void order(std::vector<AgentPlan> plans);
  /// The agent of least cost among those that are not placed.
  [[nodiscard]] static std::size_t cheapest(const std::vector<AgentPlan>& plans,
                                            const Dependencies& missing,
                                            const std::vector<bool>& is_placed);
  /// A heuristic for the branching that choosing an agent next adds, per agent that waits for it; 0
  /// for an agent that is forced.
  [[nodiscard]] static double choice_cost(std::size_t agent,
                                          std::size_t num_strategies,
                                          const Dependencies& missing);
  void map_strategies();
  void descend(std::size_t depth);
  /// Computes the payoffs of the agent's strategies, without terms that are the same for all of
  /// them.
  void compute_payoffs(const AgentPlan& plan);
  /// Whether the choices of all agents in `checked` are best responses.
  bool passes_checks(const AgentPlan& plan);
  /// Records the profile chosen.
  void keep();

  const FactoredShape& shape_;
  FactoredView view_;
  std::vector<Agent> agents_;     ///< Agents of the players who choose.
  std::vector<AgentPlan> plans_;  ///< In order of choice.
  std::vector<Average> averages_;
  std::vector<double> values_;  ///< The values of the view, averaged over behaviour.
  std::vector<std::vector<std::size_t>> agents_of_;  ///< [player of the view], its agents.
  /// [player of the view][combination of its agents' strategies], the player's strategy.
  std::vector<std::vector<int>> strategy_of_;

  // The state of the search.
  std::vector<std::size_t> chosen_;  ///< [agent], its strategy.
  std::vector<double> payoffs_;
  double tie_tolerance_ = 0.0;
  long long num_nodes_ = 0;
  long long max_nodes_ = 0;
  bool is_stopped_ = false;  ///< An InterruptionScope has ended the search.
  PureEquilibriaResult result_;
};

}  // namespace demarche
