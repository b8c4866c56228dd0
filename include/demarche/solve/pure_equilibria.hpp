// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of PureEquilibria.
struct PureEquilibriaOptions {
  /// Payoffs closer than this, relative to the spread of the player's payoffs, are a tie; at least
  /// 0.
  double tie_tolerance = 1e-12;
};

/// All pure equilibria, in the order of their profiles (the last player's strategy fastest).
struct PureEquilibriaResult {
  SolveStatus status = SolveStatus::no_equilibrium;  ///< converged, or no_equilibrium.
  std::vector<std::vector<int>> profiles;            ///< A strategy per player.
  bool is_degenerate = false;  ///< At one of them, a player has another best response.
  double regret = 0.0;         ///< NormalFormGame::relative_regret(), the largest of all.
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

 private:
  Options options_;
};

}  // namespace demarche
