// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "simulate/joint_program.hpp"
#include "simulate/play.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Reads solutions of games with few joint profiles: a lane's solution, of however many
/// equilibria, becomes one distribution over the profiles, and all that is read from it is a
/// sparse product with that distribution.
class JointPlay final : public Play {
 public:
  /// `plan` has to outlive it.
  /// @pre The plan has a JointProgram.
  explicit JointPlay(const RunPlan& plan);

  [[nodiscard]] const std::vector<FeatureProgram::CellSum>& cell_sums() const override;
  void solve(const GameBlock& games, BlockSolver& solver, BlockSolution& solution) override;
  void read(const GameBlock& games,
            const BlockSolution& solution,
            std::uint64_t first_draw) override;
  [[nodiscard]] int strategy(std::size_t player, std::size_t lane) const override {
    return strategies_[sampled_[lane] * num_players_ + player];
  }
  /// The probability of each profile, [profile][kBlockLanes], which read() reads.
  [[nodiscard]] double* probabilities() noexcept { return probabilities_.data(); }
  [[nodiscard]] const double* probabilities() const noexcept { return probabilities_.data(); }
  void count_profiles(std::span<const std::size_t> lanes, ProfileCounts& counts) const override;

 private:
  void realise(std::uint32_t query, const double* cells);

  const RunPlan& plan_;
  const JointProgram& program_;  // The plan's, which all threads share.
  std::size_t num_players_;
  std::vector<char16_t> strategies_;  // [profile][player]: the profiles as ProfileCounts has them.
  AlignedArray probabilities_;        // [profile][kBlockLanes]
  AlignedArray uniforms_;             // [kBlockLanes]
  std::array<std::uint32_t, kBlockLanes> sampled_{};  // Profiles; 0 in unsolved lanes.
};

}  // namespace demarche
