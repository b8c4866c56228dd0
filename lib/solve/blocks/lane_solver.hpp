// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "demarche/game/materialise.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// More equilibria in one game of a block than this are not kept: the game counts as
/// SolveStatus::iteration_limit.
inline constexpr int kMaxEquilibria = 1024;

using GameSolver = Solution (*)(const NormalFormGame&, const ConceptOptions&);

/// Solves a block lane by lane in dense form. A lane's equilibria get the weights of the selection.
class LaneSolver final : public BlockSolver {
 public:
  /// @throws InvalidArgument if Materialisation::refusal() gives a reason.
  LaneSolver(const FactoredShape& shape, const ConceptOptions& options, GameSolver solve_game);

  void solve(const GameBlock& block, BlockSolution& solution) override;

  /// Answers only `lanes`, whose weights must be 0; the others' answers stay. Behavioural players'
  /// rows of components that this adds are left to the caller.
  void solve_lanes(const GameBlock& block, const LaneSet& lanes, BlockSolution& solution);

  /// The selection's weights of equilibria of one lane, known to be finite.
  [[nodiscard]] std::vector<double> select(const GameBlock& block,
                                           std::size_t lane,
                                           const std::vector<MixedProfile>& equilibria);

 private:
  bool load(const GameBlock& block, std::size_t lane);
  void place(const Solution& answer, std::size_t lane, BlockSolution& solution) const;
  void place(const MixedProfile& profile, std::size_t lane, double* probabilities) const;

  const FactoredShape& shape_;
  ConceptOptions options_;
  GameSolver solve_;
  Materialisation materialisation_;
  NormalFormGame game_;
  AlignedArray behaviour_;
};

/// A LaneSolver.
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
