// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// What each player gets on average where all play `profile`.
[[nodiscard]] std::vector<double> expected_payoffs(const NormalFormGame& game,
                                                   const MixedProfile& profile);

/// The most that each player gains by deviating, in payoff units; their largest is
/// NormalFormGame::max_regret().
[[nodiscard]] std::vector<double> regrets(const NormalFormGame& game, const MixedProfile& profile);

/// Payoffs closer than this, relative to the spread of a player's payoffs, are a tie.
inline constexpr double kTieTolerance = 1e-12;

/// The player's strategies that pay most against `profile`, ascending; those that pay less by no
/// more than `tie_tolerance`, relative to the spread of the player's payoffs, are among them.
[[nodiscard]] std::vector<int> best_responses(const NormalFormGame& game,
                                              std::size_t player,
                                              const MixedProfile& profile,
                                              double tie_tolerance = kTieTolerance);

/// The game in which players have these of their strategies alone, in this order, with their names.
/// @throws InvalidArgument unless every player has at least one, each once and from the game.
[[nodiscard]] NormalFormGame restricted(const NormalFormGame& game,
                                        const std::vector<std::vector<int>>& strategies);

}  // namespace demarche
