// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/game/extensive_game.hpp"

namespace demarche {

/// A player's information set met after a sequence of its own moves.
struct OwnVisit {
  std::size_t set = 0;  ///< Its place among the player's information sets.
  std::size_t first_sequence =
      0;  ///< The sequence that its first action leads to; the rest follow.
};

/// What a player can have done on the way to its information sets. A sequence is a list of moves
/// (information set and action) in the order of play; sequence 0 is the empty one.
struct OwnMoves {
  std::vector<std::size_t> sets;              ///< The player's, in the order of their first node.
  std::vector<std::size_t> num_actions;       ///< Of each of them.
  std::vector<std::vector<OwnVisit>> visits;  ///< After each sequence.

  /// Whether every information set is met after one sequence alone.
  [[nodiscard]] bool has_perfect_recall() const;

  /// The number of reduced strategies, possibly infinite; with perfect recall only.
  [[nodiscard]] double count_strategies() const;
};

/// One for each player, in one walk over the tree. The game must have passed its check().
[[nodiscard]] std::vector<OwnMoves> own_moves(const ExtensiveGame& game);

/// The number of an information set among its player's, by its number in the game; chance's and
/// those without a node have none that counts.
[[nodiscard]] std::vector<std::size_t> own_numbers(const ExtensiveGame& game,
                                                   const std::vector<OwnMoves>& moves);

}  // namespace demarche
