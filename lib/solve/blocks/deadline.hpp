// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>

#include "demarche/core/interruption.hpp"

namespace demarche {

/// The end of a time budget, or of the caller's patience: see InterruptionScope.
class Deadline {
 public:
  explicit Deadline(double seconds)
      : end_(Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                std::chrono::duration<double>(std::min(seconds, kMostSeconds)))) {}

  [[nodiscard]] bool is_past() const { return is_interrupted() || Clock::now() > end_; }
  /// What is left; at least 0.
  [[nodiscard]] double seconds() const {
    return is_interrupted()
               ? 0.0
               : std::max(0.0, std::chrono::duration<double>(end_ - Clock::now()).count());
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr double kMostSeconds = 1e8;  // Some three years: clocks count in 64 bits.

  Clock::time_point end_;
};

}  // namespace demarche
