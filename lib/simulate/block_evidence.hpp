// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/scenario/model.hpp"
#include "simulate/likelihoods.hpp"
#include "simulate/posterior_play.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// The numbers of the items of evidence that are observed, or of those that are not yet.
[[nodiscard]] std::vector<int> evidence_items(const Model& model, bool is_observed);

/// Whether there is evidence: items that count, or possible observations and an option set that
/// these might be worth something to.
[[nodiscard]] bool is_any_evidence(const Model& model);

/// What evidence makes of a block of draws. Holds working storage, so each engine has its own.
class BlockEvidence {
 public:
  /// `plan` has to outlive it.
  /// @pre is_any_evidence(plan.model)
  explicit BlockEvidence(const RunPlan& plan);

  /// Reads the block's solutions given the evidence. Arguments are those of Play::read(), and
  /// `prior` has read them.
  void read(const Play& prior,
            const GameBlock& games,
            const BlockSolution& solution,
            std::uint64_t first_draw);
  /// From now on, the expectations of a query are those of `row`, see Play::set_query().
  void set_query(std::size_t query, const double* row);

  /// Play given what is observed.
  [[nodiscard]] const Play& play() const noexcept { return observed_->play(); }
  /// Whether that is one sampled profile in each lane.
  [[nodiscard]] bool is_sampled() const noexcept { return observed_->is_sampled(); }
  /// Weights of the lanes, as PosteriorPlay::weights() gives them.
  [[nodiscard]] const double* weights() const noexcept { return observed_->weights(); }
  /// The likelihood of an observed item, by its place among these, at the profile that the prior
  /// sampled in each lane: [kBlockLanes].
  [[nodiscard]] const double* sampled_likelihood(std::size_t place) const noexcept {
    return sampled_.data() + place * kBlockLanes;
  }
  /// Play given what is observed and one item that is not, by its place among those.
  [[nodiscard]] const PosteriorPlay& with_observation(std::size_t place) const {
    return *with_possible_[place];
  }

 private:
  std::vector<int> items_;
  Likelihoods likelihoods_;
  std::unique_ptr<PosteriorPlay> observed_;
  std::vector<std::unique_ptr<PosteriorPlay>> with_possible_;
  AlignedArray sampled_;  // [observed item][kBlockLanes]
};

}  // namespace demarche
