// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// A product of simplices, one per player: each corner's strategy, and what everything pays at
/// every combination of the other players' corners.
struct SupportPiece {
  /// Per player, [corner][strategy of the support].
  std::vector<std::vector<double>> corners;
  /// Per player, [strategy][combination of the others' corners].
  std::vector<std::vector<double>> payoffs;
};

/// The pieces of the product of the simplices over supports: how their corners combine, how they
/// divide, and what their points mean. Combinations take one corner per player, the last player's
/// fastest; a point of a piece is told by its unknowns, the barycentric coordinates of each player
/// but its first. The game and the supports must outlive it.
class SupportPieces {
 public:
  SupportPieces(const NormalFormGame& game, const std::vector<std::vector<int>>& supports);

  [[nodiscard]] const std::vector<std::vector<int>>& supports() const { return supports_; }
  [[nodiscard]] std::size_t num_players() const { return sizes_.size(); }
  [[nodiscard]] std::size_t size(std::size_t player) const { return sizes_[player]; }
  [[nodiscard]] std::size_t num_combinations() const { return num_combinations_; }
  [[nodiscard]] Index num_unknowns() const { return num_unknowns_; }
  /// The corner that a player has in a combination.
  [[nodiscard]] std::size_t corner(std::size_t player, std::size_t combination) const {
    return corner_[player][combination];
  }
  /// From a combination to the one with the player's next corner.
  [[nodiscard]] std::size_t stride(std::size_t player) const;
  /// What a strategy of a player pays at the others' corners in a combination.
  [[nodiscard]] double payoff(const SupportPiece& piece,
                              std::size_t player,
                              int strategy,
                              std::size_t combination) const {
    return piece.payoffs[player][static_cast<std::size_t>(strategy) * num_others(player) +
                                 place_[player][combination]];
  }

  [[nodiscard]] SupportPiece whole() const;
  /// Whether a played strategy pays less than another of the player's, by more than `margin`, all
  /// over the piece.
  [[nodiscard]] bool has_dominated(const SupportPiece& piece, double margin) const;
  /// Adds the halves across the longest edge; false, and nothing added, if that is shorter than
  /// `smallest`.
  bool divide(const SupportPiece& piece, double smallest, std::vector<SupportPiece>& halves) const;

  /// The middle of any piece.
  [[nodiscard]] Vector middle() const;
  /// All barycentric coordinates of a point, per player.
  [[nodiscard]] std::vector<std::vector<double>> coordinates(const Vector& unknowns) const;
  [[nodiscard]] MixedProfile profile(const SupportPiece& piece, const Vector& unknowns) const;

 private:
  [[nodiscard]] std::size_t num_others(std::size_t player) const {
    return num_combinations_ / sizes_[player];
  }
  [[nodiscard]] std::vector<std::size_t> strides_without(std::size_t player) const;

  const NormalFormGame& game_;
  const std::vector<std::vector<int>>& supports_;
  std::vector<std::size_t> sizes_;
  std::size_t num_combinations_ = 1;
  Index num_unknowns_ = 0;
  std::vector<std::vector<std::size_t>> strides_;  ///< Per player, of the others' corners.
  std::vector<std::vector<std::size_t>> place_;    ///< Per player and combination, in its payoffs.
  std::vector<std::vector<std::size_t>> corner_;   ///< Per player and combination.
};

}  // namespace demarche
