// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "demarche/report/solution_note.hpp"
#include "demarche/solve/tree_solution.hpp"

namespace demarche {

/// The answer for a game tree as text (UTF-8): each player's payoff, and what is played at each of
/// its information sets, those that play never reaches included. Actions of probability 0 are left
/// out. Where a player cannot tell several nodes apart, the nodes that it holds possible follow, by
/// the moves that lead there.
[[nodiscard]] std::string tree_text(const ExtensiveGame& game,
                                    std::string_view concept_name,
                                    const TreeSolution& solution,
                                    const SolutionNote& note = {});

/// The same facts as JSON:
/// {"players": [...], "concept": ..., "status": ..., "complete": bool, "degenerate": bool,
///  "payoffs": [...], "max_regret": x, "information_sets": [{"name": ..., "player": name or null,
///  "actions": [...], "probabilities": [...], "beliefs": [...], "regret": x}], "tied_sets": [...],
///  "method": ...}.
/// Sets are listed as in the game, chance's with null for the player; `tied_sets` are places in
/// that list. Without an answer there are no payoffs and no sets. A note adds "game" as the first
/// and "seconds" after "degenerate".
[[nodiscard]] std::string tree_json(const ExtensiveGame& game,
                                    std::string_view concept_name,
                                    const TreeSolution& solution,
                                    const SolutionNote& note = {});

}  // namespace demarche
