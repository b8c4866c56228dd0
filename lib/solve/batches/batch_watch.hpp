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

/// Tells how far a batch is, and whether it is to stop. Made on the thread that called
/// solve_batch(), which alone calls the progress function; for all threads that work.
class BatchWatch {
 public:
  BatchWatch(const BatchSettings& settings, std::size_t num_games);

  [[nodiscard]] bool is_stopped() const { return is_stopped_.load(std::memory_order_relaxed); }
  void stop() { is_stopped_ = true; }
  /// Counts games that have been done.
  void add(std::size_t num_games) { done_ += num_games; }
  /// Calls the progress function where it is due, if this is the thread to do so; as is_stopped().
  bool report();
  /// The caller's thread watches until no other is on a shift; others do not wait.
  void wait_for_others();
  /// Tells the end, unless the batch was stopped.
  void finish();

  /// To be held by a thread while it works; an exception that ends it stops the batch.
  class Shift {
   public:
    explicit Shift(BatchWatch& watch);
    ~Shift();
    Shift(const Shift&) = delete;
    Shift& operator=(const Shift&) = delete;

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
  std::condition_variable left_;
  int num_others_ = 0;
};

}  // namespace demarche
