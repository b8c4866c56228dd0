// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Three players with two strategies each.
[[nodiscard]] bool is_two_by_two_by_two(const NormalFormGame& game);

/// All equilibria of such a game, in the order of their supports (first player's fastest).
struct TrioEquilibria {
  std::vector<MixedProfile> equilibria;
  double regret = 0.0;  ///< NormalFormGame::relative_regret(), the largest of all.
};

/// By signs and in closed form. Nothing where a sign, a root's place or its multiplicity is so
/// close to a tie that rounding might decide it, or an equilibrium has more regret than
/// `tolerance`.
[[nodiscard]] std::optional<TrioEquilibria> solve_two_by_two_by_two(const NormalFormGame& game,
                                                                    double tolerance);

}  // namespace demarche
