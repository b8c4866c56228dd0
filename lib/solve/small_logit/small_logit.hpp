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

/// What small_logit kernels read of a block: dense payoffs of the players who choose.
struct SmallLogitBlock {
  std::vector<const double*> payoffs;    ///< Per player, [profiles][kBlockLanes].
  std::vector<const double*> precision;  ///< Per player, [kBlockLanes].
  std::vector<std::size_t> counts;       ///< Strategies per player.
  std::vector<std::size_t> first;        ///< Per player, its first row in a block of profiles.
  std::size_t num_lanes = 0;
  int max_iterations = 0;
  double tolerance = 0.0;
};

/// Follows the principal logit branch of small games across lanes, as logit_kernel.cpp does with
/// its least care, in straight-line code for games of two players with up to four strategies or
/// three with up to three; a player with fewer gets some that are never played. Two things make it
/// fast: the first player's response is substituted into the others', so that there are fewer
/// unknowns, and no lane is handled alone but to come and go.
class SmallLogit {
 public:
  /// Whether games of this shape are small enough.
  [[nodiscard]] static bool takes(const FactoredShape& shape);

  /// Keeps a reference to `shape`, which takes() must have found small.
  SmallLogit(const FactoredShape& shape, const ConceptOptions& options);

  /// Answers the lanes that it can and returns the others: games that are not finite, with next to
  /// nothing at stake, over the budget, or whose branch bends sharply or meets another one.
  [[nodiscard]] LaneSet solve(const GameBlock& block, BlockSolution& solution);

  /// The lanes whose quantal response equilibrium is shown to be the only one, by bounds on all
  /// there can be: solve() takes it wherever it finds it. For tests. Overwrites `scratch`.
  [[nodiscard]] LaneSet find_unique(const GameBlock& block, BlockSolution& scratch);

 private:
  void read(const GameBlock& block);

  ConceptOptions options_;
  Materialisation materialisation_;
  AlignedArray behaviour_;
  AlignedArray precision_;            ///< [kBlockLanes]: where a block brings none.
  std::vector<AlignedArray> copies_;  ///< Of payoffs that the block does not hold as they are.
  SmallLogitBlock small_;
};

}  // namespace demarche
