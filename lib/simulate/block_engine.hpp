// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/game/expectation.hpp"
#include "demarche/sample/design.hpp"
#include "demarche/sample/parameter_sampler.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/simulate/solved_block.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/custom_stage.hpp"
#include "simulate/joint_play.hpp"

namespace demarche {

/// What all threads of a run share.
struct RunPlan {
  /// @throws InvalidArgument if the settings are out of range or the concept refuses the game.
  RunPlan(const Model& model, const RunSettings& settings);

  const Model& model;
  const Concept& solution_concept;
  ConceptOptions concept_options;
  std::uint64_t seed;
  std::uint64_t draws;
  ParameterSampler sampler;
  ExpectationPlan expectations;
  std::unique_ptr<Design> parameter_design;
  std::unique_ptr<Design> profile_design;
  /// first_level[v]: row of variable v's first level among all levels.
  std::vector<std::size_t> first_level;
  std::size_t num_levels = 0;
  CustomCode code;
  /// Whether solutions are wanted equilibrium by equilibrium, besides as joint play.
  bool wants_equilibria = false;
  std::uint64_t blocks_per_call = 1;  ///< Blocks that code sees at once.
  /// How solutions are read where profiles are few; else component by component.
  std::optional<JointPlay> joint;

  /// Whether joint play is all that is asked of solutions.
  [[nodiscard]] bool skips_equilibria() const noexcept {
    return joint.has_value() && !wants_equilibria;
  }
  /// The scenario's metrics and those of code.
  [[nodiscard]] std::size_t num_metrics() const noexcept {
    return model.metrics.size() + code.metrics.size();
  }
};

/// Takes one block of draws from seed to solution. Working storage: one engine per thread. All
/// arrays are [row][kBlockLanes].
class BlockEngine {
 public:
  explicit BlockEngine(const RunPlan& plan);

  /// Runs draws block * kBlockLanes ... (at most up to the plan's draws). Results stay until the
  /// next call.
  void run(std::uint64_t block);
  /// To be called after the last block of a batch that is to be run: has code evaluate its metrics.
  void finish_batch() {
    if (custom_ != nullptr) {
      custom_->finish_batch();
    }
  }
  /// What code made of the batch; null if the run has none.
  [[nodiscard]] const CustomStage* custom() const noexcept { return custom_.get(); }
  /// The last block as code sees it; to be asked for only where the plan has code.
  [[nodiscard]] SolvedBlock view() const;

  [[nodiscard]] std::uint64_t first_draw() const noexcept { return first_draw_; }
  [[nodiscard]] std::size_t num_lanes() const noexcept { return num_lanes_; }
  /// Certificates alone where the plan skips equilibria.
  [[nodiscard]] const BlockSolution& solution() const noexcept { return solution_; }
  [[nodiscard]] const AlignedArray& parameters() const noexcept { return values_; }
  /// Where the plan skips equilibria, without the sums that JointPlay has no use for.
  [[nodiscard]] const AlignedArray& cells() const noexcept { return cells_; }
  [[nodiscard]] const AlignedArray& precision() const noexcept { return precision_; }
  /// Expectation of each of the model's queries under the lane's solution.
  [[nodiscard]] const double* query(std::size_t index) const noexcept { return query_rows_[index]; }
  /// Probability of each level of each variable, at RunPlan::first_level.
  [[nodiscard]] const double* level(std::size_t row) const noexcept {
    return levels_.data() + row * kBlockLanes;
  }
  /// The strategy of `player` in the profile sampled from the lane's solution (0 in unsolved
  /// lanes).
  [[nodiscard]] int sampled_strategy(std::size_t player, std::size_t lane) const {
    return plan_.joint ? plan_.joint->strategy(player, sampled_profiles_[lane])
                       : sampled_[player * kBlockLanes + lane];
  }
  /// The sampled profile's number, where the plan is of joint play.
  [[nodiscard]] std::uint32_t sampled_profile(std::size_t lane) const noexcept {
    return sampled_profiles_[lane];
  }
  /// The value of a metric's or payoff's query at each lane's sampled profile.
  [[nodiscard]] const double* realised(std::size_t query) const noexcept {
    return realised_.data() + query * kBlockLanes;
  }

 private:
  void solve_jointly(const GameBlock& games);
  void evaluate_queries();
  void evaluate_levels();
  void sample_profiles();
  void realise_queries();
  void realise(std::size_t query);
  [[nodiscard]] std::size_t sample_component(std::size_t lane) const;
  void prepare_view();

  const RunPlan& plan_;
  std::unique_ptr<BlockSolver> solver_;
  std::unique_ptr<CustomStage> custom_;
  std::uint64_t first_draw_ = 0;
  std::size_t num_lanes_ = 0;
  AlignedArray values_;
  AlignedArray cells_;
  AlignedArray precision_;
  AlignedArray workspace_;
  AlignedArray tables_;  ///< Expectations of the query tables under one component.
  AlignedArray queries_;
  AlignedArray realised_;  ///< Of metrics and payoffs.
  std::vector<const double*> query_rows_;
  AlignedArray levels_;
  AlignedArray profile_uniforms_;
  std::vector<int> sampled_;
  std::vector<int> view_strategies_;  ///< Of sampled profiles, where the plan has code.
  AlignedArray profiles_;             ///< Probabilities, where the plan is of joint play.
  std::array<std::uint32_t, kBlockLanes> sampled_profiles_{};
  BlockSolution solution_;
};

}  // namespace demarche
