// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "demarche/game/materialise.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// The most equilibria kept for one game of a block. A game with more counts as
/// SolveStatus::iteration_limit.
inline constexpr int kMaxEquilibria = 1024;

using GameSolver = Solution (*)(const NormalFormGame&, const ConceptOptions&);

/// Solves a block lane by lane in dense form, by a solver for single games. A lane's equilibria get
/// the weights of the selection.
class LaneSolver final : public BlockSolver {
 public:
  /// @throws InvalidArgument if Materialisation::refusal() gives a reason.
  LaneSolver(const FactoredShape& shape, const ConceptOptions& options, GameSolver solve_game);

  void solve(const GameBlock& block, BlockSolution& solution) override;

  /// Solves only `lanes` and keeps the answers of the others. If this adds components, the caller
  /// must fill their rows of behavioural players.
  /// @pre The weights of `lanes` are 0.
  void solve_lanes(const GameBlock& block, const LaneSet& lanes, BlockSolution& solution);

  /// The weights that the selection gives the equilibria of one lane.
  /// @pre The lane's numbers are finite.
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

/// Makes a LaneSolver.
/// @throws InvalidArgument if Materialisation::refusal() gives a reason.
[[nodiscard]] std::unique_ptr<BlockSolver> make_lane_solver(const FactoredShape& shape,
                                                            const ConceptOptions& options,
                                                            GameSolver solve);

/// Completes an entry of the registry with the functions of a concept that solves games one by one
/// in dense form. The entry brings its `refusal`.
template <GameSolver solve>
Concept lane_concept(Concept entry) {
  entry.make_block_solver = [](const FactoredShape& shape, const ConceptOptions& options) {
    return make_lane_solver(shape, options, solve);
  };
  entry.solve = solve;
  return entry;
}

/// Why a two-player solver refuses games of this shape, or nothing.
[[nodiscard]] std::optional<std::string> two_player_refusal(const FactoredShape& shape,
                                                            std::string_view concept_name);
/// @throws InvalidArgument unless the game has two players.
void require_two_players(const NormalFormGame& game, std::string_view concept_name);

}  // namespace demarche
