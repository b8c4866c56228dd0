// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>

#include "simulate/block_engine.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Runs the first blocks of a run, at most 8, up to the first of which is_enough(engine) is true.
/// What is found in this way depends on nothing but the plan, so all parts and slices of a run find
/// the same.
template <class IsEnough>
void run_first_blocks(const RunPlan& plan, const IsEnough& is_enough) {
  constexpr std::uint64_t kMostBlocks = 8;
  const std::uint64_t end = std::min(kMostBlocks, (plan.draws + kBlockLanes - 1) / kBlockLanes);
  BlockEngine engine(plan);
  for (std::uint64_t block = 0; block < end; ++block) {
    engine.run(block);
    if (is_enough(engine)) {
      return;
    }
  }
}

}  // namespace demarche
