// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/core/interruption.hpp"
#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// The equilibria with given supports.
struct SupportRoots {
  std::vector<MixedProfile> equilibria;
  bool is_tied = false;       ///< At one of them, a strategy outside the support pays as much.
  bool is_undecided = false;  ///< There may be more: some pieces were not decided.
};

/// The remaining budget of a search. A TimeScope around the search is its time budget.
struct SearchBudget {
  long long boxes = 0;  ///< Pieces that may still be looked at.

  [[nodiscard]] bool is_spent() const { return boxes <= 0 || is_interrupted(); }
};

/// Finds all equilibria of `unit` on `supports` by subdividing the product of their simplices. Each
/// piece looked at costs one box of the budget.
/// @pre Payoffs of `unit` lie in [0, 1]. `supports` has ascending strategies of each player, one at
/// least.
[[nodiscard]] SupportRoots solve_supports(const NormalFormGame& unit,
                                          const std::vector<std::vector<int>>& supports,
                                          double tolerance,
                                          SearchBudget& budget);

}  // namespace demarche
