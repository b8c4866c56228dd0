// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/core/types.hpp"

namespace demarche {

/// Where a curve of logit responses goes: the cubic through its last two points with their
/// tangents. Points are log probabilities and, last, the precision.
class LogitPredictor {
 public:
  /// The first point, with the tangent alone.
  void begin(const Vector& point, const Vector& tangent);
  /// The next point. Tangents have length 1.
  void advance(const Vector& point, const Vector& tangent);

  /// What comes `step` after the last point, as its tangent has it.
  void predict(double step, Vector& next) const;

  [[nodiscard]] const Vector& point() const { return point_; }
  [[nodiscard]] const Vector& tangent() const { return tangent_; }
  [[nodiscard]] double precision() const { return point_[point_.size() - 1]; }

 private:
  /// The cubic is in the curve's length or, near the limit, in the reciprocal of the precision;
  /// what is smooth in that is log probabilities divided by the precision.
  bool is_near_limit_ = false;
  double unit_ = 1.0;  ///< The last step, by which the cubic's coefficients count.
  Vector point_;
  Vector tangent_;
  Vector first_;
  Vector second_;
  Vector third_;
};

}  // namespace demarche
