// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of ZeroSum.
struct ZeroSumOptions {
  int max_iterations = 100'000;  ///< Of the simplex method and of pivoting after it; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget of all together; above 0.
  double tolerance = 1e-9;  ///< Largest relative regret accepted as an equilibrium; above 0.
};

/// The value and both sides. `strategies` is empty unless `status` is `converged`.
struct ZeroSumResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  MixedProfile strategies;                              ///< One probability vector per player.
  double value = 0.0;                                   ///< What the row player can make sure of.
  double regret = 0.0;                                  ///< NormalFormGame::relative_regret().
  int num_iterations = 0;                               ///< Of the simplex method.
};

/// Solves a two-player game whose payoffs always have the same sum, by linear programming
/// @cite Dantzig1951. The strategies of the linear program's solution are solved for afresh from
/// their supports, so that its tolerances do not stay in the answer; where that cannot be
/// certified, complementary pivoting finds an equilibrium instead.
class ZeroSum {
 public:
  using Options = ZeroSumOptions;
  using Result = ZeroSumResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit ZeroSum(Options options = {});

  /// Why this game is not of constant sum, or nothing: sums may differ by rounding, 1e-12 of the
  /// largest payoff.
  [[nodiscard]] static std::optional<std::string> refusal(const NormalFormGame& game);

  /// @throws InvalidArgument if a payoff is not finite or refusal() gives a reason.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
