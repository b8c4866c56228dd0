// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche::testing {

/// All equilibria of a 2x2x2 game that is not degenerate, in closed form: eight pure profiles, the
/// mixed equilibria of the two-player games that remain when one player is pure, and the roots of
/// the quadratic equation to which the three bilinear equations of indifference come down.
[[nodiscard]] std::vector<MixedProfile> two_by_two_by_two(const NormalFormGame& game);

}  // namespace demarche::testing
