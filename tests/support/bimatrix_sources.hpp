// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "support/game_sources.hpp"

namespace demarche::testing {

/// Kinds of two-player games that are hard for solvers:
///
/// - uniform
/// - fewIntegers: payoffs from 0 to 2, ties everywhere
/// - manyIntegers: payoffs from 0 to 50
/// - nearlyTied: few integers, each a little off, so ties in all but the last bits
/// - covariant: the players' payoffs correlate, from -0.9 to 0.9 as the seed says
/// - zeroSum: uniform or few integers
/// - duplicated: a third of the strategies are copies of others
/// - copiedPayoffs: the first player's last strategy pays it as its first, and the other otherwise
/// - rankOne: the players' payoffs sum to a product of a row's and a column's number
/// - tiny: uniform times 1e-10, and the other player's times 1e10
/// - shifted: uniform plus 1e8, and the other player's minus 1e8
/// - mixedScale: log-uniform magnitudes from 1e-10 to 1e10, either sign
/// - flat: all payoffs of one player are the same, and the other player has ties
[[nodiscard]] const std::vector<GameSource>& bimatrix_sources();

/// The kind with this name.
[[nodiscard]] const GameSource& bimatrix_source(std::string_view name);

/// Numbers of strategies from 2 by 2 to 5 by 5, which sign planes decide.
[[nodiscard]] std::vector<std::vector<int>> small_sizes();

}  // namespace demarche::testing
