// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// The expected payoff of each player where all play `profile`.
[[nodiscard]] std::vector<double> expected_payoffs(const NormalFormGame& game,
                                                   const MixedProfile& profile);

/// The regret of each player: what it gains by its best deviation alone, in payoff units. The
/// largest of them is NormalFormGame::max_regret().
[[nodiscard]] std::vector<double> regrets(const NormalFormGame& game, const MixedProfile& profile);

/// Payoffs that differ by no more than this, relative to the spread of the player's payoffs, are a
/// tie.
inline constexpr double kTieTolerance = 1e-12;

/// The player's strategies that pay most against `profile`, ascending. A strategy counts if it pays
/// less than the best one by no more than `tie_tolerance` times the spread of the player's payoffs.
[[nodiscard]] std::vector<int> best_responses(const NormalFormGame& game,
                                              std::size_t player,
                                              const MixedProfile& profile,
                                              double tie_tolerance = kTieTolerance);

/// The game in which each player has only the given strategies, in the given order and with their
/// names.
/// @throws InvalidArgument unless every player has at least one, each once and from the game.
[[nodiscard]] NormalFormGame restricted(const NormalFormGame& game,
                                        const std::vector<std::vector<int>>& strategies);

}  // namespace demarche
