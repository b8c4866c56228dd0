// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of GlobalNewton.
struct GlobalNewtonOptions {
  std::uint64_t seed = 0;  ///< Seed of the random rays.
  /// The number of rays to try until one leads to an equilibrium; at least 1. A ray is followed for
  /// at most 2000 steps.
  int max_rays = 20;
  int max_steps = 20'000;             ///< Budget of all paths; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget; above 0.
  double tolerance = 1e-9;  ///< Largest relative regret accepted as an equilibrium; above 0.
};

/// The end of a path. `strategies` is empty unless `status` is `converged`.
struct GlobalNewtonResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  MixedProfile strategies;                              ///< One probability vector per player.
  double regret = 0.0;                                  ///< NormalFormGame::relative_regret().
  int num_steps = 0;                                    ///< Steps along all rays.
  int num_rays = 0;                                     ///< Rays tried.
};

/// Finds one equilibrium of a game with any number of players by the global Newton method
/// @cite GovindanWilson2003: a bonus along a random ray makes one pure profile the only
/// equilibrium, and the path of equilibria is followed until the bonus is 0. Generic games have
/// such a path for almost all rays; if rounding breaks a path, the next ray is tried.
class GlobalNewton {
 public:
  using Options = GlobalNewtonOptions;
  using Result = GlobalNewtonResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit GlobalNewton(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
