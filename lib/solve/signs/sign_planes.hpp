// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/lane_bits.hpp"
#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "solve/blocks/lane_planes.hpp"

namespace demarche {

/// A support of each player: bit s stands for strategy s.
struct SupportPair {
  std::uint8_t first;
  std::uint8_t second;
};

/// The conditions under which each pair of supports of equal size carries an equilibrium, in the
/// order of SupportEnumeration. generate_sign_planes.py writes the tables and says what the minors
/// are.
struct SupportTable {
  std::span<const SupportPair> supports;
  /// [player][support][own strategies]: 2 * minor, plus 1 if its sign is flipped. All signs of a
  /// support and player must agree. The minor after the last one stands for the constant 1.
  std::array<std::span<const std::uint16_t>, 2> literals;
  std::array<std::size_t, 2> num_minors;
};

inline constexpr int kFewestSigned = 2;  ///< The fewest strategies of a player with tables.
inline constexpr int kMostSigned = 5;    ///< The most.

/// The place of a number of strategies in tables that are indexed by it.
/// @pre The number lies in [kFewestSigned, kMostSigned].
[[nodiscard]] constexpr std::size_t size_place(int num_strategies) noexcept {
  assert(num_strategies >= kFewestSigned && num_strategies <= kMostSigned);
  return static_cast<std::size_t>(num_strategies - kFewestSigned);
}

/// @pre Both numbers lie in [kFewestSigned, kMostSigned].
[[nodiscard]] const SupportTable& support_table(int num_rows, int num_columns) noexcept;

/// The signs of one player's minors, and what else was read from its payoffs.
struct SidePlanes {
  explicit SidePlanes(std::size_t num_minors);

  PlaneArray negative;    ///< [num_minors + 1]: the computed minor is below 0.
  PlaneArray tied;        ///< [num_minors + 1]: rounding may have decided that sign. See has_ties.
  PlaneArray unfit;       ///< [1]: a payoff is not finite, or a column's spread is out of bounds.
  AlignedArray spread;    ///< [kBlockLanes]: largest less smallest payoff.
  bool has_ties = false;  ///< Whether a minor is tied in some lane; if not, `tied` is not valid.
};

/// Finds the supports of all equilibria of a block of two-player games, with 2 to 5 strategies of
/// each player, by the signs of minors of the payoff matrices. This takes no division, and all
/// supports share the minors.
///
/// Each sign is either certain, by an a-priori bound of the rounding error, or tied. A lane is
/// decided if every pair of supports is either ruled out or confirmed by certain signs alone. Then
/// the equilibria found are all equilibria, and each is isolated. Proof: let (x, y) be an extreme
/// equilibrium of any game, with at least as many strategies in x as in y. Take the support of x,
/// and equally many pure best responses to x, among them the support of y. No certain sign rules
/// this pair out. If it is confirmed, the indifference equations of both players have exactly one
/// solution, which is (x, y), and there are no other best responses.
class SignPlanes {
 public:
  /// @pre Both numbers lie in [kFewestSigned, kMostSigned].
  SignPlanes(int num_rows, int num_columns);

  /// Reads both players' payoffs [rows * columns][kBlockLanes], which may be any numbers.
  void find(const double* first, const double* second);

  [[nodiscard]] const SupportTable& table() const noexcept { return *table_; }
  [[nodiscard]] std::size_t num_rows() const noexcept {
    return static_cast<std::size_t>(num_rows_);
  }
  [[nodiscard]] std::size_t num_columns() const noexcept {
    return static_cast<std::size_t>(num_columns_);
  }
  /// The number of pairs of pure strategies, with which the table begins.
  [[nodiscard]] std::size_t num_profiles() const noexcept { return num_rows() * num_columns(); }
  /// The lanes that signs do not decide. Only exact arithmetic can solve their games.
  [[nodiscard]] LaneSet undecided() const;
  /// The player's largest less its smallest payoff, [kBlockLanes].
  [[nodiscard]] const double* spread(std::size_t player) const noexcept {
    return sides_[player].spread.data();
  }

  /// The plane of lanes with an equilibrium on a pair of supports. Undecided lanes have none.
  [[nodiscard]] const std::uint8_t* plane(std::size_t support) const noexcept {
    assert(support < table_->supports.size());
    return matches_.bytes.get() + support * num_bytes_;
  }
  /// Bytes of a plane.
  [[nodiscard]] std::size_t num_bytes() const noexcept { return num_bytes_; }
  /// Calls visit(lane) for each lane with an equilibrium on a pair of supports.
  template <class Visit>
  void for_each(std::size_t support, Visit visit) const {
    for_each_lane(plane(support), num_bytes_, visit);
  }

 private:
  int num_rows_;
  int num_columns_;
  const SupportTable* table_;
  std::array<SidePlanes, 2> sides_;
  PlaneArray matches_;    ///< [supports]
  PlaneArray undecided_;  ///< [1]
  std::size_t num_bytes_ = kBlockLanes;
};

}  // namespace demarche
