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

  /// The draws in it, of a run of `draws`.
  [[nodiscard]] std::uint64_t num_draws(std::uint64_t draws) const;
};

/// All blocks of a run.
[[nodiscard]] BlockRange all_blocks(const RunPlan& plan);

/// What one thread makes of its blocks.
class BlockVisitor {
 public:
  virtual ~BlockVisitor() = default;
  virtual void visit(const BlockEngine& engine) = 0;
  /// Called after the blocks of each batch (RunPlan::blocks_per_call of them, or what the range has
  /// of these): code has evaluated its metrics.
  virtual void visit_batch(const CustomStage& /*custom*/) {}
  /// Called when the thread has no more blocks, one thread at a time.
  virtual void finish() {}
};

/// Runs the blocks of a range on the settings' threads, one visitor a thread, telling
/// `settings.progress`. Blocks are taken in order and always finished, so a stopped loop has done a
/// prefix of them. Returns the end of what was done.
/// @throws InvalidArgument if the number of threads is out of range.
std::uint64_t for_each_block(const RunPlan& plan,
                             const RunSettings& settings,
                             BlockRange range,
                             const std::function<std::unique_ptr<BlockVisitor>()>& make_visitor);

}  // namespace demarche
