// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/core/types.hpp"
#include "solve/signs/sign_planes.hpp"

namespace demarche {

/// Where the payoffs stand that decide whether a pair of supports of equal size carries an
/// equilibrium: those of all strategies of a player against the other player's support.
struct SupportPlaces {
  /// The places in a game whose payoffs stand row by row, `stride` doubles apart.
  /// @pre Both supports have the same number of strategies, 1 at least.
  SupportPlaces(SupportPair supports,
                std::size_t num_rows,
                std::size_t num_columns,
                std::size_t stride);

  /// The places of the same payoffs after they were copied in the order of `of`, `stride` doubles
  /// apart. They depend on the size of the supports alone.
  [[nodiscard]] SupportPlaces gathered(std::size_t stride) const;

  /// How many entries of `of` a player has.
  [[nodiscard]] std::size_t count(std::size_t player) const {
    return num_strategies[player] * size;
  }

  std::size_t size;                           ///< Strategies of each support.
  std::array<std::size_t, 2> num_strategies;  ///< Of each player.
  /// [player][own strategy * size + other's strategy]. Own strategies begin with those of the
  /// support; the other player's are those of its support.
  std::array<std::array<std::uint32_t, kMostSigned * kMostSigned>, 2> of;
};

/// The places of all mixed supports, in the order of the table of `planes`, for payoffs
/// [rows * columns][kBlockLanes].
[[nodiscard]] std::vector<SupportPlaces> mixed_support_places(const SignPlanes& planes);

/// One player's payoffs in neighbouring lanes.
struct LanePayoffs {
  const double* payoffs;  ///< Of the first profile in the first of these lanes.
  const double* spread;   ///< Largest less smallest payoff, from the first of these lanes on.
};

/// How many games solve_supports() takes at once.
inline constexpr std::size_t kSupportLanes = 8;

/// Mixed strategies of both players on one pair of supports, lane by lane.
struct SupportSolution {
  using PerLane = std::array<double, kSupportLanes>;

  /// [player][strategy of the support, in its order]. Entries beyond the support are not set.
  alignas(64) std::array<std::array<PerLane, kMostSigned>, 2> probabilities;
  /// The most that a player gains by another strategy, in payoff units; NaN if numbers ran out of
  /// range.
  alignas(64) PerLane regret;
  alignas(64) PerLane relative_regret;  ///< The same with each gain divided by its player's spread.
};

/// The strategies in a set of bits, ascending. Entries behind them are 0.
/// @pre set < 2^kMostSigned
[[nodiscard]] const std::array<std::uint8_t, kMostSigned>& members(std::uint8_t set) noexcept;

/// Mixes on the supports so that each player's support is indifferent, by Cramer's rule on payoff
/// differences. It is meant for supports that carry an equilibrium; the regrets tell how much
/// rounding has disturbed it. They are NaN where numbers ran out of range.
/// @pre Supports have at least 2 strategies. In lanes whose results are read, a player's payoffs
/// against one strategy differ by 2^200 at most, as SignPlanes ensures.
void solve_supports(const std::array<LanePayoffs, 2>& payoffs,
                    const SupportPlaces& supports,
                    SupportSolution& solution);

}  // namespace demarche
