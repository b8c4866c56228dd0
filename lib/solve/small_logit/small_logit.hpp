// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/game/materialise.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// What the kernels for small games read of a block: the dense payoffs of the players who choose.
struct SmallLogitBlock {
  std::vector<const double*> payoffs;    ///< For each player, [profiles][kBlockLanes].
  std::vector<const double*> precision;  ///< For each player, [kBlockLanes].
  std::vector<std::size_t> counts;       ///< For each player, its number of strategies.
  std::vector<std::size_t> first;        ///< For each player, its first row in a block of profiles.
  std::size_t num_lanes = 0;
  int max_iterations = 0;  ///< The budget of each game.
  double tolerance = 0.0;  ///< The largest residual of an answer.
};

/// Follows the principal logit branch of small games across lanes, with the method of
/// logit_kernel.cpp at its loosest limits. It takes two players with up to four strategies and
/// three players with up to three. There is straight-line code for each shape; a player with fewer
/// strategies gets some that are never played. Two things make it fast. The first player's response
/// is substituted into the others' payoffs, so that there are fewer unknowns. All decisions on the
/// way are made for all lanes at once by masks; a lane is handled alone only when its game begins
/// or ends.
class SmallLogit {
 public:
  /// Whether games of this shape are small enough.
  [[nodiscard]] static bool takes(const FactoredShape& shape);

  /// Keeps a reference to `shape`, which takes() must have found small.
  SmallLogit(const FactoredShape& shape, const ConceptOptions& options);

  /// Answers the lanes that it can and returns the others. It cannot answer games with numbers that
  /// are not finite or with next to nothing at stake, games that spend their budget, and games
  /// whose branch bends sharply or meets another one.
  [[nodiscard]] LaneSet solve(const GameBlock& block, BlockSolution& solution);

  /// The lanes in which bounds on all quantal response equilibria show that there is only one. In
  /// these lanes solve() accepts the equilibrium that its iteration finds, from whatever start.
  /// This function is for tests; it overwrites `scratch`.
  [[nodiscard]] LaneSet find_unique(const GameBlock& block, BlockSolution& scratch);

 private:
  /// Fills small_ from a block.
  void read(const GameBlock& block);

  ConceptOptions options_;
  Materialisation materialisation_;
  AlignedArray behaviour_;
  AlignedArray precision_;            ///< [kBlockLanes]: the precision of games that have none.
  std::vector<AlignedArray> copies_;  ///< Payoffs that the block does not hold in dense form.
  SmallLogitBlock small_;
};

}  // namespace demarche
