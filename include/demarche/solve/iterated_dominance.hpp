// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// What survives.
struct IteratedDominanceResult {
  std::vector<std::vector<int>> survivors;  ///< Per player, the strategies left, ascending.
  int num_rounds = 0;                       ///< In which something was eliminated.

  [[nodiscard]] bool is_single_profile() const noexcept;
};

/// Iterated elimination of strategies that another *pure* strategy strictly dominates. What
/// survives does not depend on the order of elimination @cite Gilboa1990. (Dominance by mixed
/// strategies may eliminate more.)
///
/// As a concept, "dominance" answers a game by uniform play over the survivors, which is an
/// equilibrium where one profile survives; the certificate then counts 1 equilibrium, else the
/// surviving profiles without claiming that they are any, and its regret is that of the uniform
/// play.
class IteratedDominance {
 public:
  using Result = IteratedDominanceResult;

  /// @throws InvalidArgument if a payoff is not finite.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;
};

}  // namespace demarche
