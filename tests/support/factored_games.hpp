// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "demarche/game/factored_game.hpp"

namespace demarche::testing {

/// A random factored game: `lever_sizes[i]` are the sizes of player i's levers; each of `num_terms`
/// payoff tables belongs to a player in turn and ranges over one of its levers and one or two
/// levers of anybody.
FactoredShape random_shape(const std::vector<std::vector<int>>& lever_sizes,
                           int num_terms,
                           std::uint64_t seed);

/// Normally distributed cells of a block for `shape`, [num_cells][kBlockLanes].
std::vector<double> random_cells(const FactoredShape& shape,
                                 double standard_deviation,
                                 std::uint64_t seed);

/// The flagship's shape: 7 players, 19 levers, 13.4 million profiles.
FactoredShape flagship_shape(int num_terms, std::uint64_t seed);

/// The payoff of `player` at a profile (one level per variable), summed from the tables of one
/// lane.
double payoff_at(const FactoredShape& shape,
                 std::size_t player,
                 const std::vector<int>& levels,
                 const std::vector<double>& cells,
                 std::size_t lane);

}  // namespace demarche::testing
