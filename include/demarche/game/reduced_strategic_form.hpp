// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/game/extensive_game.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// The reduced strategic form @cite Stengel1996: a reduced strategy has an action at each
/// information set of the player that its own other choices do not exclude, whatever the others and
/// chance do, and none elsewhere. Plain strategies that differ only there never differ in payoffs.
///
/// This needs no perfect recall: an information set counts if one of its nodes can be reached, and
/// at a set that is met twice in a play the action is the same. (Then not every mixture of reduced
/// strategies has an equivalent in behaviour strategies; equilibria are those of the strategic
/// form.) Branches of probability 0 count as possible.
///
/// Strategies are named by their moves in the order of the tree, without actions that are the only
/// ones at their set: "blockade, attack". If a player's actions have no names, or two of a set have
/// the same, if names hold commas or if a list is longer than 60 bytes or not the only such list,
/// the player's strategies are named as Gambit names them @cite GambitFormats: the number of the
/// action for each of the player's information sets, "*" where none is chosen ("1*2"); with full
/// stops between where an information set has more than nine actions; "*" alone for a player who
/// never chooses. Strategies come in the order in which a walk over the tree meets the choices.
///
/// If the tree is exact (ExtensiveGame::is_exact()), the form is exact, too
/// (NormalFormGame::is_exact()), unless its payoffs are more than NormalFormGame::kMaxExactPayoffs
/// or the fractions need integers of more than 4,096 bits or, with integers beyond 2^53, more than
/// 2^28 steps.
///
/// Takes time proportional to the sum over the paths of the tree of the profiles that follow it.
///
/// @throws InvalidArgument if the game fails its check(); if the form would have more payoffs than
/// NormalFormGame::kMaxPayoffs, with their number, or one player's strategies more than 2^25
/// choices in all; if the time above exceeds 2^36 steps; or if a sum of payoffs is not finite.
/// Sizes are checked before memory is taken, time before it is spent.
[[nodiscard]] NormalFormGame reduced_strategic_form(const ExtensiveGame& game);

}  // namespace demarche
