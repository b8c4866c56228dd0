// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cassert>
#include <memory>
#include <vector>

#include "demarche/game/materialise.hpp"
#include "demarche/solve/concept.hpp"
#include "solve/blocks/lane_solver.hpp"

namespace demarche {

/// The frame of kernels that solve a block of dense games across lanes. It gives the kernel the
/// payoffs, takes equilibria lane by lane, weighs them by the selection, and has the lanes that the
/// kernel cannot decide solved one by one by an exact solver.
///
/// For each block: start(), then any number of next_equilibrium() and hand_over(), then finish().
class LaneAnswers {
 public:
  /// `exact` solves the lanes that are handed over.
  LaneAnswers(const FactoredShape& shape,
              const ConceptOptions& options,
              std::unique_ptr<LaneSolver> exact);

  /// The shape's dense form.
  [[nodiscard]] const Materialisation& form() const noexcept { return materialisation_; }

  /// Sets the certificate that every lane of a block starts with.
  void start_with(const Certificate& certificate) { start_.fill(certificate); }
  /// Takes a block and begins its solution. Lanes in which a behavioural player has no valid
  /// weights are handed over at once.
  void start(const GameBlock& block, BlockSolution& solution);
  /// The payoffs of the k-th player who chooses, [profiles][kBlockLanes].
  [[nodiscard]] const double* payoffs(std::size_t k) const noexcept { return payoffs_[k]; }

  /// Has finish() solve this lane by the exact solver, whatever equilibria it was given.
  void hand_over(std::size_t lane) {
    assert(lane < kBlockLanes);
    exact_lanes_.set(lane);
  }
  /// The same for several lanes.
  void hand_over(const LaneSet& lanes) { exact_lanes_ |= lanes; }

  /// The address of the probability of the first strategy of the k-th player who chooses, in an
  /// equilibrium made by next_equilibrium(). The player's next strategies stand kBlockLanes apart.
  [[nodiscard]] double* strategies(double* equilibrium, std::size_t k) const noexcept {
    return equilibrium + first_[k] * kBlockLanes;
  }
  /// Adds an equilibrium to the lane and returns its address. All probabilities are 0.
  double* next_equilibrium(std::size_t lane) {
    assert(solution_ != nullptr && lane < kBlockLanes);
    const std::size_t component = found_[lane]++;
    if (component == solution_->num_components) {
      add_component();
    }
    return solution_->probabilities[component].data() + lane;
  }
  /// How many equilibria the lane has been given.
  [[nodiscard]] std::size_t num_found(std::size_t lane) const noexcept { return found_[lane]; }

  /// Ends the block: counts the equilibria, weighs them by the selection, solves the lanes that
  /// were handed over, and writes the behavioural players' strategies.
  void finish();

 private:
  void add_component();
  void weigh();
  [[nodiscard]] std::vector<MixedProfile> equilibria(std::size_t lane) const;

  Selection selection_;
  Materialisation materialisation_;
  std::unique_ptr<LaneSolver> exact_;
  std::size_t num_strategies_;
  /// For each player who chooses, its first row in a block of mixed profiles.
  std::vector<std::size_t> first_;
  AlignedArray behaviour_;
  std::vector<AlignedArray> copies_;  ///< Payoffs that the block does not hold in dense form.
  std::vector<const double*>
      payoffs_;  ///< For each player who chooses, in the block or in `copies_`.
  Certificates start_;
  GameBlock block_;
  BlockSolution* solution_ = nullptr;
  LaneSet exact_lanes_;
  std::array<std::size_t, kBlockLanes> found_{};  ///< Equilibria of each lane so far.
};

}  // namespace demarche
