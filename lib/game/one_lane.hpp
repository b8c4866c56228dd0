// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// The cells of a block that has this game in its first lane and zeros in the others, so that one
/// game can be given to code for blocks.
/// @throws InvalidArgument if the shape breaks a rule or the number of cells is not
/// shape.num_cells.
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

/// The mixed profile of a block's first lane. `probabilities` is [num_strategies][kBlockLanes] and
/// has the strategies of all players, of behavioural ones, too.
[[nodiscard]] inline MixedProfile first_profile(const FactoredShape& shape,
                                                const AlignedArray& probabilities) {
  MixedProfile profile;
  std::size_t row = 0;
  for (const FactoredPlayer& player : shape.players) {
    auto& strategy = profile.emplace_back();
    for (std::size_t s = 0; s < player.strategies.size(); ++s) {
      strategy.push_back(probabilities[row++ * kBlockLanes]);
    }
  }
  return profile;
}

}  // namespace demarche
