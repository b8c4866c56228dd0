// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// Settings of SupportEnumeration.
struct SupportEnumerationOptions {
  double tolerance = 1e-9;  ///< Largest relative regret accepted as an equilibrium; above 0.
  double tie_tolerance =
      1e-11;  ///< Numbers closer to 0, on the scale of payoffs in [0, 1], are ties; above 0.
};

/// The equilibria of one game, in lexicographic order of their supports; none unless `status` is
/// `converged`.
struct SupportEnumerationResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  std::vector<MixedProfile> equilibria;                 ///< One probability vector per player each.
  /// Whether these are known to be all equilibria: no tie at any of them, and no pair of supports
  /// whose singular equations may have solutions.
  bool is_complete = false;
  bool is_degenerate =
      false;            ///< At an equilibrium, a player has more best responses than it mixes.
  double regret = 0.0;  ///< NormalFormGame::relative_regret(), the largest of all.
  long long num_supports = 0;  ///< Pairs of supports looked at.
};

/// Finds all equilibria of a two-player game that is not degenerate: for each pair of supports of
/// equal size, the strategies that make the other player indifferent
/// @cite PorterNudelmanShoham2008, in payoffs scaled to [0, 1] so that positive affine changes of
/// the payoffs change nothing.
///
/// In a degenerate game equilibria can be a continuum. The result then lists some of its ends and
/// says that the game is degenerate. There are C(m + n, n) - 1 pairs of supports.
class SupportEnumeration {
 public:
  using Options = SupportEnumerationOptions;
  using Result = SupportEnumerationResult;

  /// The largest number of support pairs. Games of 12 by 12 strategies fit, and so do games of more
  /// strategies for one player and fewer for the other.
  static constexpr double kMaxSupports = 3e6;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit SupportEnumeration(Options options = {});

  /// @throws InvalidArgument if the game has not two players, a payoff is not finite or the pairs
  /// of supports are more than kMaxSupports.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

  /// Why games of m by n strategies are too large, or nothing.
  [[nodiscard]] static std::optional<std::string> refusal(int m, int n);

 private:
  Options options_;
};

}  // namespace demarche
