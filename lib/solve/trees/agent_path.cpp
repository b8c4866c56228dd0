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
#include "solve/paths/step_length.hpp"
#include "solve/trees/tree_assessment.hpp"
#include "solve/trees/tree_curve.hpp"

namespace demarche {
namespace {

constexpr int kCorrections = 10;
/// A point is exact if its last correction is no longer than this, or than this part of the
/// precision. Rounding leaves errors of some 1e-13 in probabilities of mixed actions, and log odds
/// elsewhere move by that much times the precision.
constexpr double kExactCorrection = 1e-9;
constexpr double kRounding = 1e-11;
/// Corrections of log odds beyond 100 count in proportion to these.
constexpr double kFarLogOdds = 1e-2;
constexpr double kLeastCosine = 0.9;
/// Where another branch crosses, the orientation changes rightly. A step across a crossing hits its
/// prediction this well and hardly turns; a step over a bend does neither.
constexpr double kCrossingCorrection = 1e-6;
constexpr double kCrossingCosine = 1.0 - 1e-6;
/// A step may have jumped to another part of the branch if its first correction is longer than
/// this. A trace that fails is repeated with the next of these lengths.
constexpr std::array kLongestCorrections = {0.3, 0.03, 0.003};
/// The limit is read from points at a precision and at twice as much, in units of payoffs that span
/// at most 1; a point at half as much tells how well. The precision is the least of these at which
/// the points agree. Beyond the last one, rounding of payoffs would decide between actions.
constexpr std::array kNearLimit = {1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
/// The points agree if they give limits that are no farther apart.
constexpr double kAgreement = 1e-6;
/// A probability of the limit below this is 0: the errors of the points are smaller.
constexpr double kNoProbability = 1e-8;
/// How far rounding moves the probability of a mixed action.
constexpr double kMixedRounding = 1e-12;
/// The limit is off by less than so many times the difference from the one that the first two
/// points show: by 1/3 of it where probabilities are p + c / precision + d / precision^2, by 2.4
/// times it where they are p + c / sqrt(precision).
constexpr double kChangesOff = 3.0;

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
      path_.predict(step_.value(), next_);
      if (!correct() || turned_.dot(path_.tangent()) < kLeastCosine) {
        step_.halve();
        if (step_.is_tiny()) {
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
            .passed_bifurcation = passed_bifurcation_,
            .move_errors = {}};
  }

 private:
  [[nodiscard]] Index last() const { return curve_.size() - 1; }
  [[nodiscard]] Vector last_unit() const { return Vector::Unit(curve_.size(), last()); }

  /// The length of the last correction, in which a change d of an unknown x counts as
  /// |d| / max(1, 0.01 |x|). Rounding moves log odds that are far from 0 by more than those near
  /// it, and such a move changes no probability that counts.
  [[nodiscard]] double correction_length(const Vector& point) const {
    return correction_.cwiseQuotient((kFarLogOdds * point.cwiseAbs()).cwiseMax(1.0)).norm();
  }

  void advance() {
    path_.advance(next_, turned_);
    step_.adapt(first_correction_, longest_correction_, path_.precision());
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
    step_.halve();
    return false;
  }

  /// Corrects a predicted point by Newton's method, perpendicular to the tangent.
  bool correct() {
    for (int k = 0; k < kCorrections; ++k) {
      curve_.evaluate(next_, system_);
      system_.solve(path_.tangent(), correction_, turned_);
      const double length = correction_length(next_);
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
  StepLength step_;
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

void normalise(double* first, std::size_t count) {
  double total = 0.0;
  for (std::size_t k = 0; k < count; ++k) {
    total += first[k];
  }
  for (std::size_t k = 0; k < count; ++k) {
    first[k] /= total;
  }
}

/// Numbers of which some sum to 1, at three points of the branch, and their limit.
struct Limit {
  explicit Limit(const std::array<const std::vector<double>*, 3>& points) {
    for (std::size_t k = 0; k < points[0]->size(); ++k) {
      const double before = extrapolated((*points[0])[k], (*points[1])[k]);
      values.push_back(extrapolated((*points[1])[k], (*points[2])[k]));
      const double change = std::abs(values[k] - before);
      const bool is_mixed = values[k] > 0.0 && values[k] < 1.0 - kNoProbability;
      errors.push_back(kChangesOff * change + (is_mixed ? kMixedRounding : 0.0));
      agrees = agrees && change <= kAgreement;
    }
  }

  std::vector<double> values;
  std::vector<double> errors;
  bool agrees = true;
};

/// Whether no action that is played pays less than the best one of its set by more than the errors
/// of moves and beliefs, and rounding, explain.
bool is_rational(const TreePiece& piece,
                 const Limit& moves,
                 const std::vector<std::vector<double>>& beliefs,
                 const std::vector<Limit>& belief_limits) {
  const std::vector<double> worth = continuation_payoffs(piece, moves.values);
  const std::vector<double> errors = continuation_errors(piece, moves.values, moves.errors, worth);
  for (std::size_t h = 0; h < piece.sets.size(); ++h) {
    const TreePiece::Set& set = piece.sets[h];
    const std::vector<double> payoffs = action_payoffs(piece, set, beliefs[h], worth);
    const std::vector<double> own_errors = action_payoffs(piece, set, beliefs[h], errors);
    const auto best = static_cast<std::size_t>(std::max_element(payoffs.begin(), payoffs.end()) -
                                               payoffs.begin());
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      double error = own_errors[a] + own_errors[best];
      for (std::size_t k = 0; k < set.nodes.size(); ++k) {
        const auto& children = piece.nodes[set.nodes[k]].children;
        const auto worth_of = [&](std::size_t action) {
          return worth[children[action] * piece.num_players + set.player];
        };
        error += belief_limits[h].errors[k] * std::abs(worth_of(best) - worth_of(a));
      }
      if (moves.values[set.first_move + a] > 0.0 && payoffs[best] - payoffs[a] > error) {
        return false;
      }
    }
  }
  return true;
}

/// Takes the limit that three points show. Returns whether it is one.
bool take_limit(const TreePiece& piece,
                const std::array<AgentPoint, 3>& points,
                AgentPoint& limit) {
  Limit moves({&points[0].moves, &points[1].moves, &points[2].moves});
  for (const TreePiece::Set& set : piece.sets) {
    normalise(moves.values.data() + set.first_move, set.num_actions);
  }
  bool agrees = moves.agrees;
  std::vector<Limit> belief_limits;
  limit.beliefs.clear();
  for (std::size_t h = 0; h < piece.sets.size(); ++h) {
    belief_limits.push_back(
        Limit({&points[0].beliefs[h], &points[1].beliefs[h], &points[2].beliefs[h]}));
    limit.beliefs.push_back(belief_limits[h].values);
    normalise(limit.beliefs[h].data(), limit.beliefs[h].size());
    agrees = agrees && belief_limits[h].agrees;
  }
  limit.moves = moves.values;
  limit.move_errors = moves.errors;
  return agrees &&
         is_rational(
             piece, moves, beliefs_after(piece, moves.values, limit.beliefs), belief_limits);
}

/// Goes along the branch until its points show the limit.
AgentPoint seek_limit(const TreePiece& piece, Trace& trace) {
  AgentPoint limit;
  for (const double precision : kNearLimit) {
    std::array<AgentPoint, 3> points;
    double factor = 0.5;
    for (AgentPoint& point : points) {
      point = limit = trace.go_to(factor * precision);
      if (point.status != SolveStatus::converged) {
        return limit;
      }
      factor *= 2.0;
    }
    if (take_limit(piece, points, limit)) {
      return limit;
    }
  }
  limit.status = SolveStatus::numerical_failure;
  return limit;
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
    limit = seek_limit(piece, trace);
    num_steps = limit.num_steps += num_steps;
    if (limit.status != SolveStatus::numerical_failure) {
      break;
    }
  }
  return limit;
}

}  // namespace demarche
