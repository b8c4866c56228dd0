// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Three players with two strategies each.
[[nodiscard]] bool is_two_by_two_by_two(const NormalFormGame& game);

/// All equilibria of such a game, in the order of their supports, the first player's fastest.
struct TrioEquilibria {
  std::vector<MixedProfile> equilibria;
  double regret = 0.0;  ///< The largest NormalFormGame::relative_regret() of them.
};

/// Finds them by signs of payoff differences and in closed form. Returns nothing where a sign, the
/// place of a root or its multiplicity is so close to a tie that rounding might decide it, and
/// where an equilibrium has more regret than `tolerance`.
/// @pre is_two_by_two_by_two(game)
[[nodiscard]] std::optional<TrioEquilibria> solve_two_by_two_by_two(const NormalFormGame& game,
                                                                    double tolerance);

}  // namespace demarche
