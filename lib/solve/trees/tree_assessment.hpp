// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/solve/tree_solution.hpp"
#include "solve/trees/tree_piece.hpp"

namespace demarche {

/// Room for an assessment of the game: chance's probabilities, and no play yet.
[[nodiscard]] TreeAssessment empty_assessment(const ExtensiveGame& game);

/// The beliefs at each set of a piece, [set][node of the set]: they follow from the play, the
/// probability of each move, where it reaches the set from the root of the piece, and are
/// `unreached` elsewhere.
[[nodiscard]] std::vector<std::vector<double>> beliefs_after(
    const TreePiece& piece,
    const std::vector<double>& moves,
    const std::vector<std::vector<double>>& unreached);

/// Writes the play of a piece, the probability of each move, into the assessment, with regrets and
/// the beliefs_after() it. Returns its continuation_payoffs().
[[nodiscard]] std::vector<double> assess(const TreePiece& piece,
                                         const std::vector<double>& moves,
                                         const std::vector<std::vector<double>>& unreached,
                                         TreeAssessment& assessment);

}  // namespace demarche
