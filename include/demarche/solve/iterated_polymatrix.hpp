// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of IteratedPolymatrix.
struct IteratedPolymatrixOptions {
  std::uint64_t seed = 0;    ///< Seed of the random rays.
  int max_rays = 20;         ///< How many rays are tried; at least 1.
  int max_iterations = 100;  ///< Approximations per ray, of at most 5000 steps; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget; above 0.
  double tolerance = 1e-9;  ///< Largest relative regret accepted as an equilibrium; above 0.
};

/// Where the iteration ended. `strategies` is empty unless `status` is `converged`.
struct IteratedPolymatrixResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  MixedProfile strategies;                              ///< One probability vector per player.
  double regret = 0.0;                                  ///< NormalFormGame::relative_regret().
  int num_iterations = 0;                               ///< Approximations along all rays.
  int num_rays = 0;                                     ///< Rays tried.
};

/// Finds one equilibrium of a game with any number of players by iterated polymatrix approximation
/// @cite GovindanWilson2004: the game is replaced by its tangent at the current profile, in which
/// payoffs are sums over pairs of players. That game is solved along the path of a ray's bonus,
/// which consists of straight pieces. The method is fast if it converges, but it need not converge.
class IteratedPolymatrix {
 public:
  using Options = IteratedPolymatrixOptions;
  using Result = IteratedPolymatrixResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit IteratedPolymatrix(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
