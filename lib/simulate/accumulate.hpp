// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "demarche/simulate/run.hpp"
#include "demarche/simulate/run_sums.hpp"
#include "simulate/accumulator.hpp"
#include "simulate/block_loop.hpp"
#include "simulate/memory.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Whether so many threads share the accumulators of metrics and options: these take up to about 60
/// KiB each, and a run can have 100,000 of them.
[[nodiscard]] bool shares_accumulators(const RunPlan& plan, int threads);

/// What accumulate_blocks() holds at once for a range of blocks.
/// @throws InvalidArgument if the settings' number of threads is out of range.
[[nodiscard]] MemoryCopies copies_of_run(const RunPlan& plan,
                                         const RunSettings& settings,
                                         BlockRange range);

/// Runs a range of blocks on the settings' threads, adds them to `total` and shows them to the
/// plan's observers, and to `sums` unless that is null or empty. Returns the end of the blocks that
/// were run, as for_each_block() does.
std::uint64_t accumulate_blocks(const RunPlan& plan,
                                const RunSettings& settings,
                                BlockRange range,
                                Accumulator& total,
                                RunSums* sums = nullptr);

}  // namespace demarche
