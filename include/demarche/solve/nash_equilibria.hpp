// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of NashEquilibria.
struct NashEquilibriaOptions {
  double tolerance = 1e-9;    ///< Largest relative regret accepted as an equilibrium; above 0.
  int max_boxes = 2'000'000;  ///< Budget of boxes for three players or more; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget of each stage; above 0.
  int max_vertices = 20'000;          ///< Budget for each polytope of a degenerate two-player game.
};

/// How the equilibria were decided.
enum class NashMethod {
  supports,     ///< Two players: supports in floating point; no number came near a tie.
  vertices,     ///< Two players: vertices in exact rational arithmetic, where floating point could
                ///< not decide. Exact for the game as written if NormalFormGame::is_exact(), else
                ///< for the doubles given.
  boxes,        ///< More players: supports, subdivided until a box has at most one equilibrium.
  closed_form,  ///< 2x2x2: signs and a quadratic equation; no number came near a tie.
  grid,  ///< More players: no box was decided, and SimplicialSubdivision found one equilibrium.
};

/// The equilibria found. With `is_complete`, there are no others; in a game with `components`,
/// there are no others outside the hulls of the components (see ExtremeEquilibria).
struct NashEquilibriaResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  std::vector<MixedProfile> equilibria;                 ///< One probability vector per player each.
  std::vector<std::vector<int>> components;  ///< Of degenerate two-player games; else empty.
  bool is_complete = false;                  ///< The list is known to hold all equilibria.
  bool is_degenerate = false;                ///< A tie was met: there may be a continuum.
  NashMethod method = NashMethod::supports;  ///< How they were decided.
  double regret = 0.0;      ///< NormalFormGame::relative_regret(), the largest of all.
  long long num_steps = 0;  ///< Supports, vertices or boxes examined.
};

/// Finds all Nash equilibria.
///
/// One player: the best strategies are the answer. Two players: SupportEnumeration solves the game
/// or, if a number is too close to a tie, ExtremeEquilibria in exact arithmetic.
///
/// Where floating point decides, its margins cover the rounding of a game's payoffs to doubles,
/// too.
///
/// Three players of two strategies: supports are solved in closed form unless a number is too close
/// to a tie.
///
/// Three players or more: for each combination of supports that survives conditional dominance
/// @cite PorterNudelmanShoham2008, the product of simplices of mixed strategies is subdivided.
/// Payoffs are affine in each player's strategy, so their exact range over a piece is found at its
/// corners. A piece is dropped where some played strategy is dominated all over it or where a
/// combination of the indifference equations, preconditioned by the inverse Jacobian, has no zero;
/// it is finished where the preconditioned equations are injective, so that it holds at most one
/// equilibrium, which Newton's method finds (an interval Newton test @cite Neumaier1990). Margins
/// cover rounding. If pieces stay undecided (a continuum, or equilibria that are singular zeros),
/// the result says that it is not complete.
class NashEquilibria {
 public:
  using Options = NashEquilibriaOptions;
  using Result = NashEquilibriaResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit NashEquilibria(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite or refusal() gives a reason.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

  /// Why games of this size are too large for all equilibria, or nothing.
  [[nodiscard]] static std::optional<std::string> refusal(const std::vector<int>& num_strategies);

 private:
  Options options_;
};

}  // namespace demarche
