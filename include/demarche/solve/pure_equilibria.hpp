// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/factored_game.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of PureEquilibria.
struct PureEquilibriaOptions {
  /// Payoffs closer than this, relative to the spread of the player's payoffs, are tied; at least
  /// 0. The default allows for the rounding of doubles. An exact game (NormalFormGame::is_exact())
  /// needs no such allowance: there, ties are exact unless a larger tolerance is asked for.
  double tie_tolerance = 1e-12;
  long long max_nodes = 10'000'000;  ///< Budget of the search of a factored game; at least 1.
};

/// All pure equilibria, in the order of their profiles (the last player's strategy fastest).
struct PureEquilibriaResult {
  SolveStatus status =                     ///< How it ended.
      SolveStatus::no_equilibrium;         ///< converged, no_equilibrium or iteration_limit.
  std::vector<std::vector<int>> profiles;  ///< A strategy per player.
  bool is_degenerate = false;              ///< A player has another best response at one of them.
  double regret = 0.0;  ///< NormalFormGame::relative_regret(), the largest of all.
};

/// Finds every pure equilibrium of a game with any number of players by comparing each payoff with
/// the best of its row along the player's axis: O(players x profiles).
class PureEquilibria {
 public:
  using Options = PureEquilibriaOptions;
  using Result = PureEquilibriaResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit PureEquilibria(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

  /// Solves a factored game without its dense form, by a search that fixes levers in an order in
  /// which each player's best responses are known early. Profiles have a strategy per player who
  /// chooses; payoffs are averaged over behavioural players. The scale of ties is the sum of the
  /// spreads of the player's tables. A spent budget gives SolveStatus::iteration_limit and no
  /// profiles.
  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] Result solve(const FactoredGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
