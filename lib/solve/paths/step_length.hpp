// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

namespace demarche {

/// How far the next step along a curve of logit responses goes.
class StepLength {
 public:
  [[nodiscard]] double value() const { return step_; }

  /// Takes half the length after a step that failed.
  void halve() { step_ *= 0.5; }

  /// Whether the step has become too short to be worth trying.
  [[nodiscard]] bool is_tiny() const {
    constexpr double kSmallest = 1e-12;
    return step_ < kSmallest;
  }

  /// Takes a step into account that was accepted at `precision`: its first correction, and the
  /// longest one that would have been allowed. The error of the prediction grows with the fourth
  /// power of the step.
  void adapt(double first_correction, double longest_correction, double precision) {
    constexpr double kLargest = 50.0;
    constexpr double kMostGrowth = 3.0;
    /// The first correction that steps aim at, as a part of the longest one.
    constexpr double kWantedCorrection = 0.04;
    const double excess = first_correction / (kWantedCorrection * longest_correction);
    step_ = std::min(step_ * std::clamp(1.0 / std::sqrt(std::sqrt(excess)), 0.5, kMostGrowth),
                     std::max(kLargest, precision));
  }

 private:
  double step_ = 0.03;
};

}  // namespace demarche
