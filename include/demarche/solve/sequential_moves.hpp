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
  std::vector<int> profile;     ///< The strategy that each player plays.
  std::vector<double> payoffs;  ///< Per player.
  /// Whether a player on the path had two best moves with equal payoffs. The first of them is
  /// played, on and off the path.
  bool is_tied = false;
  /// Whether such a tie occurs anywhere, on the path or off it. Without one, this is the only
  /// subgame-perfect equilibrium.
  bool has_ties = false;
};

/// Plays a game in sequence instead of at once: players move in a stated order, and each sees all
/// moves before its own. Backward induction over all histories gives a subgame-perfect equilibrium
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
