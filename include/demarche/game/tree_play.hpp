// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "demarche/game/extensive_game.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// For each of the profiles, the probability that play comes to each node of the tree,
/// [profile][node]. A profile mixes the strategies of reduced_strategic_form(), in its numbering.
/// @throws InvalidArgument as reduced_strategic_form(), or if a profile does not fit the game.
[[nodiscard]] std::vector<std::vector<double>> node_probabilities(
    const ExtensiveGame& game, std::span<const MixedProfile> profiles);

/// Sorts profiles by what is played: those in one group give each node of the tree the same
/// probability, to 1e-9, so that they differ only where play never comes. Groups hold places among
/// `profiles`, ascending, and come in the order of their first.
/// @throws InvalidArgument as node_probabilities().
[[nodiscard]] std::vector<std::vector<int>> group_by_play(const ExtensiveGame& game,
                                                          std::span<const MixedProfile> profiles);

}  // namespace demarche
