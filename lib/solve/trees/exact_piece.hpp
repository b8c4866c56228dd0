// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "core/rational.hpp"
#include "demarche/game/extensive_game.hpp"
#include "solve/trees/tree_piece.hpp"

namespace demarche {

/// The numbers of a piece as fractions.
class ExactPiece {
 public:
  /// Keeps references. `is_exact` is the game's.
  ExactPiece(const ExtensiveGame& game,
             bool is_exact,
             const NodeValues& values,
             const TreePiece& piece);

  /// Whether all numbers of the piece are known exactly: the game's, and what its leaves are worth.
  [[nodiscard]] bool is_known() const { return is_known_; }

  /// What the path from the root to each node pays a player, the root itself left out.
  /// @pre is_known()
  [[nodiscard]] std::vector<Rational> sums_along(std::size_t player) const;

  /// The least and the largest of these sums over the ends of the piece.
  struct Range {
    Rational low;
    Rational high;
  };
  /// @pre is_known()
  [[nodiscard]] Range range_along(std::size_t player) const;

  /// What each player gets in expectation from each node on, [node][player], if move m is made
  /// where `moves[m]` is 1 and not made where it is 0.
  /// @pre is_known()
  [[nodiscard]] std::vector<Rational> continuation_payoffs(const std::vector<double>& moves) const;

 private:
  [[nodiscard]] Rational payoff(std::size_t node, std::size_t player) const;

  const ExtensiveGame& game_;
  const NodeValues& values_;
  const TreePiece& piece_;
  bool is_known_;
};

/// What the root is worth, if the numbers are short enough to be kept; else nothing.
[[nodiscard]] std::vector<Rational> kept_at_root(std::vector<Rational> worth,
                                                 std::size_t num_players);

}  // namespace demarche
