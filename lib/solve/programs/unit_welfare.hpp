// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// The sum of all players' payoffs at each profile, mapped to [0, 1]; zeros if it is constant.
[[nodiscard]] std::vector<double> unit_welfare(const NormalFormGame& game);

/// All players' payoffs mapped to [0, 1] by one map for all: [player][profile].
[[nodiscard]] std::vector<std::vector<double>> jointly_scaled(const NormalFormGame& game);

}  // namespace demarche
