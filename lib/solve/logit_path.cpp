// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "demarche/core/error.hpp"
#include "solve/dense_concept.hpp"
#include "solve/payoff_field.hpp"
#include "solve/registry.hpp"
#include "solve/small_system.hpp"

namespace demarche {
namespace {

constexpr double kFirstStep = 0.03;
constexpr double kLargestStep = 50.0;
constexpr double kSmallestStep = 1e-9;
constexpr int kCorrections = 8;
/// Relative to the point, whose error after it is of the order of its square.
constexpr double kLastCorrection = 1e-7;
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

  /// `error` [size - 1] and its derivatives by the point, into the first size - 1 of `slopes`'
  /// rows.
  void evaluate(const Vector& point, Vector& error, RowMajorMatrix& slopes) {
    const Index last = size() - 1;
    strategies_ = point.head(last).array().exp();
    field_.evaluate(strategies_, payoffs_, payoff_slopes_);
    const double precision = point[last];
    error.setZero(size());
    slopes.setZero(size(), size());
    for (std::size_t i = 0; i < field_.num_players(); ++i) {
      const Index begin = field_.first()[i];
      const Index end = field_.first()[i + 1];
      error[begin] = -1.0;
      for (Index s = begin; s < end; ++s) {
        error[begin] += strategies_[s];
        slopes(begin, s) = strategies_[s];
      }
      for (Index s = begin + 1; s < end; ++s) {
        error[s] = point[s] - point[begin] - precision * (payoffs_[s] - payoffs_[begin]);
        for (Index t = 0; t < last; ++t) {
          slopes(s, t) =
              -precision * (payoff_slopes_(s, t) - payoff_slopes_(begin, t)) * strategies_[t];
        }
        slopes(s, s) += 1.0;
        slopes(s, begin) -= 1.0;
        slopes(s, last) = payoffs_[begin] - payoffs_[s];
      }
    }
  }

  /// The most that a player gains by deviating from the last point evaluated.
  [[nodiscard]] double regret() const {
    double worst = 0.0;
    for (std::size_t i = 0; i < field_.num_players(); ++i) {
      double most = payoffs_[field_.first()[i]];
      double mean = 0.0;
      for (Index s = field_.first()[i]; s < field_.first()[i + 1]; ++s) {
        most = std::max(most, payoffs_[s]);
        mean += strategies_[s] * payoffs_[s];
      }
      worst = std::max(worst, most - mean);
    }
    return worst;
  }

 private:
  const PayoffField& field_;
  Vector strategies_;
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
    factorise_at(point_);
    turn();
    tangent_.swap(turned_);
    keep();
    double step = kFirstStep;
    while (result_.num_steps < options_.max_steps) {
      ++result_.num_steps;
      next_ = point_ + step * tangent_;
      if (!correct() || turned_.dot(tangent_) < kLeastCosine) {
        step *= 0.5;
        if (step < kSmallestStep) {
          result_.status = SolveStatus::numerical_failure;
          break;
        }
        continue;
      }
      tangent_.swap(turned_);
      point_.swap(next_);
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
  /// The curve's equations at a point, with the tangent as the last row.
  void factorise_at(const Vector& point) {
    curve_.evaluate(point, error_, system_.rows);
    system_.rows.row(curve_.size() - 1) = tangent_.transpose();
    system_.factorise();
  }

  /// The unit vector along the curve, where it was factorised last, turned as the last one.
  void turn() {
    turned_.setZero(curve_.size());
    turned_[curve_.size() - 1] = 1.0;
    system_.solve(turned_);
    turned_.normalize();
  }

  /// Newton's method from the predicted point back to the curve, perpendicular to the tangent. The
  /// last correction is so small that the factors before it serve for the next tangent.
  bool correct() {
    predicted_ = next_;
    for (int k = 0; k < kCorrections; ++k) {
      factorise_at(next_);
      error_[curve_.size() - 1] = tangent_.dot(next_ - predicted_);
      system_.solve(error_);
      const double length = error_.norm();
      if (!(length < longest_correction_)) {
        return false;
      }
      next_ -= error_;
      if (length < kLastCorrection * (1.0 + next_.norm())) {
        turn();
        return next_[curve_.size() - 1] >= 0.0;
      }
    }
    return false;
  }

  /// Near the limit, the supports are clear.
  bool is_finished() {
    const double precision = point_[curve_.size() - 1];
    if (curve_.regret() > kNearLimit && precision < kLastPrecision) {
      return false;
    }
    const MixedProfile profile = split(field_, curve_.strategies(point_));
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
  Vector turned_;  ///< The tangent at the next point.
  Vector next_;
  Vector predicted_;
  Vector error_;
  SmallSystem system_;
  LogitPathResult result_;
};

Solution solve_path(const NormalFormGame& game, const ConceptOptions& options) {
  const auto result =
      LogitPath({.max_steps = std::max(1, options.max_iterations), .tolerance = options.tolerance})
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
