// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "demarche/solve/concept.hpp"
#include "solve/blocks/idle_players.hpp"
#include "solve/blocks/lane_solver.hpp"

namespace demarche {

/// The most strategies of all players together for solvers that keep a matrix of all pairs of
/// strategies.
inline constexpr int kMostStrategies = 200;

/// Why a solver of dense games refuses games of this shape, if it takes at most `most` strategies
/// of all players together who have a choice; nothing if it takes them.
[[nodiscard]] std::optional<std::string> dense_refusal(const FactoredShape& shape, int most);

/// A GameSolver that leaves out players without a choice.
template <GameSolver solve>
Solution solve_among_choosing(const NormalFormGame& game, const ConceptOptions& options) {
  return solve_without_idle_players(
      game, [&](const NormalFormGame& smaller) { return solve(smaller, options); });
}

/// lane_concept() for a solver that takes at most kMostStrategies strategies.
template <GameSolver solve>
Concept dense_concept(Concept entry) {
  entry.refusal = [](const FactoredShape& shape) { return dense_refusal(shape, kMostStrategies); };
  return lane_concept<solve_among_choosing<solve>>(std::move(entry));
}

/// The Solution of a solver that looks for one equilibrium. Without `converged` it has no
/// equilibrium, only a certificate.
[[nodiscard]] Solution one_equilibrium(const NormalFormGame& game,
                                       SolveStatus status,
                                       const MixedProfile& strategies,
                                       double relative_regret,
                                       int iterations);

}  // namespace demarche
