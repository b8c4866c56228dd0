// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// The expected payoff of each player under correlated play.
[[nodiscard]] std::vector<double> expected_payoffs(
    const NormalFormGame& game, const std::vector<WeightedProfile>& distribution);

}  // namespace demarche
