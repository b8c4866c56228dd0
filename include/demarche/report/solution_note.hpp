// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace demarche {

/// What a report on one game says beside the answer itself.
struct SolutionNote {
  std::string source = {};  ///< Where the game is from; empty: not said.
  /// Why the concept was taken if nobody named one, as DefaultConcept::reason has it; empty: not
  /// said.
  std::string reason = {};
  std::optional<double> seconds = {};  ///< How long solving took; empty: not said.
  bool shows_weights = false;  ///< What each equilibrium counts, if Solution::weights has it.
  /// Equilibria of a tree's strategic form that lead to the same play, as group_by_play() sorts
  /// them. The text shows one of each group; empty: it shows all.
  std::vector<std::vector<int>> plays = {};
};

}  // namespace demarche
