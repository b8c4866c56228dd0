// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include "solve/logit/logit_kernel.hpp"

namespace demarche {

/// Brings games of a block into lanes of a workspace, one at a time, and answers out of them.
class LogitLanes {
 public:
  /// `width` lanes a row. Keeps references.
  LogitLanes(const LogitProgram& program,
             const ConceptOptions& options,
             LogitWorkspace& workspace,
             std::size_t width)
      : program_(program), options_(options), w_(workspace), width_(width) {}

  /// Copies a game into the lane, its precisions expressed per unit of position; the position where
  /// the full precision is reached. Nothing if a number is not finite or a behaviour has no
  /// weights.
  std::optional<double> load(const GameBlock& block, std::size_t game, std::size_t lane);
  /// A game without payoffs.
  void clear(std::size_t lane);
  /// Uniform play at position 0, as the point where the equation is evaluated.
  void write_uniform(std::size_t lane);

  /// The most that one player gains by deviating: agents' payoffs add up to their player's.
  [[nodiscard]] double regret(std::size_t lane) const;
  /// The players' strategies as last evaluated, to rows of kBlockLanes.
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
