// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

#include "demarche/core/interruption.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// About three years. Longer budgets, infinity among them, would overflow the clock's 64 bits.
inline constexpr double kMostSeconds = 1e8;

/// The end of a time budget. It is also past once the caller asks to stop, see InterruptionScope.
class Deadline {
 public:
  explicit Deadline(double seconds)
      : end_(Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                std::chrono::duration<double>(std::min(seconds, kMostSeconds)))) {}

  [[nodiscard]] bool is_past() const { return is_interrupted() || is_over(); }
  /// The same by the clock alone.
  [[nodiscard]] bool is_over() const { return Clock::now() > end_; }
  /// The time that remains, at least 0.
  [[nodiscard]] double seconds() const {
    return is_interrupted()
               ? 0.0
               : std::max(0.0, std::chrono::duration<double>(end_ - Clock::now()).count());
  }

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point end_;
};

/// While it lives, this thread's work is interrupted once the time is over: a time budget for
/// solvers that have none of their own.
class TimeScope {
 public:
  /// Without a limit, nothing is asked.
  explicit TimeScope(double seconds) {
    if (seconds < kNoTimeLimit) {
      scope_.emplace([end = Deadline(seconds)] { return end.is_over(); });
    }
  }

 private:
  std::optional<InterruptionScope> scope_;
};

}  // namespace demarche
