// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_path.hpp"

#include <fmt/format.h>

#include <Eigen/LU>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "demarche/core/error.hpp"
#include "solve/dense_concept.hpp"
#include "solve/payoff_field.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

constexpr double kFirstStep = 0.03;
constexpr double kLargestStep = 50.0;
constexpr double kSmallestStep = 1e-9;
constexpr int kCorrections = 8;
/// A step is repeated at half its length if its first correction is longer than this, or the
/// tangent turns by more than the cosine says: it might have jumped to another part of the curve.
/// Should it have done so nevertheless, the curve is traced again with more care.
constexpr std::array kLongestCorrections = {0.3, 0.03, 0.003};
constexpr double kLeastCosine = 0.9;
/// Where no player gains more than this, on payoffs in [0, 1], the limit is near.
constexpr double kNearLimit = 1e-4;
/// Newton's method must not wander off to another equilibrium.
constexpr double kLongestRefinement = 0.02;
constexpr double kLastPrecision = 1e12;

/// The curve: unknowns are log probabilities and, last, the precision. Per player, one equation
/// says that the probabilities sum to 1 and the others that log ratios are precision times payoff
/// differences.
class Curve {
 public:
  explicit Curve(const PayoffField& field) : field_(field) {}

  [[nodiscard]] Index size() const { return field_.num_strategies() + 1; }

  [[nodiscard]] Vector start() const {
    Vector point(size());
    for (std::size_t i = 0; i < field_.num_players(); ++i) {
      const Index count = field_.first()[i + 1] - field_.first()[i];
      point.segment(field_.first()[i], count).setConstant(-std::log(static_cast<double>(count)));
    }
    point[size() - 1] = 0.0;
    return point;
  }

  [[nodiscard]] Vector strategies(const Vector& point) const {
    return point.head(size() - 1).array().exp();
  }

  /// `error` [size - 1] and its derivatives by the point, [size - 1, size].
  void evaluate(const Vector& point, Vector& error, Matrix& slopes) {
    const Index last = size() - 1;
    const Vector x = strategies(point);
    field_.evaluate(x, payoffs_, payoff_slopes_);
    const double precision = point[last];
    error.setZero(last);
    slopes.setZero(last, size());
    for (std::size_t i = 0; i < field_.num_players(); ++i) {
      const Index begin = field_.first()[i];
      const Index end = field_.first()[i + 1];
      error[begin] = x.segment(begin, end - begin).sum() - 1.0;
      slopes.row(begin).segment(begin, end - begin) = x.segment(begin, end - begin);
      for (Index s = begin + 1; s < end; ++s) {
        error[s] = point[s] - point[begin] - precision * (payoffs_[s] - payoffs_[begin]);
        slopes.row(s).head(last) =
            -precision *
            (payoff_slopes_.row(s) - payoff_slopes_.row(begin)).cwiseProduct(x.transpose());
        slopes(s, s) += 1.0;
        slopes(s, begin) -= 1.0;
        slopes(s, last) = payoffs_[begin] - payoffs_[s];
      }
    }
  }

 private:
  const PayoffField& field_;
  Vector payoffs_;
  Matrix payoff_slopes_;
};

class Tracer {
 public:
  Tracer(const NormalFormGame& unit, const LogitPathOptions& options, double longest_correction)
      : unit_(unit),
        options_(options),
        longest_correction_(longest_correction),
        field_(unit),
        curve_(field_),
        point_(curve_.start()) {}

  LogitPathResult run() {
    result_.status = SolveStatus::iteration_limit;
    tangent_ = Vector::Unit(curve_.size(), curve_.size() - 1);
    tangent_ = tangent_at(point_);
    keep();
    double step = kFirstStep;
    while (result_.num_steps < options_.max_steps) {
      ++result_.num_steps;
      Vector next = point_ + step * tangent_;
      const bool is_corrected = correct(next);
      const Vector turned = is_corrected ? tangent_at(next) : tangent_;
      if (!is_corrected || turned.dot(tangent_) < kLeastCosine) {
        step *= 0.5;
        if (step < kSmallestStep) {
          result_.status = SolveStatus::numerical_failure;
          break;
        }
        continue;
      }
      tangent_ = turned;
      point_ = std::move(next);
      keep();
      step = std::min(step * 1.5, std::max(kLargestStep, 0.2 * point_[curve_.size() - 1]));
      if (is_finished()) {
        break;
      }
    }
    result_.last_precision = point_[curve_.size() - 1];
    return std::move(result_);
  }

 private:
  /// The unit vector along the curve, turned as the last one.
  Vector tangent_at(const Vector& point) {
    curve_.evaluate(point, error_, slopes_);
    Matrix bordered(curve_.size(), curve_.size());
    bordered.topRows(curve_.size() - 1) = slopes_;
    bordered.bottomRows(1) = tangent_.transpose();
    const Vector direction =
        bordered.partialPivLu().solve(Vector::Unit(curve_.size(), curve_.size() - 1));
    return direction.normalized();
  }

  /// Newton's method back to the curve, perpendicular to the tangent.
  bool correct(Vector& point) {
    const Vector predicted = point;
    Matrix bordered(curve_.size(), curve_.size());
    Vector right(curve_.size());
    for (int k = 0; k < kCorrections; ++k) {
      curve_.evaluate(point, error_, slopes_);
      bordered.topRows(curve_.size() - 1) = slopes_;
      bordered.bottomRows(1) = tangent_.transpose();
      right.head(curve_.size() - 1) = error_;
      right[curve_.size() - 1] = tangent_.dot(point - predicted);
      const Vector change = bordered.partialPivLu().solve(right);
      const double length = change.norm();
      if (!(length < longest_correction_)) {
        return false;
      }
      point -= change;
      if (length < 1e-9 * (1.0 + point.norm())) {
        return point[curve_.size() - 1] >= 0.0;
      }
    }
    return false;
  }

  /// Near the limit, the supports are clear.
  bool is_finished() {
    const MixedProfile profile = split(field_, curve_.strategies(point_));
    const double precision = point_[curve_.size() - 1];
    if (unit_.max_regret(profile) > kNearLimit && precision < kLastPrecision) {
      return false;
    }
    if (auto limit = refine(unit_, profile, options_.tolerance, kLongestRefinement)) {
      result_.regret = unit_.max_regret(*limit);
      result_.strategies = std::move(*limit);
      result_.status = SolveStatus::converged;
      return true;
    }
    if (precision >= kLastPrecision) {
      result_.status = SolveStatus::numerical_failure;
      return true;
    }
    return false;
  }

  void keep() {
    if (options_.keeps_points) {
      result_.points.push_back(
          {point_[curve_.size() - 1], split(field_, curve_.strategies(point_))});
    }
  }

  const NormalFormGame& unit_;
  const LogitPathOptions& options_;
  double longest_correction_;
  GameField field_;
  Curve curve_;
  Vector point_;
  Vector tangent_;
  Vector error_;
  Matrix slopes_;
  LogitPathResult result_;
};

Solution solve_path(const NormalFormGame& game, const ConceptOptions& options) {
  const auto result =
      LogitPath({.max_steps = iteration_budget(options, LogitPathOptions{}.max_steps),
                 .tolerance = options.tolerance})
          .solve(game);
  return one_equilibrium(game, result.status, result.strategies, result.regret, result.num_steps);
}

}  // namespace

LogitPath::LogitPath(Options options) : options_(options) {
  if (options_.max_steps < 1) {
    throw InvalidArgument(fmt::format("max_steps must be at least 1, got {}", options_.max_steps));
  }
  if (!(options_.tolerance > 0.0)) {
    throw InvalidArgument(fmt::format("tolerance must be above 0, got {}", options_.tolerance));
  }
}

LogitPath::Result LogitPath::solve(const NormalFormGame& game) const {
  game.check_finite();
  const NormalFormGame unit = game.unit_scaled();
  Result result;
  int num_steps = 0;
  for (const double longest_correction : kLongestCorrections) {
    result = Tracer(unit, options_, longest_correction).run();
    num_steps += result.num_steps;
    if (result.status == SolveStatus::converged) {
      break;
    }
  }
  result.num_steps = num_steps;
  return result;
}

Concept logit_path_concept() {
  return dense_concept<solve_path>(
      "logit-nash", "one equilibrium: the limit of the logit path from uniform play");
}

}  // namespace demarche
