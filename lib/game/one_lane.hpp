// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "demarche/game/factored_game.hpp"

namespace demarche {

/// The cells of a block that holds this game in its first lane, and zeros elsewhere.
/// @throws InvalidArgument if the shape breaks a rule or cells are not as many as it says.
[[nodiscard]] inline std::vector<double> one_lane(const FactoredGame& game) {
  game.shape.check();
  if (game.cells.size() != game.shape.num_cells) {
    throw InvalidArgument(fmt::format("cells must number {}, as the shape says, got {}",
                                      game.shape.num_cells,
                                      game.cells.size()));
  }
  std::vector<double> cells(game.cells.size() * kBlockLanes, 0.0);
  for (std::size_t row = 0; row < game.cells.size(); ++row) {
    cells[row * kBlockLanes] = game.cells[row];
  }
  return cells;
}

}  // namespace demarche
