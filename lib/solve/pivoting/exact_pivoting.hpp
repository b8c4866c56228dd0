// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Games of more labels than this are not followed exactly: their numbers grow too long.
inline constexpr Index kMaxExactLabels = 80;

/// The end of the Lemke-Howson path of one label, in integers: no rounding, whatever the payoffs.
/// `goes_on` is asked before each pivot. Empty if it said no.
[[nodiscard]] MixedProfile follow_exactly(const NormalFormGame& game,
                                          Index label,
                                          const std::function<bool()>& goes_on);

}  // namespace demarche
