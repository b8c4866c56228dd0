// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "simulate/play.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Reads solutions as mixtures of mixed profiles, one component after the other. Expectations come
/// from marginals of the variables that a table mentions, so the number of joint profiles does not
/// matter.
class ComponentPlay final : public Play {
 public:
  /// `plan` has to outlive it.
  explicit ComponentPlay(const RunPlan& plan);

  [[nodiscard]] const std::vector<FeatureProgram::CellSum>& cell_sums() const override;
  void solve(const GameBlock& games, BlockSolver& solver, BlockSolution& solution) override;
  void read(const GameBlock& games,
            const BlockSolution& solution,
            std::uint64_t first_draw) override;
  [[nodiscard]] int strategy(std::size_t player, std::size_t lane) const override {
    return sampled_[lane * num_players_ + player];
  }
  void count_profiles(std::span<const std::size_t> lanes, ProfileCounts& counts) const override;

 private:
  void add_expectations(const BlockSolution& solution, const double* cells);
  void add_levels(const BlockSolution& solution);
  void sample_profiles(const BlockSolution& solution, std::size_t num_lanes);
  [[nodiscard]] std::size_t sample_component(const BlockSolution& solution, std::size_t lane) const;
  void realise(std::size_t query, const double* cells, std::size_t num_lanes);

  const RunPlan& plan_;
  std::size_t num_players_;
  AlignedArray tables_;     // Expectations of the query tables under one component.
  AlignedArray workspace_;  // Of RunPlan::expectations.
  std::vector<std::size_t> realised_queries_;
  std::vector<std::uint64_t> streams_;  // Of the rows of `uniforms_`: 0, 1, 2 and so on.
  AlignedArray uniforms_;  // The first row samples the component, the others the players.
  std::vector<char16_t>
      sampled_;  // [lane][player]: the sampled profiles as ProfileCounts has them.
};

}  // namespace demarche
