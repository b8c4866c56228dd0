// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/game/extensive_game.hpp"

namespace demarche {

/// The roots of all subgames, each after those below it: nodes at which a player knows where it is,
/// or chance moves, and below which no information set reaches out. The root of the game is the
/// last. A game that ends at once has none.
/// @pre The game has passed its check().
[[nodiscard]] std::vector<std::size_t> subgame_roots(const ExtensiveGame& game);

}  // namespace demarche
