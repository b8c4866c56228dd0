// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// The sum of all players' payoffs at each profile, mapped to [0, 1]; all 0 if the sum is constant.
[[nodiscard]] std::vector<double> unit_welfare(const NormalFormGame& game);

/// [player][profile]: all players' payoffs, mapped to [0, 1] by one map that is the same for all
/// players; all 0 if payoffs are constant.
[[nodiscard]] std::vector<std::vector<double>> jointly_scaled(const NormalFormGame& game);

}  // namespace demarche
