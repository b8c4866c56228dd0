// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "simulate/block_engine.hpp"

namespace demarche {

/// Blocks [first, end) of a run.
struct BlockRange {
  std::uint64_t first = 0;
  std::uint64_t end = 0;

  /// How many draws of a run of `draws` lie in these blocks.
  [[nodiscard]] std::uint64_t num_draws(std::uint64_t draws) const;
};

/// All blocks of a run.
[[nodiscard]] BlockRange all_blocks(const RunPlan& plan);

/// How many threads for_each_block() uses.
/// @throws InvalidArgument if the settings' number is out of range.
[[nodiscard]] int num_threads(const RunSettings& settings);

/// Looks at the blocks of one thread.
class BlockVisitor {
 public:
  virtual ~BlockVisitor() = default;
  /// Called after each block, which the engine holds.
  virtual void visit(const BlockEngine& engine) = 0;
  /// Called after each batch if the run calls code, whose metrics are evaluated by then. A batch
  /// has RunPlan::blocks_per_call blocks, or those of them that lie in the range.
  virtual void visit_batch(const CustomStage& /*custom*/) {}
  /// Called when the thread has no more blocks. Threads take turns.
  virtual void finish() {}
};

/// Runs the blocks of a range on the settings' threads and reports to `settings.progress`. Each
/// thread makes a visitor of its own. Threads take blocks in order and finish what they take, so a
/// loop that is stopped has run the first blocks of the range. Returns the end of the blocks that
/// were run.
/// @pre range.first <= range.end <= all_blocks(plan).end
/// @throws InvalidArgument if the number of threads is out of range; and what a visitor or the
/// settings' code throws.
std::uint64_t for_each_block(const RunPlan& plan,
                             const RunSettings& settings,
                             BlockRange range,
                             const std::function<std::unique_ptr<BlockVisitor>()>& make_visitor);

}  // namespace demarche
