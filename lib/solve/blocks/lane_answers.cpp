// SPDX-License-Identifier: MIT
#include "solve/blocks/lane_answers.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/sums_to_one.hpp"

namespace demarche {
namespace {

/// 1 / count, and 0 for a count of 0. Small counts are looked up, since this is asked for every
/// lane.
double equal_share(std::size_t count) {
  static constexpr std::array kShares{
      0.0, 1.0, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5, 1.0 / 6, 1.0 / 7, 1.0 / 8, 1.0 / 9};
  return count < kShares.size() ? kShares[count] : 1.0 / static_cast<double>(count);
}

}  // namespace

LaneAnswers::LaneAnswers(const FactoredShape& shape,
                         const ConceptOptions& options,
                         std::unique_ptr<LaneSolver> exact)
    : selection_(options.selection),
      materialisation_(shape),
      exact_(std::move(exact)),
      num_strategies_(shape.num_strategies()),
      behaviour_(materialisation_.num_behaviour_rows() * kBlockLanes),
      copies_(materialisation_.players().size()),
      payoffs_(materialisation_.players().size()) {
  for (const std::size_t player : materialisation_.players()) {
    first_.push_back(shape.first_strategy(player));
  }
}

void LaneAnswers::start(const GameBlock& block, BlockSolution& solution) {
  block_ = block;
  solution_ = &solution;
  solution.start();
  solution.certificates = start_;
  found_.fill(0);
  exact_lanes_.reset();
  materialisation_.behaviour(block, behaviour_.data());
  // A behaviour without weights is NaN. The exact solver reports such lanes as not finite.
  for (std::size_t i = 0; i < behaviour_.size(); ++i) {
    if (std::isnan(behaviour_[i])) {
      exact_lanes_.set(i % kBlockLanes);
    }
  }
  for (std::size_t k = 0; k < payoffs_.size(); ++k) {
    payoffs_[k] = materialisation_.payoffs_in_place(block, k);
    if (payoffs_[k] == nullptr) {
      if (copies_[k].size() == 0) {
        copies_[k] = AlignedArray(materialisation_.num_profiles() * kBlockLanes);
      }
      materialisation_.block_payoffs(block, behaviour_.data(), k, copies_[k].data());
      payoffs_[k] = copies_[k].data();
    }
  }
}

void LaneAnswers::finish() {
  weigh();
  if (exact_lanes_.any()) {
    exact_->solve_lanes(block_, exact_lanes_, *solution_);
  }
  for (std::size_t c = 0; c < solution_->num_components; ++c) {
    materialisation_.place_behaviour(behaviour_.data(), solution_->probabilities[c].data());
  }
}

/// Makes room for one more equilibrium in all lanes.
void LaneAnswers::add_component() {
  const std::size_t component = solution_->num_components++;
  solution_->require_components(component + 1, num_strategies_);
  // All lanes are zeroed in one sweep; solvers then write only probabilities other than 0.
  std::fill_n(solution_->probabilities[component].data(), num_strategies_ * kBlockLanes, 0.0);
}

/// Gives each lane's equilibria equal weights, and then the weights of the selection where another
/// one is asked for. Lanes that go to the exact solver get no weight.
void LaneAnswers::weigh() {
  std::array<double, kBlockLanes> counts{};
  std::array<double, kBlockLanes> shares{};
  for (std::size_t lane = 0; lane < block_.num_lanes; ++lane) {
    solution_->certificates[lane].num_equilibria = static_cast<int>(found_[lane]);
    found_[lane] = exact_lanes_[lane] ? 0 : found_[lane];
    counts[lane] = static_cast<double>(found_[lane]);
    shares[lane] = equal_share(found_[lane]);
  }
  for (std::size_t c = 0; c < solution_->num_components; ++c) {
    // Counts are doubles and the loop runs over all lanes, so that the compiler vectorises it.
    const auto number = static_cast<double>(c);
    auto& weights = solution_->weights[c];
    double* const row = weights.data();
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      const double share = shares[lane];
      row[lane] = counts[lane] > number ? share : 0.0;
    }
  }
  for (std::size_t lane = 0; selection_ != Selection::uniform && lane < block_.num_lanes; ++lane) {
    if (found_[lane] > 1) {
      const auto weights = exact_->select(block_, lane, equilibria(lane));
      assert(weights.size() == found_[lane] && sums_to_one(weights));
      for (std::size_t c = 0; c < weights.size(); ++c) {
        solution_->weights[c][lane] = weights[c];
      }
    }
  }
}

/// The lane's equilibria as the selection rules take them.
std::vector<MixedProfile> LaneAnswers::equilibria(std::size_t lane) const {
  const std::vector<int>& counts = materialisation_.num_strategies();
  std::vector<MixedProfile> all(found_[lane], MixedProfile(counts.size()));
  for (std::size_t c = 0; c < all.size(); ++c) {
    double* const equilibrium = solution_->probabilities[c].data() + lane;
    for (std::size_t k = 0; k < counts.size(); ++k) {
      for (std::size_t s = 0; s < static_cast<std::size_t>(counts[k]); ++s) {
        all[c][k].push_back(strategies(equilibrium, k)[s * kBlockLanes]);
      }
    }
  }
  return all;
}

}  // namespace demarche
