// SPDX-License-Identifier: MIT
#include "simulate/block_loop.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <chrono>
#include <exception>
#include <mutex>

#include "core/interruption_mask.hpp"
#include "core/limits.hpp"

namespace demarche {
namespace {

constexpr std::chrono::milliseconds kProgressInterval{100};

/// Reports the progress of a run at intervals, from the thread that happens to finish a block then,
/// and at the end. Reports never go back.
class ProgressReporter {
 public:
  ProgressReporter(const RunSettings& settings, std::uint64_t draws)
      : settings_(settings), draws_(draws), start_(Clock::now()), last_(start_) {}

  /// Adds finished draws; false once the run should stop.
  bool add(std::uint64_t draws) {
    const std::uint64_t done = done_.fetch_add(draws) + draws;
    if (!settings_.progress || is_stopped_.load()) {
      return !is_stopped_.load();
    }
    std::unique_lock lock(mutex_, std::defer_lock);
    if (done == draws_) {
      lock.lock();  // The last report is never left out, even if another one is under way.
    } else if (!lock.try_lock()) {
      return true;
    }
    const auto now = Clock::now();
    if (done > reported_ && (now - last_ >= kProgressInterval || done == draws_)) {
      last_ = now;
      reported_ = done;
      const double seconds = std::chrono::duration<double>(now - start_).count();
      if (!settings_.progress({.draws_done = done, .draws_total = draws_, .seconds = seconds})) {
        is_stopped_.store(true);
      }
    }
    return !is_stopped_.load();
  }

 private:
  using Clock = std::chrono::steady_clock;
  const RunSettings& settings_;
  std::uint64_t draws_;
  Clock::time_point start_;
  Clock::time_point last_;
  std::uint64_t reported_ = 0;
  std::atomic<std::uint64_t> done_{0};
  std::atomic<bool> is_stopped_{false};
  std::mutex mutex_;
};

/// Sets a flag if an exception leaves its scope.
class StopOnException {
 public:
  explicit StopOnException(std::atomic<bool>& is_stopped) : is_stopped_(is_stopped) {}
  StopOnException(const StopOnException&) = delete;
  StopOnException& operator=(const StopOnException&) = delete;
  ~StopOnException() {
    if (std::uncaught_exceptions() > before_) {
      is_stopped_.store(true);
    }
  }

 private:
  std::atomic<bool>& is_stopped_;
  int before_ = std::uncaught_exceptions();
};

}  // namespace

int num_threads(const RunSettings& settings) {
  check_threads(settings.threads);
  return settings.threads == 0 ? tbb::this_task_arena::max_concurrency() : settings.threads;
}

std::uint64_t BlockRange::num_draws(std::uint64_t draws) const {
  return std::min(draws, end * kBlockLanes) - std::min(draws, first * kBlockLanes);
}

BlockRange all_blocks(const RunPlan& plan) {
  return {.first = 0, .end = (plan.draws + kBlockLanes - 1) / kBlockLanes};
}

std::uint64_t for_each_block(const RunPlan& plan,
                             const RunSettings& settings,
                             BlockRange range,
                             const std::function<std::unique_ptr<BlockVisitor>()>& make_visitor) {
  assert(range.first <= range.end && range.end <= all_blocks(plan).end);
  const int threads = num_threads(settings);
  ProgressReporter reporter(settings, range.num_draws(plan.draws));
  const std::uint64_t length = plan.blocks_per_call;
  std::atomic<std::uint64_t> next_batch{range.first / length};
  std::atomic<bool> is_stopped{false};
  std::mutex finishing;

  const auto work = [&](int) {
    // An exception in one thread ends the work of all.
    const StopOnException stop(is_stopped);
    const InterruptionMask mask;  // A run ends between draws, not within one.
    BlockEngine engine(plan);
    const std::unique_ptr<BlockVisitor> visitor = make_visitor();
    while (!is_stopped.load()) {
      const std::uint64_t batch = next_batch.fetch_add(1);
      if (batch * length >= range.end) {
        break;
      }
      const std::uint64_t end = std::min((batch + 1) * length, range.end);
      for (std::uint64_t block = std::max(batch * length, range.first); block < end; ++block) {
        engine.run(block);
        visitor->visit(engine);
        if (!reporter.add(engine.num_lanes())) {
          is_stopped.store(true);
        }
      }
      if (engine.custom() != nullptr) {
        engine.finish_batch();
        visitor->visit_batch(*engine.custom());
      }
    }
    const std::lock_guard lock(finishing);
    visitor->finish();
  };
  tbb::task_arena arena(threads);
  arena.execute([&] { tbb::parallel_for(0, threads, work, tbb::simple_partitioner()); });
  return std::clamp(next_batch.load() * length, range.first, range.end);
}

}  // namespace demarche
