// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of LemkeHowson.
struct LemkeHowsonOptions {
  int dropped_label = 0;  ///< Where the path starts; in [0, m + n). Others may end elsewhere.
  bool tries_others =
      true;  ///< If that path gives no certified answer, try the other labels in turn.
  int max_pivots = 100'000;  ///< Budget of all paths; at least 1.
  double tolerance = 1e-9;   ///< Largest relative regret accepted as an equilibrium; above 0.
};

/// The end of one path. `strategies` is empty unless `status` is `converged`.
struct LemkeHowsonResult {
  SolveStatus status = SolveStatus::numerical_failure;
  MixedProfile strategies;
  double regret = 0.0;  ///< NormalFormGame::relative_regret().
  int num_pivots = 0;
  int label = 0;  ///< The label dropped on the path that ended here.
};

/// Finds one equilibrium of a two-player game by complementary pivoting @cite LemkeHowson1964.
///
/// Payoffs are scaled to [1, 2], so positive affine changes change nothing; lexicographic ratio
/// tests keep degenerate games from cycling; the end's supports are solved afresh, so that rounding
/// along the path does not stay in the answer. A pivot costs O((m + n)^2); paths can be
/// exponentially long
/// @cite SavaniStengel2006.
class LemkeHowson {
 public:
  using Options = LemkeHowsonOptions;
  using Result = LemkeHowsonResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit LemkeHowson(Options options = {});

  /// @throws InvalidArgument if the game has not two players, a payoff is not finite or
  /// `dropped_label` is not a label of the game.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
