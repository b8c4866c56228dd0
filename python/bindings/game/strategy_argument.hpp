// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <variant>

#include "demarche/game/normal_form_game.hpp"

namespace demarche::python {

/// A strategy by number, from 0, or by name.
using StrategyArgument = std::variant<int, std::string>;

/// @throws InvalidArgument naming those there are if the player has no such strategy.
[[nodiscard]] int strategy_number(const NormalFormGame& game,
                                  std::size_t player,
                                  const StrategyArgument& strategy);

}  // namespace demarche::python
