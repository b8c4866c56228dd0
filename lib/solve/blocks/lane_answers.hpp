// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "demarche/game/materialise.hpp"
#include "demarche/solve/concept.hpp"
#include "solve/blocks/lane_solver.hpp"

namespace demarche {

/// What kernels that solve dense games across lanes have in common: payoffs in, equilibria out lane
/// by lane, weights, and a way out for lanes that they leave to the exact path.
class LaneAnswers {
 public:
  LaneAnswers(const FactoredShape& shape,
              const ConceptOptions& options,
              std::unique_ptr<LaneSolver> exact);

  /// The shape's dense form.
  [[nodiscard]] const Materialisation& form() const noexcept { return materialisation_; }

  /// What every lane of a block starts with.
  void start_with(const Certificate& certificate) { start_.fill(certificate); }
  /// Takes a block. Lanes without behaviour are left at once.
  void start(const GameBlock& block, BlockSolution& solution);
  /// Payoffs of the k-th player who chooses, [profiles][kBlockLanes].
  [[nodiscard]] const double* payoffs(std::size_t k) const noexcept { return payoffs_[k]; }

  void leave(std::size_t lane) { exact_lanes_.set(lane); }
  void leave(const LaneSet& lanes) { exact_lanes_ |= lanes; }

  /// Probability of the first strategy of the k-th player who chooses in an equilibrium of
  /// next_equilibrium(); the next strategies stand kBlockLanes apart.
  [[nodiscard]] double* strategies(double* equilibrium, std::size_t k) const noexcept {
    return equilibrium + first_[k] * kBlockLanes;
  }
  /// The lane's next equilibrium, all probabilities 0.
  double* next_equilibrium(std::size_t lane) {
    const std::size_t component = found_[lane]++;
    if (component == solution_->num_components) {
      add_component();
    }
    return solution_->probabilities[component].data() + lane;
  }
  [[nodiscard]] std::size_t num_found(std::size_t lane) const noexcept { return found_[lane]; }

  /// Counts, weighs by the selection, has the lanes left answered and places behaviours.
  void finish();

 private:
  void add_component();
  void weigh();
  [[nodiscard]] std::vector<MixedProfile> equilibria(std::size_t lane) const;

  Selection selection_;
  Materialisation materialisation_;
  std::unique_ptr<LaneSolver> exact_;
  std::size_t num_strategies_;
  std::vector<std::size_t> first_;  ///< Per player who chooses, in a block of mixed profiles.
  AlignedArray behaviour_;
  std::vector<AlignedArray> copies_;  ///< Of payoffs that the block does not hold as they are.
  std::vector<const double*> payoffs_;
  Certificates start_;
  GameBlock block_;
  BlockSolution* solution_ = nullptr;
  LaneSet exact_lanes_;
  std::array<std::size_t, kBlockLanes> found_{};
};

}  // namespace demarche
