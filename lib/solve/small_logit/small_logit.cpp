// SPDX-License-Identifier: MIT
#include "solve/small_logit/small_logit.hpp"

#include <algorithm>
#include <cmath>

#include "solve/small_logit/shape_kernels.hpp"

namespace demarche {
namespace {

/// The kernels for games with these numbers of strategies, at least as large as each of them.
SmallLogitKernels kernels_for(const std::vector<std::size_t>& counts) {
  const std::size_t most = *std::max_element(counts.begin(), counts.end());
  if (counts.size() == 3) {
    return most <= 2 ? small_logit_kernels_3x2() : small_logit_kernels_3x3();
  }
  return most <= 2   ? small_logit_kernels_2x2()
         : most == 3 ? small_logit_kernels_2x3()
                     : small_logit_kernels_2x4();
}

}  // namespace

bool SmallLogit::takes(const FactoredShape& shape) {
  std::size_t num_choosing = 0;
  std::size_t most = 0;
  for (const FactoredPlayer& player : shape.players) {
    if (!player.is_behavioural()) {
      ++num_choosing;
      most = std::max(most, player.strategies.size());
    }
  }
  const bool is_small = (num_choosing == 2 && most <= 4) || (num_choosing == 3 && most <= 3);
  return is_small && !Materialisation::refusal(shape);
}

SmallLogit::SmallLogit(const FactoredShape& shape, const ConceptOptions& options)
    : options_(options),
      materialisation_(shape),
      behaviour_(materialisation_.num_behaviour_rows() * kBlockLanes),
      precision_(kBlockLanes),
      copies_(materialisation_.players().size()) {
  std::fill_n(precision_.data(), kBlockLanes, options.precision);
  for (std::size_t k = 0; k < copies_.size(); ++k) {
    small_.counts.push_back(static_cast<std::size_t>(materialisation_.num_strategies()[k]));
    small_.first.push_back(shape.first_strategy(materialisation_.players()[k]));
  }
  small_.payoffs.resize(copies_.size());
  small_.precision.resize(copies_.size());
  small_.max_iterations = options.max_iterations;
  small_.tolerance = options.tolerance;
}

void SmallLogit::read(const GameBlock& block) {
  materialisation_.behaviour(block, behaviour_.data());
  for (std::size_t k = 0; k < copies_.size(); ++k) {
    small_.precision[k] = block.precision == nullptr
                              ? precision_.data()
                              : block.precision + materialisation_.players()[k] * kBlockLanes;
    small_.payoffs[k] = materialisation_.payoffs_in_place(block, k);
    if (small_.payoffs[k] == nullptr) {
      if (copies_[k].size() == 0) {
        copies_[k] = AlignedArray(materialisation_.num_profiles() * kBlockLanes);
      }
      materialisation_.block_payoffs(block, behaviour_.data(), k, copies_[k].data());
      small_.payoffs[k] = copies_[k].data();
    }
  }
  small_.num_lanes = block.num_lanes;
}

LaneSet SmallLogit::find_unique(const GameBlock& block, BlockSolution& scratch) {
  read(block);
  return kernels_for(small_.counts).find_unique(small_, scratch);
}

LaneSet SmallLogit::solve(const GameBlock& block, BlockSolution& solution) {
  read(block);
  auto undecided = kernels_for(small_.counts).follow(small_, solution);
  materialisation_.place_behaviour(behaviour_.data(), solution.probabilities[0].data());
  for (std::size_t i = 0; i < behaviour_.size(); ++i) {
    if (std::isnan(behaviour_[i])) {
      undecided.set(i % kBlockLanes);
      solution.weights[0][i % kBlockLanes] = 0.0;
    }
  }
  return undecided;
}

}  // namespace demarche
