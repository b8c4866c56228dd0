// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "demarche/solve/concept.hpp"

namespace demarche {

/// What a report on several games, or with timings, adds.
struct SolutionNote {
  std::string source = {};             ///< Where the game is from; empty: not said.
  std::optional<double> seconds = {};  ///< That solving it took.
};

/// The answer for one game as JSON:
/// {"players": [...], "concept": ..., "status": ..., "complete": bool, "degenerate": bool,
///  "equilibria": [{"strategies": [[...], ...], "payoffs": [...], "max_regret": x}]}.
/// A note adds "game": source as the first and "seconds" after "degenerate". A selection adds
/// "weight" to each equilibrium, degenerate two-player games add "components": [[indices], ...];
/// correlated play adds "distribution": {"strategy,strategy,...": probability}, "payoffs" and
/// "max_regret". "method" says how the answer was decided, where there is more than one way.
/// Numbers have as many digits as it takes to read them back exactly.
[[nodiscard]] std::string solution_json(const NormalFormGame& game,
                                        std::string_view concept_name,
                                        const Solution& solution,
                                        const SolutionNote& note = {});

/// The same for readers.
[[nodiscard]] std::string solution_text(const NormalFormGame& game,
                                        std::string_view concept_name,
                                        const Solution& solution,
                                        const SolutionNote& note = {});

}  // namespace demarche
