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

/// The search for pure equilibria of factored games of one shape, by depth over agents: levers of
/// one player that never meet in its own payoffs are chosen apart, as its best response is the
/// product of theirs. An agent comes as soon as everything that its payoff depends on is chosen,
/// and then takes only best responses; one that came earlier is checked at that moment.
class PureSearch {
 public:
  explicit PureSearch(const FactoredShape& shape);

  /// One game's [num_cells] numbers. False if one that counts is not finite, or a behaviour has no
  /// weight.
  bool load(const std::vector<double>& cells);
  /// Profiles have a strategy per player who chooses. `max_nodes` bounds the choices looked at.
  PureEquilibriaResult run(double tie_tolerance, long long max_nodes);

  [[nodiscard]] const FactoredView& view() const noexcept { return view_; }
  [[nodiscard]] long long num_nodes() const noexcept { return num_nodes_; }

 private:
  /// A payoff table seen from one of its owner's agents: the value at given strategies stands at
  /// the sum of its parts.
  struct Term {
    std::size_t first_value = 0;
    std::vector<std::size_t> own;                   ///< Per strategy of the agent.
    std::vector<std::size_t> others;                ///< Other agents with levers in the table ...
    std::vector<std::vector<std::size_t>> offsets;  ///< ... and theirs, per strategy.
  };
  /// A payoff table with levers of behavioural players, averaged over what they do: the average
  /// stands where their levels are 0.
  struct Average {
    std::vector<std::size_t> targets;  ///< Places among the values.
    /// Per combination of their strategies: where it is from the target, and the strategies
    /// (rows of all probabilities) whose product is its weight.
    std::vector<std::size_t> shifts;
    std::vector<std::vector<std::size_t>> factors;
  };
  struct AgentPlan {
    std::size_t agent = 0;
    std::size_t player = 0;  ///< Of the view.
    std::size_t num_strategies = 0;
    std::vector<Term> terms;
    bool is_forced = false;            ///< All that it depends on is chosen before it.
    std::vector<std::size_t> checked;  ///< Plans decided now: this one or earlier.
  };

  [[nodiscard]] AgentPlan plan(std::size_t agent) const;
  [[nodiscard]] std::optional<Average> average(const FactorTable& table,
                                               std::size_t first_value) const;
  void order(std::vector<AgentPlan> plans);
  void map_strategies();
  void descend(std::size_t depth);
  void payoffs_of(const AgentPlan& plan);
  bool passes_checks(const AgentPlan& plan);
  void keep();

  const FactoredShape& shape_;
  FactoredView view_;
  std::vector<Agent> agents_;     ///< Of the players who choose.
  std::vector<AgentPlan> plans_;  ///< In order of choice.
  std::vector<Average> averages_;
  std::vector<double> values_;  ///< The view's, averaged over behaviour.
  /// Per player of the view: its agents, and its strategy for each combination of theirs.
  std::vector<std::vector<std::size_t>> agents_of_;
  std::vector<std::vector<int>> strategy_of_;

  // The search's state.
  std::vector<std::size_t> chosen_;  ///< Per agent.
  std::vector<double> payoffs_;
  double tie_tolerance_ = 0.0;
  long long num_nodes_ = 0;
  long long max_nodes_ = 0;
  bool is_stopped_ = false;  ///< By an InterruptionScope.
  PureEquilibriaResult result_;
};

}  // namespace demarche
