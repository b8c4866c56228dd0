// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/lane_bits.hpp"
#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "solve/blocks/lane_planes.hpp"

namespace demarche {

/// A support of each player, as sets of bits.
struct SupportPair {
  std::uint8_t first;
  std::uint8_t second;
};

/// What must hold for each pair of supports of equal size, in the order of SupportEnumeration.
/// Written by generate_sign_planes.py, which says what the minors are.
struct SupportTable {
  std::span<const SupportPair> supports;
  /// Per player, [support][own strategies]: 2 * minor, and 1 more if its sign is flipped. The signs
  /// must agree. The number after the last minor stands for 1.
  std::array<std::span<const std::uint16_t>, 2> literals;
  std::array<std::size_t, 2> num_minors;
};

inline constexpr int kFewestSigned = 2;  ///< Strategies a side that there are tables for ...
inline constexpr int kMostSigned = 5;    ///< ... and the most.

/// Where a number of strategies stands in tables by such numbers.
[[nodiscard]] constexpr std::size_t size_place(int num_strategies) noexcept {
  return static_cast<std::size_t>(num_strategies - kFewestSigned);
}

/// @pre Both numbers lie in [kFewestSigned, kMostSigned].
[[nodiscard]] const SupportTable& support_table(int num_rows, int num_columns) noexcept;

/// What the signs of one player's minors say.
struct SidePlanes {
  explicit SidePlanes(std::size_t num_minors);

  PlaneArray negative;  ///< [num_minors + 1]: the minor's computed sign.
  PlaneArray tied;      ///< [num_minors + 1]: rounding may have decided that sign.
  PlaneArray unfit;     ///< [1]: a payoff is not finite, or their spreads are out of bounds.
  AlignedArray spread;  ///< [kBlockLanes]: largest less smallest payoff.
  bool has_ties = false;
};

/// Finds the supports of all equilibria of a block of two-player games, 2 to 5 strategies a side,
/// by the signs of minors of the payoff matrices: no division, and minors are shared by all
/// supports.
///
/// Each sign is either certain, by an a-priori bound of the rounding error, or tied. A lane is
/// decided if every pair of supports is ruled out by signs that are certain, or confirmed by them.
/// Then the equilibria found are all there are, and isolated: at an extreme equilibrium (x, y) of
/// any game, say with no fewer strategies in x than in y, the support of x and as many best
/// responses to x, those that y plays among them, make a pair that no certain sign rules out; if it
/// is confirmed, both players' indifference equations have one solution, which is (x, y), and
/// nothing else is a best response.
class SignPlanes {
 public:
  /// @pre Both numbers lie in [kFewestSigned, kMostSigned].
  SignPlanes(int num_rows, int num_columns);

  /// Payoffs are [rows * columns][kBlockLanes]; any numbers.
  void find(const double* first, const double* second);

  [[nodiscard]] const SupportTable& table() const noexcept { return *table_; }
  [[nodiscard]] std::size_t num_rows() const noexcept {
    return static_cast<std::size_t>(num_rows_);
  }
  [[nodiscard]] std::size_t num_columns() const noexcept {
    return static_cast<std::size_t>(num_columns_);
  }
  /// Pairs of pure strategies, with which the table begins.
  [[nodiscard]] std::size_t num_profiles() const noexcept { return num_rows() * num_columns(); }
  /// Lanes that only the exact path can answer.
  [[nodiscard]] LaneSet undecided() const;
  /// The player's payoffs' largest difference, [kBlockLanes].
  [[nodiscard]] const double* spread(std::size_t player) const noexcept {
    return sides_[player].spread.data();
  }

  /// Lanes with an equilibrium on a pair of supports, as a plane; undecided lanes have none.
  [[nodiscard]] const std::uint8_t* plane(std::size_t support) const noexcept {
    return matches_.bytes.get() + support * num_bytes_;
  }
  /// Bytes of a plane.
  [[nodiscard]] std::size_t num_bytes() const noexcept { return num_bytes_; }
  /// Calls visit(lane) for each of them.
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
