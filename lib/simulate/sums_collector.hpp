// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/simulate/run_sums.hpp"
#include "simulate/binned_draws.hpp"
#include "simulate/block_engine.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// The sums of a run, of no draws: what is summed, in how many groups. `settings` are those that
/// the plan was made of.
[[nodiscard]] RunSums make_run_sums(const RunPlan& plan, const RunSettings& settings);

/// The sums that all threads of a run add to.
struct SharedSums {
  static constexpr std::size_t kNumLocks = 64;

  explicit SharedSums(RunSums& of_run) : run(of_run) {}

  RunSums& run;
  std::mutex counts = {};                         ///< For the counts of all groups.
  std::array<std::mutex, kNumLocks> chunks = {};  ///< For chunks of groups.
};

/// A thread's draws on their way into the sums.
class SumsCollector {
 public:
  SumsCollector(const RunPlan& plan, SharedSums& shared);

  /// Adds the block that the engine ran last.
  void add(const BlockEngine& engine);
  /// To be called after the last block.
  void flush();

 private:
  [[nodiscard]] std::size_t group_of(std::uint64_t block) const;
  void add_option_set(const Play& play, std::size_t output, int set);

  const RunPlan& plan_;
  SharedSums& shared_;
  BinnedDraws draws_;
  std::uint64_t blocks_per_turn_ = 1;  // Blocks in a row that go to the same group.
  std::size_t group_ = 0;
  std::vector<std::size_t> solved_;
  std::array<std::uint8_t, kBlockLanes> is_solved_{};
  std::array<double, kBlockLanes> row_{};
};

}  // namespace demarche
