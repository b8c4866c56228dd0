// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/solve/tree_solution.hpp"
#include "solve/trees/tree_piece.hpp"

namespace demarche {

/// Room for an assessment of the game: chance's probabilities, and no play yet.
[[nodiscard]] TreeAssessment empty_assessment(const ExtensiveGame& game);

/// Writes the play of a piece, the probability of each move, into the assessment, with beliefs and
/// regrets. Beliefs follow from the play where it reaches a set from the root of the piece, and are
/// `unreached` ([set][node of the set]) elsewhere. Returns what the root is worth for each player.
[[nodiscard]] std::vector<double> assess(const TreePiece& piece,
                                         const std::vector<double>& moves,
                                         const std::vector<std::vector<double>>& unreached,
                                         TreeAssessment& assessment);

}  // namespace demarche
