// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "solve/blocks/deadline.hpp"

namespace demarche {

/// All equilibria with given supports, of a game with payoffs in [0, 1].
struct SupportRoots {
  std::vector<MixedProfile> equilibria;
  bool is_tied = false;       ///< At one of them, something unplayed pays as much.
  bool is_undecided = false;  ///< Pieces were left that may hold more.
};

/// What is left of a search's means.
struct SearchBudget {
  long long boxes = 0;
  Deadline deadline;

  [[nodiscard]] bool is_spent() const { return boxes <= 0 || deadline.is_past(); }
};

/// Subdivides the product of the simplices over `supports` (ascending strategies per player). Takes
/// one box off the budget for every piece looked at.
[[nodiscard]] SupportRoots solve_supports(const NormalFormGame& unit,
                                          const std::vector<std::vector<int>>& supports,
                                          double tolerance,
                                          SearchBudget& budget);

}  // namespace demarche
