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

/// The first lane's profile of [num_strategies][kBlockLanes] probabilities: strategies of all
/// players, behavioural ones too.
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
