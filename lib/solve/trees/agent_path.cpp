// SPDX-License-Identifier: MIT
#include "solve/trees/agent_path.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "demarche/core/interruption.hpp"
#include "solve/paths/curve_system.hpp"
#include "solve/paths/logit_predictor.hpp"
#include "solve/trees/tree_curve.hpp"

namespace demarche {
namespace {

constexpr double kFirstStep = 0.03;
constexpr double kLargestStep = 50.0;
constexpr double kSmallestStep = 1e-12;
constexpr int kCorrections = 10;
/// The first correction that steps aim at, as a part of the longest one, and how fast steps grow.
constexpr double kWantedCorrection = 0.04;
constexpr double kMostGrowth = 3.0;
/// A point is exact if its last correction is no longer than this, or than this part of the
/// precision. Rounding leaves errors of some 1e-13 in probabilities of mixed actions, and log odds
/// elsewhere move by that much times the precision.
constexpr double kExactCorrection = 1e-9;
constexpr double kRounding = 1e-11;
constexpr double kLeastCosine = 0.9;
/// Where another branch crosses, the orientation changes rightly. A step across a crossing hits its
/// prediction this well and hardly turns; a step over a bend does neither.
constexpr double kCrossingCorrection = 1e-6;
constexpr double kCrossingCosine = 1.0 - 1e-6;
/// A step may have jumped to another part of the branch if its first correction is longer than
/// this. A trace that fails is repeated with the next of these lengths.
constexpr std::array kLongestCorrections = {0.3, 0.03, 0.003};
/// The precisions, in units of payoffs that span at most 1, of the two points that give the limit.
constexpr double kNearLimit = 1e6;
/// A probability of the limit below this is 0: the errors of the two points are smaller.
constexpr double kNoProbability = 1e-8;

/// Follows the branch once.
class Trace {
 public:
  Trace(const TreePiece& piece, double longest_correction, int max_steps)
      : longest_correction_(longest_correction),
        max_steps_(max_steps),
        curve_(piece),
        system_(curve_.size()) {
    curve_.evaluate(curve_.start(), system_);
    system_.solve(last_unit(), correction_, turned_);
    turned_.normalize();
    is_positive_ = system_.has_positive_determinant();
    path_.begin(curve_.start(), turned_);
  }

  /// Goes on to a precision that is at least that of the point before.
  AgentPoint go_to(double precision) {
    SolveStatus status = SolveStatus::iteration_limit;
    while (num_steps_ < max_steps_ && !is_interrupted()) {
      if (path_.precision() == precision || try_finish(precision)) {
        status = SolveStatus::converged;
        break;
      }
      ++num_steps_;
      path_.predict(step_, next_);
      if (!correct() || turned_.dot(path_.tangent()) < kLeastCosine) {
        step_ *= 0.5;
        if (step_ < kSmallestStep) {
          status = SolveStatus::numerical_failure;
          break;
        }
        continue;
      }
      if (next_[last()] >= precision) {
        has_passed_ = true;
        beyond_ = next_;
        continue;  // try_finish() looks between the two points.
      }
      advance();
    }
    return {.status = status,
            .moves = curve_.moves(),
            .beliefs = curve_.beliefs(),
            .logit_error = curve_.logit_error(),
            .num_steps = num_steps_,
            .passed_bifurcation = passed_bifurcation_};
  }

 private:
  [[nodiscard]] Index last() const { return curve_.size() - 1; }
  [[nodiscard]] Vector last_unit() const { return Vector::Unit(curve_.size(), last()); }

  void advance() {
    path_.advance(next_, turned_);
    // The error of the prediction grows with the fourth power of the step.
    const double excess = first_correction_ / (kWantedCorrection * longest_correction_);
    step_ = std::min(step_ * std::clamp(1.0 / std::sqrt(std::sqrt(excess)), 0.5, kMostGrowth),
                     std::max(kLargestStep, path_.precision()));
  }

  /// Once a step has gone beyond the precision, solves the equations at the precision itself,
  /// starting between the last two points. If that leads too far away, the step is repeated at half
  /// its length.
  bool try_finish(double precision) {
    if (!std::exchange(has_passed_, false)) {
      return false;
    }
    const double part = (precision - path_.precision()) / (beyond_[last()] - path_.precision());
    Vector point = path_.point() + part * (beyond_ - path_.point());
    point[last()] = precision;
    const double farthest = longest_correction_ + (beyond_ - path_.point()).norm();
    for (int k = 0; k < 2 * kCorrections; ++k) {
      curve_.evaluate(point, system_);
      system_.solve(last_unit(), correction_, turned_);
      point -= correction_;
      const double length = correction_.norm();
      if (!(length < farthest)) {
        break;
      }
      if (length < std::max(kExactCorrection * 1e-3, kRounding * precision)) {
        curve_.evaluate(point, system_);
        system_.solve(path_.tangent(), correction_, turned_);
        turned_.normalize();
        path_.advance(point, turned_);
        return true;
      }
    }
    step_ *= 0.5;
    return false;
  }

  /// Corrects a predicted point by Newton's method, perpendicular to the tangent.
  bool correct() {
    for (int k = 0; k < kCorrections; ++k) {
      curve_.evaluate(next_, system_);
      system_.solve(path_.tangent(), correction_, turned_);
      const double length = correction_.norm();
      if (!(length < longest_correction_)) {
        return false;
      }
      first_correction_ = k == 0 ? length : first_correction_;
      next_ -= correction_;
      if (length < std::max(kExactCorrection, kRounding * next_[last()])) {
        turned_.normalize();
        return next_[last()] >= 0.0 && is_oriented();
      }
    }
    return false;
  }

  /// Whether the orientation is that of the branch so far, or has changed because another one
  /// crosses.
  bool is_oriented() {
    if (system_.has_positive_determinant() == is_positive_) {
      return true;
    }
    if (first_correction_ > kCrossingCorrection || turned_.dot(path_.tangent()) < kCrossingCosine) {
      return false;
    }
    is_positive_ = !is_positive_;
    passed_bifurcation_ = true;
    return true;
  }

  double longest_correction_;
  int max_steps_;
  TreeCurve curve_;
  CurveSystem system_;
  LogitPredictor path_;
  double step_ = kFirstStep;
  double first_correction_ = 0.0;
  bool is_positive_ = true;
  bool passed_bifurcation_ = false;
  bool has_passed_ = false;  ///< Whether beyond_ is a point of the branch beyond the precision.
  int num_steps_ = 0;
  Vector beyond_;
  Vector turned_;  ///< The tangent at the next point.
  Vector next_;
  Vector correction_;
};

/// The limit that two points of the branch show, the second at twice the precision of the first.
double extrapolated(double near, double nearer) {
  const double limit = 2.0 * nearer - near;
  return limit < kNoProbability ? 0.0 : limit;
}

std::vector<double> extrapolated(const std::vector<double>& near,
                                 const std::vector<double>& nearer) {
  std::vector<double> limit;
  for (std::size_t k = 0; k < near.size(); ++k) {
    limit.push_back(extrapolated(near[k], nearer[k]));
  }
  return limit;
}

void normalise(double* first, std::size_t count) {
  double total = 0.0;
  for (std::size_t k = 0; k < count; ++k) {
    total += first[k];
  }
  for (std::size_t k = 0; k < count; ++k) {
    first[k] /= total;
  }
}

}  // namespace

AgentPoint follow_agents(const TreePiece& piece, double precision, int max_steps) {
  AgentPoint point;
  int num_steps = 0;
  for (const double longest : kLongestCorrections) {
    point = Trace(piece, longest, max_steps - num_steps).go_to(precision);
    num_steps = point.num_steps += num_steps;
    if (point.status != SolveStatus::numerical_failure) {
      break;
    }
  }
  return point;
}

AgentPoint agent_limit(const TreePiece& piece, int max_steps) {
  AgentPoint limit;
  int num_steps = 0;
  for (const double longest : kLongestCorrections) {
    Trace trace(piece, longest, max_steps - num_steps);
    const AgentPoint near = trace.go_to(kNearLimit);
    limit = near.status == SolveStatus::converged ? trace.go_to(2.0 * kNearLimit) : near;
    num_steps = limit.num_steps += num_steps;
    if (limit.status == SolveStatus::converged) {
      limit.moves = extrapolated(near.moves, limit.moves);
      for (const TreePiece::Set& set : piece.sets) {
        normalise(limit.moves.data() + set.first_move, set.num_actions);
      }
      for (std::size_t h = 0; h < limit.beliefs.size(); ++h) {
        limit.beliefs[h] = extrapolated(near.beliefs[h], limit.beliefs[h]);
        normalise(limit.beliefs[h].data(), limit.beliefs[h].size());
      }
    }
    if (limit.status != SolveStatus::numerical_failure) {
      break;
    }
  }
  return limit;
}

}  // namespace demarche
