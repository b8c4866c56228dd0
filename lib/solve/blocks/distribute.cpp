// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

#include "demarche/solve/concept.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/blocks/distribute.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Real = hn::ScalableTag<double>;
using V = hn::Vec<Real>;

/// Adds one component to the distributions over profiles of a vector of lanes: for each profile the
/// weight times the product of its strategies' probabilities. `partial` holds this product for the
/// players so far, profile by profile. It is extended in place, from the last entry to the first,
/// so that no entry is overwritten before it was read.
HWY_INLINE void add_component(const FactoredShape& shape,
                              V weight,
                              const double* probabilities,
                              std::array<V, kMostJointProfiles>& profiles) {
  const Real d;
  std::array<V, kMostJointProfiles> partial;
  partial[0] = weight;
  std::size_t size = 1;
  for (std::size_t i = 0; i + 1 < shape.players.size(); ++i) {
    const std::size_t count = shape.players[i].strategies.size();
    for (std::size_t p = size; p-- > 0;) {
      const V played = partial[p];
      for (std::size_t s = count; s-- > 0;) {
        partial[p * count + s] = hn::Mul(played, hn::Load(d, probabilities + s * kBlockLanes));
      }
    }
    probabilities += count * kBlockLanes;
    size *= count;
  }
  const std::size_t last = shape.players.back().strategies.size();
  for (std::size_t s = 0; s < last; ++s) {
    const V probability = hn::Load(d, probabilities + s * kBlockLanes);
    for (std::size_t p = 0; p < size; ++p) {
      V& profile = profiles[p * last + s];
      // A product and a sum instead of a fused multiply-add: plane_distribution.cpp evaluates the
      // same formula and must produce identical bits.
      profile = hn::Add(profile, hn::Mul(partial[p], probability));
    }
  }
}

void mix_components(const BlockSolution& solution,
                    const FactoredShape& shape,
                    std::size_t num_profiles,
                    double* rows) {
  const Real d;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    std::array<V, kMostJointProfiles> profiles;
    std::fill_n(profiles.begin(), num_profiles, hn::Zero(d));
    for (std::size_t c = 0; c < solution.num_components; ++c) {
      const V weight = hn::LoadU(d, solution.weights[c].data() + lane);
      // Most lanes have few equilibria, so for later components most vectors have no weight at all.
      if (!hn::AllTrue(d, hn::Eq(weight, hn::Zero(d)))) {
        add_component(shape, weight, solution.probabilities[c].data() + lane, profiles);
      }
    }
    for (std::size_t p = 0; p < num_profiles; ++p) {
      hn::Store(profiles[p], d, rows + p * kBlockLanes + lane);
    }
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(mix_components);

void distribute(const BlockSolution& solution, const FactoredShape& shape, double* profiles) {
  assert(shape.num_profiles() <= static_cast<double>(kMostJointProfiles));
  assert(solution.weights.size() >= solution.num_components);
  assert(solution.probabilities.size() >= solution.num_components);
  const auto num_profiles = static_cast<std::size_t>(shape.num_profiles());
  HWY_DYNAMIC_DISPATCH(mix_components)(solution, shape, num_profiles, profiles);
}

}  // namespace demarche

#endif  // HWY_ONCE
