// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of ExtremeEquilibria.
struct ExtremeEquilibriaOptions {
  int max_vertices = 20'000;          ///< Budget for each player's polytope; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget; above 0.
  double tolerance = 1e-9;  ///< Largest relative regret accepted as an equilibrium; above 0.
};

/// All extreme equilibria and the sets that they span. Empty unless `status` is `converged`.
struct ExtremeEquilibriaResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  std::vector<MixedProfile>
      equilibria;  ///< Ordered: those that favour earlier strategies come first.
  /// Maximal Nash subsets, as ascending indices into `equilibria`. Each subset is the product, over
  /// the players, of the convex hulls of its equilibria's strategies. Every equilibrium of the game
  /// lies in one of them. Empty if there are more than 10,000.
  std::vector<std::vector<int>> subsets;
  /// Connected components of the set of all equilibria: unions of subsets that touch.
  std::vector<std::vector<int>> components;
  bool is_degenerate =
      false;             ///< A vertex of a best-response polytope has more labels than it needs.
  double regret = 0.0;   ///< NormalFormGame::relative_regret(), the largest of all.
  int num_vertices = 0;  ///< Vertices of both polytopes.
};

/// Finds all equilibria of any two-player game, degenerate or not, in exact rational arithmetic
/// @cite AvisRosenbergSavaniStengel2010: the vertices of both best-response polytopes by the double
/// description method @cite FukudaProdon1996, the pairs that carry every label, and the maximal
/// cliques of those pairs.
///
/// If the game is exact (NormalFormGame::is_exact()), so is the answer. In a game of doubles, a
/// player's payoffs are taken for the decimal fractions that they were written as if none needs
/// more than 15 digits. Otherwise they are taken for the exact binary numbers that are stored, and
/// a tie that rounding to binary has broken is no tie.
///
/// No equilibrium is listed twice: those with the same doubles count as one. The cost grows with
/// the number of vertices, which is exponential in the smaller number of strategies.
class ExtremeEquilibria {
 public:
  using Options = ExtremeEquilibriaOptions;
  using Result = ExtremeEquilibriaResult;

  /// The most strategies of both players together.
  static constexpr int kMaxStrategies = 128;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit ExtremeEquilibria(Options options = {});

  /// @throws InvalidArgument if the game has not two players or more than kMaxStrategies
  /// strategies, or a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
