// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// Settings of LogitQuantalResponse.
struct LogitQuantalResponseOptions {
  double precision = 1.0;             ///< The logit precision (lambda); finite, at least 0.
  int max_iterations = 10'000;        ///< Linear solves and fixed-point steps; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget per game; above 0.
  double tolerance = 1e-9;            ///< Largest error of the logit equation accepted; above 0.
};

/// A point on the principal branch. `strategies` is empty unless `status` is `converged`.
struct LogitQuantalResponseResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  MixedProfile strategies;                              ///< One probability vector per player.
  double residual = 0.0;   ///< Largest difference between a probability and its logit response.
  double regret = 0.0;     ///< NormalFormGame::max_regret(); above 0, since players make mistakes.
  int num_iterations = 0;  ///< Linear solves.
  /// Another branch crosses the path, as in many symmetric games. The answer lies straight ahead.
  bool passed_bifurcation = false;
};

/// Finds the logit quantal response equilibrium at a given precision on the principal branch, the
/// one that starts at uniform play with precision 0 @cite McKelveyPalfrey1995.
///
/// The branch is followed by pseudo-arclength steps, which pass turning points, until the precision
/// is reached @cite Turocy2005. The unknowns are not strategies but the marginals that other
/// players' payoffs depend on, so factored games have few. Games are solved across vector lanes,
/// each at its own point of its own branch.
class LogitQuantalResponse {
 public:
  using Options = LogitQuantalResponseOptions;
  using Result = LogitQuantalResponseResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit LogitQuantalResponse(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

  /// Makes a solver for blocks of games of one shape. A block without precisions of its own uses
  /// the option.
  [[nodiscard]] std::unique_ptr<BlockSolver> make_block_solver(const FactoredShape& shape) const;

 private:
  Options options_;
};

}  // namespace demarche
