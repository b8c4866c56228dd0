// SPDX-License-Identifier: MIT
#include "solve/small_logit/small_logit.hpp"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/small_logit/small_logit.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "solve/small_logit/small_logit_branches-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {

template <class Visit>
LaneSet visit_branches(const SmallLogitBlock& block, BlockSolution& solution, Visit visit) {
  const std::size_t most = *std::max_element(block.counts.begin(), block.counts.end());
  if (block.counts.size() == 3) {
    return most <= 2 ? visit(paired::SmallBranches<3, 2>(block, solution))
                     : visit(paired::SmallBranches<3, 3>(block, solution));
  }
  return most <= 2   ? visit(paired::SmallBranches<2, 2>(block, solution))
         : most == 3 ? visit(paired::SmallBranches<2, 3>(block, solution))
                     : visit(paired::SmallBranches<2, 4>(block, solution));
}

LaneSet follow_small_branches(const SmallLogitBlock& block, BlockSolution& solution) {
  return visit_branches(block, solution, [](auto&& branches) { return branches.run(); });
}

LaneSet find_unique_responses(const SmallLogitBlock& block, BlockSolution& solution) {
  return visit_branches(block, solution, [](auto&& branches) { return branches.find_unique(); });
}

}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(follow_small_branches);
HWY_EXPORT(find_unique_responses);

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
  return HWY_DYNAMIC_DISPATCH(find_unique_responses)(small_, scratch);
}

LaneSet SmallLogit::solve(const GameBlock& block, BlockSolution& solution) {
  read(block);
  auto left = HWY_DYNAMIC_DISPATCH(follow_small_branches)(small_, solution);
  materialisation_.place_behaviour(behaviour_.data(), solution.probabilities[0].data());
  for (std::size_t i = 0; i < behaviour_.size(); ++i) {
    if (std::isnan(behaviour_[i])) {
      left.set(i % kBlockLanes);
      solution.weights[0][i % kBlockLanes] = 0.0;
    }
  }
  return left;
}

}  // namespace demarche

#endif  // HWY_ONCE
