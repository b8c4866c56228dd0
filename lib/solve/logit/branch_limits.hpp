// SPDX-License-Identifier: MIT
#pragma once

#include <array>

namespace demarche {

/// How closely the principal logit branch is followed. Points on the way need not lie exactly on
/// the branch, since only its end is made exact. Where the branch bends sharply, the tangent at a
/// loose point misleads, and the branch is followed again from its start with stricter limits.
struct StepLimits {
  double accepted_correction;  ///< A point is accepted once a Newton correction is at most this.
  double wanted_correction;  ///< Steps get the length at which the first correction is about this.
  double smallest_step;      ///< If shorter steps are needed, stricter limits are tried.
};
inline constexpr std::array<StepLimits, 3> kStepLimits{
    {{2e-2, 6e-3, 1e-3}, {1e-3, 3e-4, 1e-6}, {1e-5, 3e-6, 1e-13}}};
/// A step with a longer correction is rejected, since it may lead to another branch.
inline constexpr double kLargestCorrection = 0.02;
/// 1 / cos of the largest turn of the tangent in one step (6 degrees). With larger turns steps
/// would cut across sharp bends, onto another branch close by.
inline constexpr double kLargestTurn = 1.005;
/// A change of the determinant's sign counts as a crossing with another branch, not as a step over
/// a hairpin, if the prediction's error and 1 / cos of the turn are at most these.
inline constexpr double kCrossingCorrection = 1e-8;
inline constexpr double kCrossingTurn = 1.00001;
/// The most Newton corrections of one step on the way, and of the last step.
inline constexpr int kMaxCorrections = 3;
inline constexpr int kMaxFinalCorrections = 12;
/// The arc length of the first step. A longer one was 7 % faster, but led nearly symmetric games
/// onto another branch.
inline constexpr double kFirstStep = 0.3;
/// Newton's method stops at the end of the branch once the residual is at most this. In larger
/// games rounding allows not much less.
inline constexpr double kFinalResidual = 1e-12;

}  // namespace demarche
