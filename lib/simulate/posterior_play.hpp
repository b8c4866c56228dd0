// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "demarche/core/types.hpp"
#include "simulate/likelihoods.hpp"
#include "simulate/play.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Reads the solutions of a block given some items of evidence. What is observed is play, so each
/// lane's play is taken conditional on the evidence: profile a has the probability p(a) L(a) / w,
/// where p is the lane's solution, L the product of the items' likelihoods, and w the sum of p(a)
/// L(a) over all profiles, which is the lane's weight among the draws. Holds working storage, so
/// each engine has its own.
class PosteriorPlay {
 public:
  PosteriorPlay(const PosteriorPlay&) = delete;
  PosteriorPlay& operator=(const PosteriorPlay&) = delete;
  virtual ~PosteriorPlay() = default;

  /// Conditions the solutions that `prior` has read, and reads them anew. Arguments are those of
  /// Play::read(); `likelihoods` are those of the block.
  virtual void read(const Play& prior,
                    const Likelihoods& likelihoods,
                    const GameBlock& games,
                    const BlockSolution& solution,
                    std::uint64_t first_draw) = 0;

  /// What was read. Play in lanes whose weight is not above 0 is that of the prior.
  [[nodiscard]] Play& play() noexcept { return *play_; }
  [[nodiscard]] const Play& play() const noexcept { return *play_; }
  /// Whether play is one sampled profile in each lane, see SplitPlay.
  [[nodiscard]] virtual bool is_sampled() const noexcept { return false; }
  /// The weight of each lane, [kBlockLanes]: 0 in lanes without a solution, NaN where a likelihood
  /// is not defined.
  [[nodiscard]] const double* weights() const noexcept { return weights_.data(); }

 protected:
  explicit PosteriorPlay(std::unique_ptr<Play> play) : play_(std::move(play)) {}

  std::unique_ptr<Play> play_;
  std::array<double, kBlockLanes> weights_{};
};

/// For the items with these numbers. `plan` has to outlive it.
[[nodiscard]] std::unique_ptr<PosteriorPlay> make_posterior_play(const RunPlan& plan,
                                                                 const std::vector<int>& items);

}  // namespace demarche
