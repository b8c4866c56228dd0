// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/simulate/solved_block.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/answers.hpp"
#include "simulate/block_evidence.hpp"
#include "simulate/commitments.hpp"
#include "simulate/custom_stage.hpp"
#include "simulate/play.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Takes one block of draws from the seed to the readings of its solutions. Holds working storage,
/// so each thread has an engine of its own. Arrays are [row][kBlockLanes], a lane per draw; they
/// change with the next run().
class BlockEngine {
 public:
  /// `plan` has to outlive it.
  explicit BlockEngine(const RunPlan& plan);

  /// Runs draws block * kBlockLanes and following, up to the end of the block or of the run.
  /// @pre The block begins before the plan's last draw.
  void run(std::uint64_t block);
  /// Has code evaluate its metrics; to be called after the last block that is run of a batch.
  void finish_batch();

  [[nodiscard]] std::uint64_t first_draw() const noexcept { return first_draw_; }
  /// Draws in the block: kBlockLanes, or fewer at the end of the run.
  [[nodiscard]] std::size_t num_lanes() const noexcept { return num_lanes_; }
  /// A parameter's values.
  [[nodiscard]] const double* parameter(std::size_t index) const noexcept {
    return values_.data() + index * kBlockLanes;
  }
  /// The cells of the model's program. Those sums of two others that Play::cell_sums() leaves out
  /// are undefined.
  [[nodiscard]] const double* cells() const noexcept { return cells_.data(); }
  /// Each player's logit precision.
  [[nodiscard]] const double* precision() const noexcept { return precision_.data(); }
  /// Certificates; equilibria as well if the plan lists them.
  [[nodiscard]] const BlockSolution& solution() const noexcept { return solution_; }
  /// The games of the block.
  [[nodiscard]] GameBlock games() const noexcept {
    return {.shape = &plan_.model.shape,
            .num_lanes = num_lanes_,
            .cells = cells_.data(),
            .precision = precision_.data()};
  }
  /// What was read from the solutions.
  [[nodiscard]] const Play& play() const noexcept { return *play_; }
  /// The games that commitments leave; null if nobody commits to anything.
  [[nodiscard]] const Commitments* commitments() const noexcept { return commitments_.get(); }
  /// What evidence makes of the block; null without evidence.
  [[nodiscard]] const BlockEvidence* evidence() const noexcept { return evidence_.get(); }
  /// What code made of the batch; null if the run calls none.
  [[nodiscard]] const CustomStage* custom() const noexcept { return custom_.get(); }
  /// The block as code and observers see it.
  /// @pre The plan has code or observers.
  [[nodiscard]] const SolvedBlock& view() const noexcept { return view_; }

 private:
  void sample(std::uint64_t block);
  void evaluate_cells();
  void solve_and_read();
  void show_to_code();

  const RunPlan& plan_;
  std::unique_ptr<BlockSolver> solver_;
  std::unique_ptr<Play> play_;
  std::unique_ptr<Answers> answers_;  // Null where nobody answers an option.
  std::unique_ptr<Commitments> commitments_;
  std::unique_ptr<BlockEvidence> evidence_;
  std::unique_ptr<CustomStage> custom_;
  bool has_viewers_;  // Code or observers look at `view_`.
  std::uint64_t first_draw_ = 0;
  std::size_t num_lanes_ = 0;
  AlignedArray values_;  // Of the model's program: parameters, open payoffs, features.
  AlignedArray cells_;
  AlignedArray precision_;
  BlockSolution solution_;
  std::vector<int> strategies_;  // [player][kBlockLanes]: the sampled profiles, for `view_`.
  SolvedBlock view_;
};

}  // namespace demarche
