// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/core/types.hpp"

namespace demarche {

/// Predicts the next point of a curve of logit responses by the cubic through its last two points
/// with their tangents. A point consists of log probabilities and, last, the precision.
class LogitPredictor {
 public:
  /// Takes the first point. Until the second one, predictions follow the tangent.
  void begin(const Vector& point, const Vector& tangent);
  /// Takes the next point.
  /// @pre The tangent has length 1.
  void advance(const Vector& point, const Vector& tangent);

  /// Writes the point predicted at distance `step` from the last point, measured along its tangent.
  void predict(double step, Vector& next) const;

  [[nodiscard]] const Vector& point() const { return point_; }
  [[nodiscard]] const Vector& tangent() const { return tangent_; }
  [[nodiscard]] double precision() const { return point_[point_.size() - 1]; }

 private:
  /// The cubic is a function of the curve's length or, near the limit, of the reciprocal of the
  /// precision. In the second case its values are log probabilities divided by the precision, since
  /// those are smooth in the reciprocal.
  bool is_near_limit_ = false;
  double unit_ = 1.0;  ///< The length of the last step, which is the cubic's unit.
  Vector point_;
  Vector tangent_;
  Vector first_;
  Vector second_;
  Vector third_;
};

}  // namespace demarche
