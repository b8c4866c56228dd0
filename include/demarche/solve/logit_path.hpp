// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of LogitPath.
struct LogitPathOptions {
  int max_steps = 20'000;             ///< Budget of points on each trace; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget; above 0.
  double tolerance = 1e-9;    ///< Largest relative regret accepted as an equilibrium; above 0.
  bool keeps_points = false;  ///< Whether the result lists the path.
};

/// A point of the path.
struct LogitPathPoint {
  double precision = 0.0;   ///< Logit precision for payoffs scaled to [0, 1].
  MixedProfile strategies;  ///< One probability vector per player.
};

/// The path's limit. `strategies` is empty unless `status` is `converged`.
struct LogitPathResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  MixedProfile strategies;                              ///< One probability vector per player.
  double regret = 0.0;                                  ///< NormalFormGame::relative_regret().
  int num_steps = 0;                                    ///< Points along the path.
  double last_precision = 0.0;                          ///< Precision at the last point.
  /// Another branch crosses the path, as in many symmetric games. The answer lies straight ahead.
  bool passed_bifurcation = false;
  std::vector<LogitPathPoint> points;  ///< From uniform play on, with `keeps_points`; else empty.
};

/// Traces the principal branch of logit quantal response equilibria from uniform play to a Nash
/// equilibrium, its limit as the precision grows @cite McKelveyPalfrey1995.
///
/// The curve is followed in the logarithms of probabilities by pseudo-arclength steps, which pass
/// turning points @cite Turocy2005; each player's payoffs are scaled to [0, 1] first, so that
/// positive affine changes of one player's payoffs change nothing. A path that is proved to stay
/// next to a pure profile ends there. Otherwise, once no player can gain much by deviating,
/// Newton's method on the supports finds the limit.
class LogitPath {
 public:
  using Options = LogitPathOptions;
  using Result = LogitPathResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit LogitPath(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
