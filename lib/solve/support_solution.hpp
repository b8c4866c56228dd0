// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include "solve/sign_planes.hpp"

namespace demarche {

/// One player's payoffs in one lane of a block.
struct LanePayoffs {
  const double* first = nullptr;
  std::size_t own_stride = 0;    ///< In doubles, between neighbours of the player's strategies ...
  std::size_t other_stride = 0;  ///< ... and of the other player's.
  int num_strategies = 0;        ///< The player's own.

  [[nodiscard]] double operator()(std::size_t own, std::size_t other) const noexcept {
    return first[own * own_stride + other * other_stride];
  }
};

/// A pair of mixed strategies, and what each player could gain by another.
struct SupportSolution {
  /// Per player, of the strategies in its support in their order; others are not set.
  std::array<std::array<double, kMostSigned>, 2> probabilities;
  std::array<double, 2> regret;  ///< In payoff units; NaN if numbers ran out of range.
};

/// The strategies in a set of bits, ascending; the rest is 0.
[[nodiscard]] const std::array<std::uint8_t, kMostSigned>& members(std::uint8_t set) noexcept;

/// Mixes the supports (of equal size, 2 at least) so that each makes the other player's support
/// indifferent, by Cramer's rule on payoff differences. Meant for supports that carry an
/// equilibrium; the regret measures how well rounding left it.
[[nodiscard]] SupportSolution solve_supports(const std::array<LanePayoffs, 2>& payoffs,
                                             SupportPair supports) noexcept;

}  // namespace demarche
