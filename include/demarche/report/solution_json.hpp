// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "demarche/report/solution_note.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// The answer for one game as JSON:
/// {"players": [...], "concept": ..., "status": ..., "complete": bool, "degenerate": bool,
///  "equilibria": [{"strategies": [[...], ...], "payoffs": [...], "max_regret": x}]}.
/// A note adds "game": source as the first, "reason" after "concept", "seconds" after "degenerate",
/// "weight" to each equilibrium and "plays": [[indices], ...] after the equilibria. Degenerate
/// two-player games add "components": [[indices], ...]; correlated play adds "distribution":
/// {"strategy,strategy,...": probability}, "payoffs" and "max_regret". "method" says how the answer
/// was decided, where there is more than one way. Numbers have as many digits as it takes to read
/// them back exactly.
[[nodiscard]] std::string solution_json(const NormalFormGame& game,
                                        std::string_view concept_name,
                                        const Solution& solution,
                                        const SolutionNote& note = {});

}  // namespace demarche
