// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of IteratedDominance.
struct IteratedDominanceOptions {
  /// Also eliminate strategies that are never better and somewhere worse than another. The
  /// survivors can then depend on the order; each round eliminates all such strategies of all
  /// players at once.
  bool is_weak = false;
  bool by_mixed = true;  ///< Mixed strategies can dominate, not only pure ones.
  /// A mixed strategy dominates only by more than this, on the scale of payoffs in [0, 1]; above 0.
  double tolerance = 1e-8;
  int max_iterations = 100'000;       ///< Pivots of the simplex method per program; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget; above 0.
};

/// The strategies that survive.
struct IteratedDominanceResult {
  /// `converged`, or why a linear program could not decide whether a strategy is dominated. In that
  /// case `survivors` may list too many.
  SolveStatus status = SolveStatus::converged;
  std::vector<std::vector<int>> survivors;  ///< Per player, the surviving strategies, ascending.
  int num_rounds = 0;                       ///< Rounds that eliminated something.

  /// Whether each player has one strategy left.
  [[nodiscard]] bool is_single_profile() const noexcept;
};

/// Iterated elimination of dominated strategies. What survives strict elimination does not depend
/// on its order @cite Gilboa1990; with mixed strategies the survivors are the rationalisable ones,
/// where beliefs about several opponents may be correlated @cite Pearce1984. Mixed dominance is a
/// linear program for each strategy that simpler tests leave open.
///
/// The concepts "dominance" and "weak-dominance" answer a game by uniform play over the survivors.
/// If one profile survives strict elimination, that profile is an equilibrium. The certificate
/// counts the surviving profiles (AnswerCount::survivors) and states the regret of the uniform
/// play.
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
