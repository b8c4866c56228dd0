// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "demarche/solve/concept.hpp"

namespace demarche {

/// More equilibria in one game of a block than this are not kept: the game counts as
/// SolveStatus::iteration_limit.
inline constexpr int kMaxEquilibria = 1024;

using GameSolver = Solution (*)(const NormalFormGame&, const ConceptOptions&);

/// Solves a block lane by lane in dense form. A lane's equilibria get the weights of the selection.
/// @throws InvalidArgument if Materialisation::refusal() gives a reason.
[[nodiscard]] std::unique_ptr<BlockSolver> make_lane_solver(const FactoredShape& shape,
                                                            const ConceptOptions& options,
                                                            GameSolver solve);

/// Why a two-player solver refuses games of this shape, or nothing.
[[nodiscard]] std::optional<std::string> two_player_refusal(const FactoredShape& shape,
                                                            std::string_view concept_name);
/// @throws InvalidArgument unless the game has two players.
void require_two_players(const NormalFormGame& game, std::string_view concept_name);

}  // namespace demarche
