// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "demarche/core/types.hpp"
#include "solve/sign_planes.hpp"

namespace demarche {

/// One player's payoffs in a block.
struct LanePayoffs {
  const double* first = nullptr;  ///< Of lane 0, the player's first strategy and the other's.
  std::size_t own_stride = 0;     ///< In doubles, between neighbours of the player's strategies ...
  std::size_t other_stride = 0;   ///< ... and of the other player's.
  std::size_t num_strategies = 0;  ///< The player's own.
  const double* spread = nullptr;  ///< [kBlockLanes]: largest less smallest payoff.
};

using LaneRow = std::array<double, kBlockLanes>;

/// Pairs of mixed strategies on one pair of supports, lane by lane.
struct SupportSolution {
  /// [player][strategy of the support, in its order][lane]; others are not set.
  alignas(64) std::array<std::array<LaneRow, kMostSigned>, 2> probabilities;
  /// What one player could gain by another strategy, in payoff units; NaN if numbers ran out of
  /// range.
  alignas(64) LaneRow regret;
  alignas(64) LaneRow relative_regret;  ///< Each player's divided by its spread.
};

/// The strategies in a set of bits, ascending; the rest is 0.
[[nodiscard]] const std::array<std::uint8_t, kMostSigned>& members(std::uint8_t set) noexcept;

/// Mixes the supports (of equal size, 2 at least) so that each makes the other player's support
/// indifferent, by Cramer's rule on payoff differences. Meant for supports that carry an
/// equilibrium; the regrets measure how well rounding left it. Sets at least the first `num_lanes`
/// lanes.
void solve_supports(const std::array<LanePayoffs, 2>& payoffs,
                    SupportPair supports,
                    std::size_t num_lanes,
                    SupportSolution& solution);

}  // namespace demarche
