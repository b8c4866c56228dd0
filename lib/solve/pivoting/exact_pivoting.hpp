// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Games with more labels than this should not be followed exactly: the integers of the tableau
/// grow with every pivot.
inline constexpr Index kMaxExactLabels = 80;

/// Follows the Lemke-Howson path of one label in integers, so without rounding for any payoffs, and
/// returns the equilibrium at its end. Calls `goes_on` before each pivot and returns an empty
/// profile once that is false, or if the integers would be too large (positive_integers()).
/// @pre `game` has two players and finite payoffs, and `label` is one of its labels.
[[nodiscard]] MixedProfile follow_exactly(const NormalFormGame& game,
                                          Index label,
                                          const std::function<bool()>& goes_on);

}  // namespace demarche
