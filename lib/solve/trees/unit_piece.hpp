// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "game/range_scale.hpp"
#include "solve/trees/exact_piece.hpp"
#include "solve/trees/tree_piece.hpp"

namespace demarche {

/// The range of each player's payoffs over the ends of the piece. What is paid at the root itself
/// has no effect on play and is left out.
/// @throws InvalidArgument if a sum of payoffs, or a spread, is not finite.
[[nodiscard]] std::vector<ScaledRange> payoff_ranges(const TreePiece& piece);

/// The spread of each player's payoffs over the ends of the piece.
/// @pre The ranges are those of payoff_ranges().
[[nodiscard]] std::vector<double> payoff_spreads(const ExactPiece& exact,
                                                 const std::vector<ScaledRange>& ranges);

/// The piece with all payoffs at its leaves, each player's less the least of its range and over its
/// number in `units`; payoffs of a player whose payoffs are all the same are 0. `exact` is the
/// piece's: where doubles would lose digits of differences, fractions are used if they are known.
/// @pre The ranges are those of payoff_ranges().
[[nodiscard]] TreePiece unit_piece(const TreePiece& piece,
                                   const ExactPiece& exact,
                                   const std::vector<ScaledRange>& ranges,
                                   const std::vector<double>& units);

}  // namespace demarche
