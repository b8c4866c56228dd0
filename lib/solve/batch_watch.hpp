// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>

#include "demarche/solve/batch.hpp"

namespace demarche {

/// Tells how far a batch is, and whether it is to stop. For many threads.
class BatchWatch {
 public:
  BatchWatch(const BatchSettings& settings, std::size_t num_games);

  [[nodiscard]] bool is_stopped() const { return is_stopped_.load(std::memory_order_relaxed); }
  void stop() { is_stopped_ = true; }
  /// Counts games that have been done.
  void add(std::size_t num_games) { done_ += num_games; }
  /// Tells the progress function where it is due; then as is_stopped().
  bool report();
  /// Tells it the end, unless the batch was stopped.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void tell(Clock::time_point now);

  const std::function<bool(const BatchProgress&)>& progress_;
  std::size_t num_games_;
  Clock::time_point begin_ = Clock::now();
  std::atomic<std::size_t> done_{0};
  std::atomic<bool> is_stopped_{false};
  std::atomic<Clock::rep> due_;
  std::mutex mutex_;
};

}  // namespace demarche
