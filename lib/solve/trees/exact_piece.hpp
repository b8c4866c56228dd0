// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "core/rational.hpp"
#include "demarche/game/extensive_game.hpp"
#include "solve/trees/tree_piece.hpp"

namespace demarche {

/// The numbers of a piece as fractions.
///
/// Sums of fractions grow with the number of their terms: exact ones over one chance move of 40,000
/// fractions took 20 s where all denominators differed. So no sum is taken further that needs more
/// than 4096 bits above or below its line, and sums of doubles with their errors take their place.
/// Sums also end once the caller asks to stop, see InterruptionScope.
class ExactPiece {
 public:
  /// Keeps references. `is_exact` is the game's.
  ExactPiece(const ExtensiveGame& game,
             bool is_exact,
             const NodeValues& values,
             const TreePiece& piece);

  /// Whether all numbers of the piece are known exactly: the game's, and what its leaves are worth.
  [[nodiscard]] bool is_known() const { return is_known_; }

  /// What the path from the root to each node pays a player, the root itself left out; nothing if
  /// sums have ended before.
  /// @pre is_known()
  [[nodiscard]] std::vector<Rational> sums_along(std::size_t player) const;

  struct Range {
    Rational low;
    Rational high;
  };
  /// The least and the largest of sums_along() over the ends of the piece.
  /// @pre `sums` has a number for each node.
  [[nodiscard]] Range range_at_ends(const std::vector<Rational>& sums) const;

  /// What each player gets in expectation from each node on, [node][player], if move m is made
  /// where `moves[m]` is 1 and not made where it is 0; nothing if sums have ended before.
  /// @pre is_known()
  [[nodiscard]] std::vector<Rational> continuation_payoffs(const std::vector<double>& moves) const;

  /// What the root is worth to each player if the move to node `child`, which `worth` counts as not
  /// made, is made as well; nothing if a number is too long.
  /// @pre `worth` is that of continuation_payoffs(), and all moves of players on the way from the
  /// root to the parent of `child` are made.
  [[nodiscard]] std::vector<Rational> root_payoffs_with(std::size_t child,
                                                        const std::vector<Rational>& worth) const;

 private:
  [[nodiscard]] Rational payoff(std::size_t node, std::size_t player) const;
  // The probability of the chance move that leads to a node; 1 if a player's move does.
  [[nodiscard]] Rational chance(std::size_t node) const;

  const ExtensiveGame& game_;
  const NodeValues& values_;
  const TreePiece& piece_;
  bool is_known_;
};

}  // namespace demarche
