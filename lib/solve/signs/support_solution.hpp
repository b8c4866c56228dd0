// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "demarche/core/types.hpp"
#include "solve/signs/sign_planes.hpp"

namespace demarche {

/// Where payoffs stand that a pair of supports of equal size is about.
struct SupportPlaces {
  /// Of a game with that many strategies whose payoffs are `stride` doubles apart, row by row.
  SupportPlaces(SupportPair supports,
                std::size_t num_rows,
                std::size_t num_columns,
                std::size_t stride);

  std::size_t size;                           ///< Strategies of each support.
  std::array<std::size_t, 2> num_strategies;  ///< Of each player.
  /// [player][the player's strategies, those of the support first][the other's support].
  std::array<std::array<std::array<std::uint32_t, kMostSigned>, kMostSigned>, 2> of;
};

/// One player's payoffs in neighbouring lanes.
struct LanePayoffs {
  const double* payoffs;  ///< Of the first lane and profile.
  const double* spread;   ///< From that lane on: largest less smallest payoff.
};

/// How many games are solved at once.
inline constexpr std::size_t kSupportLanes = 8;

/// Pairs of mixed strategies on one pair of supports, game by game.
struct SupportSolution {
  using Row = std::array<double, kSupportLanes>;

  /// [player][strategy of the support, in its order]; others are not set.
  alignas(64) std::array<std::array<Row, kMostSigned>, 2> probabilities;
  /// What one player could gain by another strategy, in payoff units; NaN if numbers ran out of
  /// range.
  alignas(64) Row regret;
  alignas(64) Row relative_regret;  ///< Each player's divided by its spread.
};

/// The strategies in a set of bits, ascending; the rest is 0.
[[nodiscard]] const std::array<std::uint8_t, kMostSigned>& members(std::uint8_t set) noexcept;

/// Mixes the supports (of equal size, 2 at least) so that each makes the other player's support
/// indifferent, by Cramer's rule on payoff differences. Meant for supports that carry an
/// equilibrium; the regrets measure how well rounding left it.
/// Where numbers run out of range, regrets are NaN.
/// @pre In lanes that are read, one player's payoffs against the same strategy differ by 2^200 at
/// most, as where planes find a support.
void solve_supports(const std::array<LanePayoffs, 2>& payoffs,
                    const SupportPlaces& supports,
                    SupportSolution& solution);

}  // namespace demarche
