// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include "demarche/solve/concept.hpp"
#include "solve/logit/logit_program.hpp"
#include "solve/logit/logit_workspace.hpp"

namespace demarche {

/// Copies games of a block into the lanes of a workspace, one at a time, and answers back to the
/// block.
class LogitLanes {
 public:
  /// Rows of the workspace have `width` lanes. Keeps references.
  LogitLanes(const LogitProgram& program,
             const ConceptOptions& options,
             LogitWorkspace& workspace,
             std::size_t width)
      : program_(program), options_(options), w_(workspace), width_(width) {}

  /// Copies a game into the lane, with precisions per unit of position. Returns the position at
  /// which the full precision is reached; nothing if a number is not finite or a behaviour has no
  /// valid weights.
  std::optional<double> load(const GameBlock& block, std::size_t game, std::size_t lane);
  /// Puts a game without payoffs into the lane.
  void clear(std::size_t lane);
  /// Sets the lane's point to uniform play at position 0.
  void write_uniform(std::size_t lane);

  /// The largest regret of a player. Payoffs of a player's agents add up to the player's, and so do
  /// their regrets.
  [[nodiscard]] double regret(std::size_t lane) const;
  /// Writes the players' strategies at the last evaluation to `rows`, which are kBlockLanes apart.
  /// A player's strategy has the product of its agents' probabilities.
  void write_strategies(std::size_t lane, double* rows) const;

 private:
  double& at(AlignedArray& array, std::size_t row, std::size_t lane) const {
    return array[row * width_ + lane];
  }
  double scale_precisions(std::size_t lane);
  bool load_behaviour(std::size_t a, std::size_t lane);

  const LogitProgram& program_;
  const ConceptOptions& options_;
  LogitWorkspace& w_;
  std::size_t width_;
};

}  // namespace demarche
