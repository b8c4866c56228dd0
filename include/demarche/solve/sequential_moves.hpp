// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Settings of SequentialMoves.
struct SequentialMovesOptions {
  std::vector<int> order = {};  ///< Every player once; empty: as the game lists them.
};

/// Play in a subgame-perfect equilibrium.
struct SequentialMovesResult {
  std::vector<int> profile;     ///< What is played, a strategy per player.
  std::vector<double> payoffs;  ///< Per player.
  /// Whether somebody on the path had two moves that pay it the same; the first was taken, as is
  /// done off the path.
  bool is_tied = false;
  /// Whether that happened anywhere. If not, this is the only subgame-perfect equilibrium; a tie
  /// off the path may support another.
  bool has_ties = false;
};

/// Plays a game in sequence instead of at once: each player in a stated order sees what those
/// before it chose. Backward induction over all histories gives a subgame-perfect equilibrium
/// @cite Selten1965; O(players x profiles).
class SequentialMoves {
 public:
  using Options = SequentialMovesOptions;
  using Result = SequentialMovesResult;

  /// `order` is checked by solve(), which knows the players.
  explicit SequentialMoves(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite or `order` does not name every player once.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
