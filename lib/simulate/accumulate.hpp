// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "demarche/simulate/run.hpp"
#include "simulate/accumulator.hpp"
#include "simulate/block_loop.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Runs a range of blocks on the settings' threads, adds them to `total` and shows them to the
/// plan's observers. Returns the end of the blocks that were run, as for_each_block() does.
std::uint64_t accumulate_blocks(const RunPlan& plan,
                                const RunSettings& settings,
                                BlockRange range,
                                Accumulator& total);

}  // namespace demarche
