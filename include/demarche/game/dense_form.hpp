// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/game/factored_game.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// The game among the players who choose, with a payoff for each of their joint strategies;
/// behavioural players are averaged over. Strategies are named by the levels of the player's
/// variables: "0,2".
/// @throws InvalidArgument if the game breaks a rule (FactoredGame::shape's check(), a cell for
/// each row), if it has no such form (Materialisation::refusal()) or nobody chooses, or if a payoff
/// or a weight of behaviour is not finite.
[[nodiscard]] NormalFormGame dense_form(const FactoredGame& game);

}  // namespace demarche
