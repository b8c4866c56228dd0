// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of Stackelberg.
struct StackelbergOptions {
  int leader = 0;        ///< Who commits: 0 or 1.
  bool is_mixed = true;  ///< The leader may commit to a mixed strategy.
  /// A follower with several best responses takes the one that is best (strong) or worst for the
  /// leader.
  bool is_strong = true;
  int max_iterations = 100'000;       ///< Pivots of the simplex method per program; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget; above 0.
  double tolerance = 1e-9;  ///< Largest relative regret of the follower accepted; above 0.
};

/// The commitment and the answer to it. `strategies` is empty unless `status` is `converged`.
struct StackelbergResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  MixedProfile strategies;                              ///< One probability vector per player.
  double value = 0.0;                                   ///< The leader's payoff.
  /// False if, with a weak follower, the leader comes arbitrarily near to `value` without reaching
  /// it; `strategies` is then the limit.
  bool is_attained = true;
  double regret = 0.0;   ///< The follower's regret, over the spread of its payoffs.
  int num_programs = 0;  ///< Linear programs solved.
};

/// Finds the leader's best commitment in a two-player game when the follower sees it and answers:
/// one linear program per answer @cite ConitzerSandholm2006. With a weak follower, only answers
/// that are best on a set of full dimension count @cite StengelZamir2010.
class Stackelberg {
 public:
  using Options = StackelbergOptions;
  using Result = StackelbergResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit Stackelberg(Options options = {});

  /// @throws InvalidArgument if the game has not two players or a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
