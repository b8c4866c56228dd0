// SPDX-License-Identifier: MIT
#include "solve/paths/logit_predictor.hpp"

#include <cassert>
#include <cmath>

namespace demarche {
namespace {

/// From this precision on, the predictor assumes the shape that the curve has at its limit: as the
/// reciprocal of the precision falls, log probabilities of strategies that remain in use approach
/// constants, and the others approach multiples of the precision.
constexpr double kReciprocalFrom = 8.0;

/// The function that the cubic interpolates: point * value, with the slope
/// tangent * by_tangent + point * by_point.
struct Smooth {
  double value = 1.0;
  double by_tangent = 1.0;
  double by_point = 0.0;
};

/// The point itself as a function of the length, in units of `unit`.
Smooth of_length(double unit) {
  return {.by_tangent = unit};
}

/// The point divided by the precision, as a function of the reciprocal of the precision. With a log
/// probability y and the precision p, its slope is d (y / p) / d (1 / p) = y - p dy/dp.
Smooth of_reciprocal(double unit, double precision, double precision_slope) {
  return {.value = 1.0 / precision,
          .by_tangent = -unit * precision / precision_slope,
          .by_point = unit};
}

}  // namespace

void LogitPredictor::begin(const Vector& point, const Vector& tangent) {
  assert(point.size() > 0 && point.size() == tangent.size());
  is_near_limit_ = false;
  unit_ = 1.0;
  point_ = point;
  tangent_ = tangent;
  first_ = tangent;
  second_.setZero(point.size());
  third_.setZero(point.size());
}

void LogitPredictor::advance(const Vector& point, const Vector& tangent) {
  assert(point.size() == point_.size() && tangent.size() == point_.size());
  assert(std::abs(tangent.norm() - 1.0) < 1e-9);
  const Index last = point.size() - 1;
  is_near_limit_ = precision() > kReciprocalFrom && point[last] > precision() &&
                   tangent_[last] > 0.0 && tangent[last] > 0.0;
  unit_ = is_near_limit_ ? 1.0 / point[last] - 1.0 / precision() : (point - point_).norm();
  const Smooth before =
      is_near_limit_ ? of_reciprocal(unit_, precision(), tangent_[last]) : of_length(unit_);
  const Smooth here =
      is_near_limit_ ? of_reciprocal(unit_, point[last], tangent[last]) : of_length(unit_);
  for (Index k = 0; k <= last; ++k) {
    const double change = here.value * point[k] - before.value * point_[k];
    const double first_before = before.by_tangent * tangent_[k] + before.by_point * point_[k];
    const double first = here.by_tangent * tangent[k] + here.by_point * point[k];
    first_[k] = first;
    third_[k] = first_before + first - 2.0 * change;
    second_[k] = third_[k] + first - change;
  }
  point_ = point;
  tangent_ = tangent;
}

void LogitPredictor::predict(double step, Vector& next) const {
  const Index last = point_.size() - 1;
  double part = step / unit_;
  double before = 1.0;
  double scale = 1.0;
  if (is_near_limit_) {
    scale = precision() + step * tangent_[last];
    before = 1.0 / precision();
    part = (1.0 / scale - before) / unit_;
  }
  next.resize(last + 1);
  for (Index k = 0; k <= last; ++k) {
    const double change = part * (first_[k] + part * (second_[k] + part * third_[k]));
    next[k] = scale * (before * point_[k] + change);
  }
  if (is_near_limit_) {
    next[last] = scale;
  }
}

}  // namespace demarche
