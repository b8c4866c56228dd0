// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "demarche/analyze/jackknife.hpp"

namespace demarche {

/// The interval of an estimate whose groups of draws have these sizes: estimate(g) is that from all
/// draws but those of group g, and estimate(sizes.size()) that from all. `kept`, if given, becomes
/// the estimates without each of the groups.
template <class Estimate>
IntervalEstimate jackknife_of(std::span<const double> sizes,
                              const Estimate& estimate,
                              std::vector<double>* kept = nullptr) {
  std::vector<double> without;
  without.reserve(sizes.size());
  for (std::size_t g = 0; g < sizes.size(); ++g) {
    without.push_back(estimate(g));
  }
  const IntervalEstimate found = jackknife(estimate(sizes.size()), without, sizes);
  if (kept != nullptr) {
    *kept = std::move(without);
  }
  return found;
}

}  // namespace demarche
