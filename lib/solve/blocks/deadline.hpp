// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>

#include "demarche/core/interruption.hpp"

namespace demarche {

/// The end of a time budget. It is also past once the caller asks to stop, see InterruptionScope.
class Deadline {
 public:
  explicit Deadline(double seconds)
      : end_(Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                std::chrono::duration<double>(std::min(seconds, kMostSeconds)))) {}

  [[nodiscard]] bool is_past() const { return is_interrupted() || Clock::now() > end_; }
  /// The time that remains, at least 0.
  [[nodiscard]] double seconds() const {
    return is_interrupted()
               ? 0.0
               : std::max(0.0, std::chrono::duration<double>(end_ - Clock::now()).count());
  }

 private:
  using Clock = std::chrono::steady_clock;
  /// About three years. Longer budgets, infinity among them, would overflow the clock's 64 bits.
  static constexpr double kMostSeconds = 1e8;

  Clock::time_point end_;
};

}  // namespace demarche
