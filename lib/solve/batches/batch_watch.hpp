// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>

#include "demarche/solve/batch.hpp"

namespace demarche {

/// Counts the games done by all threads of a batch, reports progress, and says whether to stop. It
/// is made on the thread that called solve_batch(), and only that thread calls the progress
/// function.
class BatchWatch {
 public:
  BatchWatch(const BatchSettings& settings, std::size_t num_games);

  /// Whether the batch is to stop.
  [[nodiscard]] bool is_stopped() const { return is_stopped_.load(std::memory_order_relaxed); }
  void stop() { is_stopped_ = true; }
  /// Counts `num_games` more as done.
  void add(std::size_t num_games) { done_ += num_games; }
  /// Calls the progress function if a report is due and this is the caller's thread. Returns
  /// is_stopped().
  bool report();
  /// On the caller's thread: waits until no other thread works, and stops the batch if the caller
  /// is interrupted. On other threads it returns at once.
  void wait_for_others();
  /// Makes the last report, unless the batch was stopped.
  void finish();

  /// A thread holds one while it works. If an exception destroys it, the batch stops.
  class WorkingThread {
   public:
    explicit WorkingThread(BatchWatch& watch);
    ~WorkingThread();
    WorkingThread(const WorkingThread&) = delete;
    WorkingThread& operator=(const WorkingThread&) = delete;

   private:
    BatchWatch& watch_;
    int num_exceptions_;
  };

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] bool is_caller() const { return std::this_thread::get_id() == caller_; }
  void tell(Clock::time_point now);

  const std::function<bool(const BatchProgress&)>& progress_;
  std::size_t num_games_;
  std::thread::id caller_ = std::this_thread::get_id();
  Clock::time_point begin_ = Clock::now();
  Clock::time_point due_;
  std::atomic<std::size_t> done_{0};
  std::atomic<bool> is_stopped_{false};
  std::mutex mutex_;
  std::condition_variable other_ended_;
  int num_others_ = 0;
};

}  // namespace demarche
