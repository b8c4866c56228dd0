// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Which paths LemkeHowson::solve() follows.
enum class LemkeHowsonPaths {
  /// The paths of all labels in turn, under a growing limit of pivots. The answer is the end of a
  /// short path, so it comes fast, and it favours some equilibria (mostly those of few strategies).
  race,
  one,  ///< The path of the dropped label alone, as the literature describes it.
};

/// Settings of LemkeHowson.
struct LemkeHowsonOptions {
  LemkeHowsonPaths paths = LemkeHowsonPaths::race;  ///< Which paths solve() follows.
  /// The label whose path is followed, or the first of the race; in [0, m + n). Labels are the m
  /// strategies of the first player, then the n of the second.
  int dropped_label = 0;
  int max_pivots = 2'000'000;         ///< Budget of all paths together; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget of all paths together; above 0.
  double tolerance = 1e-9;  ///< Largest relative regret accepted as an equilibrium; above 0.
};

/// An equilibrium. `strategies` is empty unless `status` is `converged`.
struct LemkeHowsonResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  MixedProfile strategies;                              ///< One probability vector per player.
  double regret = 0.0;                                  ///< NormalFormGame::relative_regret().
  int num_pivots = 0;                                   ///< Pivots of all paths together.
  int num_paths = 0;  ///< Paths begun; a path that was cut short or lost counts each time.
  int label = 0;      ///< The label dropped on the path that ended here.
};

/// An equilibrium and the labels whose paths end there.
struct LemkeHowsonEnd {
  MixedProfile strategies;  ///< One probability vector per player.
  double regret = 0.0;      ///< NormalFormGame::relative_regret().
  std::vector<int> labels;  ///< Ascending.
};

/// Where the paths of all labels end.
struct LemkeHowsonEnds {
  /// `converged` if every path ended in a certified equilibrium; else why the first one did not.
  SolveStatus status = SolveStatus::converged;
  std::vector<LemkeHowsonEnd> equilibria;  ///< Distinct, in the order of their first label.
  std::vector<int> lost_labels;            ///< Labels whose paths did not end.
  int num_pivots = 0;                      ///< Pivots of all paths together.
};

/// Finds equilibria of a two-player game by complementary pivoting @cite LemkeHowson1964.
///
/// Payoffs are scaled to [1, 2], so positive affine changes change nothing; lexicographic ratio
/// tests keep degenerate games from cycling. No tableau is formed: the entering column is computed
/// from the game's own columns, a factorisation and the exchanges after it, so a pivot costs
/// O((m + n) k) with k strategies in the supports. The final supports are solved again and
/// certified, so rounding during the path does not remain in the answer. A path lost to rounding is
/// followed again with tighter settings. Paths can be exponentially long @cite SavaniStengel2006.
class LemkeHowson {
 public:
  using Options = LemkeHowsonOptions;
  using Result = LemkeHowsonResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit LemkeHowson(Options options = {});

  /// Finds one equilibrium.
  /// @throws InvalidArgument if the game has not two players, a payoff is not finite or
  /// `dropped_label` is not a label of the game.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

  /// Follows the paths of all labels from the artificial equilibrium, whatever `paths` and
  /// `dropped_label` say. A game may have equilibria that no such path reaches.
  /// @throws InvalidArgument if the game has not two players or a payoff is not finite.
  [[nodiscard]] LemkeHowsonEnds solve_all(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
