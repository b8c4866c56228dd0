// SPDX-License-Identifier: MIT
#include "demarche/game/dense_form.hpp"

#include <fmt/format.h>

#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/game/materialise.hpp"
#include "game/one_lane.hpp"

namespace demarche {

NormalFormGame dense_form(const FactoredGame& game) {
  const std::vector<double> cells = one_lane(game);
  const Materialisation materialisation(game.shape);
  if (materialisation.players().empty()) {
    throw InvalidArgument("nobody chooses in this game: all players are behavioural");
  }
  const GameBlock block{.shape = &game.shape, .num_lanes = 1, .cells = cells.data()};
  std::vector<double> behaviour(materialisation.num_behaviour_rows() * kBlockLanes);
  materialisation.behaviour(block, behaviour.data());
  NormalFormGame dense(materialisation.num_strategies());
  for (std::size_t k = 0; k < dense.num_players(); ++k) {
    const FactoredPlayer& player = game.shape.players[materialisation.players()[k]];
    materialisation.payoffs(block, 0, behaviour.data(), k, dense.payoffs(k).data());
    dense.player_names[k] = player.name;
    for (std::size_t s = 0; s < player.strategies.size(); ++s) {
      dense.strategy_names[k][s] = fmt::format("{}", fmt::join(player.strategies[s], ","));
    }
  }
  dense.check_finite();
  return dense;
}

}  // namespace demarche
