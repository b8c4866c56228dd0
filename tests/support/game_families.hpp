// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche::testing {

/// A kind of two-player game, random in what it leaves open.
struct GameFamily {
  std::string name;
  NormalFormGame (*make)(const std::vector<int>& num_strategies, std::uint64_t seed);
};

/// Uniform payoffs, on large and tiny scales too; few and many integers, nearly tied; zero-sum; the
/// first player's last strategy a copy of its first, for both or for itself alone.
const std::vector<GameFamily>& game_families();

}  // namespace demarche::testing
