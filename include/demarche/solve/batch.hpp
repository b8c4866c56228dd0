// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "demarche/core/buffer.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// Many games of one size, read where they lie: the payoff of player i when the players play s, t,
/// ... in game g is `data[g * strides[0] + i * strides[1] + s * strides[2] + t * strides[3] +
/// ...]`. Payoffs are doubles, and what a concept decides exactly is exact for these doubles.
template <class Real>
struct GamesView {
  const Real* data = nullptr;       ///< Not owned.
  std::size_t num_games = 0;        ///< All games have one size.
  std::vector<int> num_strategies;  ///< Per player.
  /// In numbers, not bytes; of any sign. Empty: the numbers are dense,
  /// [game][player][strategy of 1][strategy of 2]...
  std::vector<std::ptrdiff_t> strides = {};
};

/// How far a batch has come.
struct BatchProgress {
  std::size_t games_done = 0;   ///< Any games: threads take whichever are next.
  std::size_t games_total = 0;  ///< Of the batch.
  double seconds = 0.0;         ///< Time since the batch began.
};

/// Which concept solves the games, and how.
struct BatchSettings {
  std::string concept_name = "nash";    ///< A name from concepts().
  ConceptOptions concept_options = {};  ///< Options of the concept.
  /// The number of threads, in [0, 1024]; 0: one per core. No more threads run than there are
  /// cores. Answers do not depend on the number.
  int threads = 0;
  /// Called some ten times a second on the thread that called solve_batch(), even while no game
  /// ends. Returning false stops the batch within a moment. The solution then covers the first
  /// games only: as many as it has certificates. An InterruptionScope of that thread stops a batch
  /// in the same way.
  std::function<bool(const BatchProgress&)> progress = {};
};

/// The answers, game by game. Equilibria whose weight under the selection is 0 are not listed; the
/// certificates count them.
struct BatchSolution {
  std::size_t num_strategies = 0;    ///< Of all players together.
  Buffer<Certificate> certificates;  ///< [games]; of a stopped batch, those solved.
  /// [games + 1]: game g has the profiles first_profile[g] up to, not including,
  /// first_profile[g + 1]; none unless it converged.
  Buffer<std::size_t> first_profile;
  Buffer<double> weights;        ///< [profiles]: 1 in total for each game that converged.
  Buffer<double> probabilities;  ///< [profiles][num_strategies], player by player.

  /// The strategy probabilities of profile `p`, player by player.
  [[nodiscard]] std::span<const double> profile(std::size_t p) const noexcept {
    return probabilities.span().subspan(p * num_strategies, num_strategies);
  }
};

/// Solves every game by a concept of the registry on several threads, and whole blocks of games at
/// once where the concept has a kernel for that. A game that is not finite does not throw: its
/// certificate has the status SolveStatus::not_finite.
/// @throws InvalidArgument if there is no such concept, it refuses games of this size, or a setting
/// lies outside its range or differs from its default although the concept does not read it.
[[nodiscard]] BatchSolution solve_batch(const GamesView<double>& games,
                                        const BatchSettings& settings = {});
/// Reads single precision and solves in double precision.
[[nodiscard]] BatchSolution solve_batch(const GamesView<float>& games,
                                        const BatchSettings& settings = {});

}  // namespace demarche
