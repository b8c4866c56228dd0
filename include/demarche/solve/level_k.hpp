// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Settings of LevelK.
struct LevelKOptions {
  int level = 2;                 ///< Steps of reasoning of every player; at least 0.
  double tie_tolerance = 1e-12;  ///< Payoffs closer than this, relative to their spread, are a tie.
};

/// What players of bounded depth do: level 0 plays all strategies alike, level k best responds to
/// others of level k - 1, all its best responses alike @cite StahlWilson1995, @cite Nagel1995.
class LevelK {
 public:
  using Options = LevelKOptions;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit LevelK(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] MixedProfile solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

/// Settings of CognitiveHierarchy.
struct CognitiveHierarchyOptions {
  double mean_level = 1.5;       ///< Of the Poisson distribution of levels; in [0, 50].
  double tie_tolerance = 1e-12;  ///< Payoffs closer than this, relative to their spread, are a tie.
};

/// What a population of players of different depth does: levels are Poisson, and each level best
/// responds to the levels below it in their true proportions @cite CamererHoChong2004. The answer
/// averages over levels, up to the one above which less than 1e-12 of the players are.
class CognitiveHierarchy {
 public:
  using Options = CognitiveHierarchyOptions;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit CognitiveHierarchy(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] MixedProfile solve(const NormalFormGame& game) const;

 private:
  Options options_;
};

}  // namespace demarche
