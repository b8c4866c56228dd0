// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "demarche/core/buffer.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// Many games of one size, read where they lie: the payoff of player i when the players play s, t,
/// ... in game g is `data[g * strides[0] + i * strides[1] + s * strides[2] + t * strides[3] +
/// ...]`.
template <class Real>
struct GamesView {
  const Real* data = nullptr;       ///< Not owned.
  std::size_t num_games = 0;        ///< All of one size.
  std::vector<int> num_strategies;  ///< Per player.
  /// In numbers, not bytes; any sign. Empty: [game][player][strategy of 1][strategy of 2]...,
  /// dense.
  std::vector<std::ptrdiff_t> strides = {};
};

/// What to solve for, and with what.
struct BatchSettings {
  std::string concept_name = "nash";    ///< A name from concepts().
  ConceptOptions concept_options = {};  ///< What it may be told.
  /// In [0, 1024], of which no more run than there are cores; 0: all cores. The answers are the
  /// same for any number.
  int threads = 0;
};

/// The answers, game by game. Equilibria that a selection gives no weight are left out; the
/// certificates count them.
struct BatchSolution {
  std::size_t num_strategies = 0;    ///< Of all players together.
  Buffer<Certificate> certificates;  ///< [games]
  /// [games + 1]: game g has the profiles first_profile[g] up to, not including,
  /// first_profile[g + 1]; none unless it converged.
  Buffer<std::size_t> first_profile;
  Buffer<double> weights;        ///< [profiles]: 1 in total for each game that converged.
  Buffer<double> probabilities;  ///< [profiles][num_strategies], player by player.

  /// Strategy probabilities of one profile, player by player.
  [[nodiscard]] std::span<const double> profile(std::size_t p) const noexcept {
    return probabilities.span().subspan(p * num_strategies, num_strategies);
  }
};

/// Solves every game by a concept of the registry, on several threads, each block of games at once
/// where the concept has a kernel for that. A game that is not finite gets its status, like any
/// other that does not converge.
/// @throws InvalidArgument if there is no such concept, it refuses games of this size, or a setting
/// lies outside its range.
[[nodiscard]] BatchSolution solve_batch(const GamesView<double>& games,
                                        const BatchSettings& settings = {});
/// The same from single precision; solved in double precision.
[[nodiscard]] BatchSolution solve_batch(const GamesView<float>& games,
                                        const BatchSettings& settings = {});

}  // namespace demarche
