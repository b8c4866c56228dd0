// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Settings of LevelK.
struct LevelKOptions {
  int level = 2;                 ///< Steps of reasoning of every player; at least 0.
  double tie_tolerance = 1e-12;  ///< Payoffs closer than this, relative to their spread, are tied.
};

/// What players of bounded depth do: level 0 plays all strategies with equal probability, and level
/// k plays its best responses to level k - 1, tied ones with equal probability
/// @cite StahlWilson1995, @cite Nagel1995.
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

/// The largest mean level that a cognitive hierarchy accepts.
inline constexpr double kMostMeanLevel = 50.0;

/// Settings of CognitiveHierarchy.
struct CognitiveHierarchyOptions {
  double mean_level = 1.5;       ///< Mean of the Poisson distribution; in [0, kMostMeanLevel].
  double tie_tolerance = 1e-12;  ///< Payoffs closer than this, relative to their spread, are tied.
};

/// What a population of players of different depth does: levels are Poisson, and each level best
/// responds to the levels below it in their true proportions @cite CamererHoChong2004. The answer
/// is the average over levels. It leaves out levels that fewer than 1e-12 of the players reach.
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
