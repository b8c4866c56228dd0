// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// A product of simplices, one per player: the mixed strategy at each corner, and the payoffs of
/// all strategies at every combination of the other players' corners.
struct SupportPiece {
  /// Per player, [corner][strategy of the support].
  std::vector<std::vector<double>> corners;
  /// Per player, [strategy][combination of the others' corners].
  std::vector<std::vector<double>> payoffs;
};

/// How the product of the simplices over supports is cut into pieces. A combination takes one
/// corner per player; combinations are numbered with the last player's corner fastest. A point of a
/// piece is given by its unknowns: for each player the barycentric coordinates without the first
/// one. Keeps references to the game and the supports.
class SupportPieces {
 public:
  SupportPieces(const NormalFormGame& game, const std::vector<std::vector<int>>& supports);

  [[nodiscard]] const std::vector<std::vector<int>>& supports() const { return supports_; }
  [[nodiscard]] std::size_t num_players() const { return sizes_.size(); }
  [[nodiscard]] std::size_t size(std::size_t player) const { return sizes_[player]; }
  [[nodiscard]] std::size_t num_combinations() const { return num_combinations_; }
  [[nodiscard]] Index num_unknowns() const { return num_unknowns_; }
  /// The player's corner in a combination.
  [[nodiscard]] std::size_t corner(std::size_t player, std::size_t combination) const {
    return corner_[player][combination];
  }
  /// The distance from a combination to the one with the player's next corner.
  [[nodiscard]] std::size_t stride(std::size_t player) const;
  /// The payoff of a player's strategy at the other players' corners in a combination.
  [[nodiscard]] double payoff(const SupportPiece& piece,
                              std::size_t player,
                              int strategy,
                              std::size_t combination) const {
    return piece.payoffs[player][static_cast<std::size_t>(strategy) * num_others(player) +
                                 place_[player][combination]];
  }

  [[nodiscard]] SupportPiece whole() const;
  /// Whether some strategy of a support pays less than another strategy of its player, by more than
  /// `margin`, all over the piece. Then the piece holds no equilibrium with these supports.
  [[nodiscard]] bool has_dominated(const SupportPiece& piece, double margin) const;
  /// Adds the two halves of a piece, cut across its longest edge. Returns false and adds nothing if
  /// that edge is shorter than `smallest`.
  bool divide(const SupportPiece& piece, double smallest, std::vector<SupportPiece>& halves) const;

  /// The unknowns of the middle, which are the same for all pieces.
  [[nodiscard]] Vector middle() const;
  /// All barycentric coordinates of a point, for each player.
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
  std::vector<std::vector<std::size_t>> strides_;  ///< [player][other player], in its payoffs.
  std::vector<std::vector<std::size_t>> place_;    ///< [player][combination], in its payoffs.
  std::vector<std::vector<std::size_t>> corner_;   ///< [player][combination].
};

}  // namespace demarche
