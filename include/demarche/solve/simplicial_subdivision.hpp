// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of SimplicialSubdivision.
struct SimplicialSubdivisionOptions {
  double first_mesh = 0.25;           ///< Size of the first grid; above 0, at most 1.
  double last_mesh = 1e-9;            ///< The grid is halved down to this; above 0.
  int max_pivots = 2'000'000;         ///< Budget over all grids; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget; above 0.
  double tolerance = 1e-9;  ///< Largest relative regret accepted as an equilibrium; above 0.
};

/// The refined centre of the last simplex. `strategies` is empty unless `status` is `converged`.
struct SimplicialSubdivisionResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  MixedProfile strategies;                              ///< One probability vector per player.
  double regret = 0.0;                                  ///< NormalFormGame::relative_regret().
  int num_pivots = 0;                                   ///< Over all grids.
  double mesh = 0.0;                                    ///< Of the last grid.
};

/// Finds one equilibrium of a game with any number of players by a variable-dimension simplicial
/// algorithm with integer labels on the product of the players' strategy spaces
/// @cite LaanTalman1982, @cite LaanTalmanHeyden1987. The path on every grid ends in every game,
/// degenerate or not, but its length has no useful bound, so there are budgets.
///
/// On each grid, the search starts at the best point of the coarser grid and pivots through a
/// triangulation until a simplex has all labels of one player. Labels come from the map
/// z -> r(z) + payoffs(r(z)) - z, where r is the projection on the strategies. The zeros of the map
/// are the equilibria, and the map needs no boundary. The search ends once Newton's method on the
/// supports gives a certified equilibrium nearby.
class SimplicialSubdivision {
 public:
  using Options = SimplicialSubdivisionOptions;
  using Result = SimplicialSubdivisionResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit SimplicialSubdivision(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
