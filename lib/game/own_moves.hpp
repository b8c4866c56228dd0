// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/game/extensive_game.hpp"

namespace demarche {

/// An information set that a player meets after a sequence of its own moves.
struct OwnVisit {
  /// The set's place among the player's information sets.
  std::size_t set = 0;
  /// The number of the sequence that the set's first action leads to. The sequences of its other
  /// actions have the next numbers.
  std::size_t first_sequence = 0;
};

/// The sequences of own moves by which a player comes to its information sets @cite Stengel1996. A
/// sequence is a list of moves (information set and action) in the order of play. Sequence 0 is the
/// empty one.
struct OwnMoves {
  /// The player's information sets, in the order of their first node in the tree.
  std::vector<std::size_t> sets;
  std::vector<std::size_t> num_actions;       ///< Of each of `sets`.
  std::vector<std::vector<OwnVisit>> visits;  ///< The sets that may come next, for each sequence.

  /// Whether each information set is met after only one sequence of own moves. This is perfect
  /// recall: the player remembers all it did and knew @cite Kuhn1953.
  [[nodiscard]] bool has_perfect_recall() const;

  /// The number of reduced strategies, infinity if it is beyond the range of doubles.
  /// @pre has_perfect_recall()
  [[nodiscard]] double count_strategies() const;
};

/// The own moves of each player, found in one walk over the tree.
/// @pre The game has passed its check().
[[nodiscard]] std::vector<OwnMoves> own_moves(const ExtensiveGame& game);

/// For each information set of the game, its place among its player's sets. The entries of chance's
/// sets and of sets without a node mean nothing.
[[nodiscard]] std::vector<std::size_t> own_numbers(const ExtensiveGame& game,
                                                   const std::vector<OwnMoves>& moves);

}  // namespace demarche
