// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of ZeroSum.
struct ZeroSumOptions {
  int max_iterations = 100'000;       ///< Pivots of all methods together; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget of all methods together; above 0.
  double tolerance = 1e-9;  ///< Largest relative regret accepted as an equilibrium; above 0.
};

/// The game's value and optimal strategies, which are empty unless `status` is `converged`.
struct ZeroSumResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  MixedProfile strategies;                              ///< One probability vector per player.
  double value = 0.0;                                   ///< What the row player can secure.
  double regret = 0.0;                                  ///< NormalFormGame::relative_regret().
  int num_iterations = 0;                               ///< Pivots of all methods together.
};

/// Solves a two-player game whose payoffs always have the same sum, by linear programming
/// @cite Dantzig1951. The strategies are solved again on the supports that the linear program
/// found, so that its tolerances do not remain in the answer. If that answer cannot be certified,
/// complementary pivoting finds an equilibrium instead.
class ZeroSum {
 public:
  using Options = ZeroSumOptions;
  using Result = ZeroSumResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit ZeroSum(Options options = {});

  /// Why this game is not of constant sum, or nothing. Sums may differ by rounding: by 1e-12 of the
  /// largest payoff.
  [[nodiscard]] static std::optional<std::string> refusal(const NormalFormGame& game);

  /// @throws InvalidArgument if a payoff is not finite or refusal() gives a reason.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
