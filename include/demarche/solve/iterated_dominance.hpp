// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of IteratedDominance.
struct IteratedDominanceOptions {
  /// Eliminate strategies that are never better and somewhere worse, too. What survives can depend
  /// on the order; here each round eliminates all such strategies of all players at once.
  bool is_weak = false;
  bool by_mixed = true;  ///< Mixed strategies dominate, too, not only pure ones.
  /// A mixed strategy dominates only by more than this, on the scale of payoffs in [0, 1]; above 0.
  double tolerance = 1e-8;
  int max_iterations = 100'000;       ///< Of the simplex method, per program; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget; above 0.
};

/// What survives.
struct IteratedDominanceResult {
  /// `converged`, or why a linear program left it open whether a strategy is dominated: `survivors`
  /// may then be too many.
  SolveStatus status = SolveStatus::converged;
  std::vector<std::vector<int>> survivors;  ///< Per player, the strategies left, ascending.
  int num_rounds = 0;                       ///< In which something was eliminated.

  /// Whether each player has one strategy left.
  [[nodiscard]] bool is_single_profile() const noexcept;
};

/// Iterated elimination of dominated strategies. What survives strict elimination does not depend
/// on its order @cite Gilboa1990; by mixed strategies it is what is rationalisable, beliefs about
/// several opponents being allowed to be correlated @cite Pearce1984. Mixed dominance is a linear
/// program for each strategy that simpler tests leave open.
///
/// As concepts, "dominance" and "weak-dominance" answer a game by uniform play over the survivors,
/// which is an equilibrium where one profile survives; the certificate then counts 1 equilibrium,
/// else the surviving profiles without claiming that they are any, and its regret is that of the
/// uniform play.
class IteratedDominance {
 public:
  using Options = IteratedDominanceOptions;
  using Result = IteratedDominanceResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit IteratedDominance(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
