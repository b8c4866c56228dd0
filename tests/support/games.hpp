// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche::testing {

/// The game with these payoffs of the row and the column player.
NormalFormGame bimatrix(const Matrix& row, const Matrix& column);

/// Payoffs uniform on [0, 1).
NormalFormGame random_game(std::vector<int> num_strategies, std::uint64_t seed);

/// `count` such games, with consecutive seeds.
std::vector<NormalFormGame> random_games(const std::vector<int>& num_strategies,
                                         std::size_t count,
                                         std::uint64_t first_seed = 0);

/// Payoffs are integers from 0 to `most`, so there are many ties.
NormalFormGame random_integer_game(std::vector<int> num_strategies, int most, std::uint64_t seed);

/// McKelvey and McLennan's (1997) 2x2x2 game with nine equilibria: any two players coordinate on
/// what the third one plays.
NormalFormGame nine_equilibria_game();

/// Every payoff of `player` becomes scale * payoff + offset.
NormalFormGame rescaled(NormalFormGame game, std::size_t player, double scale, double offset);

/// Largest difference between two profiles' probabilities.
double distance(const MixedProfile& a, const MixedProfile& b);

/// Whether every profile of `a` is within `tolerance` of one of `b`, and the other way round.
bool are_same_sets(const std::vector<MixedProfile>& a,
                   const std::vector<MixedProfile>& b,
                   double tolerance);

}  // namespace demarche::testing
