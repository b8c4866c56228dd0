// SPDX-License-Identifier: MIT
#include "support/logit_tracer.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

#include "solve/paths/payoff_field.hpp"

namespace demarche::testing {
namespace {

constexpr double kConverged = 1e-11;
constexpr double kLeastCosine = 0.999;
constexpr double kSmallestStep = 1e-12;
constexpr double kLargestStep = 20.0;
constexpr int kMaxSteps = 400'000;
constexpr int kCorrections = 8;

/// The unknowns are the log probabilities of all strategies, then the precision.
class Tracer {
 public:
  explicit Tracer(const NormalFormGame& game)
      : field_(game), count_(field_.num_strategies()), point_(count_ + 1) {
    for (std::size_t i = 0; i < field_.num_players(); ++i) {
      const Index size = field_.first()[i + 1] - field_.first()[i];
      point_.segment(field_.first()[i], size).setConstant(-std::log(static_cast<double>(size)));
    }
    point_[count_] = 0.0;
    tangent_ = direction(point_, Vector::Unit(count_ + 1, count_));
  }

  std::optional<MixedProfile> follow(double precision, double longest_correction) {
    double step = 1e-3;
    for (int k = 0; k < kMaxSteps && step > kSmallestStep; ++k) {
      const bool is_last = point_[count_] + step * tangent_[count_] >= precision;
      Vector next = point_ + step * tangent_;
      Vector row = tangent_;
      if (is_last) {
        next = point_ + (precision - point_[count_]) / tangent_[count_] * tangent_;
        row = Vector::Unit(count_ + 1, count_);
      }
      const bool is_corrected = correct(next, row, longest_correction);
      const Vector turned = is_corrected ? direction(next, tangent_) : Vector();
      if (!is_corrected || turned.dot(tangent_) < kLeastCosine) {
        step *= 0.5;
        continue;
      }
      if (is_last) {
        return split(field_, Vector(next.head(count_).array().exp()));
      }
      point_ = next;
      tangent_ = turned;
      step = std::min(1.3 * step, std::max(kLargestStep, 0.1 * point_[count_]));
    }
    return std::nullopt;
  }

 private:
  /// The equations of each player: its probabilities sum to 1, and each log probability differs
  /// from the first one's by the precision times the difference of payoffs.
  void evaluate(const Vector& point) {
    const Vector x = point.head(count_).array().exp();
    field_.evaluate(x, payoffs_, slopes_);
    const double precision = point[count_];
    error_.setZero(count_);
    jacobian_.setZero(count_, count_ + 1);
    for (std::size_t i = 0; i < field_.num_players(); ++i) {
      const Index first = field_.first()[i];
      const Index size = field_.first()[i + 1] - first;
      error_[first] = x.segment(first, size).sum() - 1.0;
      jacobian_.row(first).segment(first, size) = x.segment(first, size);
      for (Index s = first + 1; s < first + size; ++s) {
        error_[s] = point[s] - point[first] - precision * (payoffs_[s] - payoffs_[first]);
        jacobian_.row(s).head(count_) =
            -precision * (slopes_.row(s) - slopes_.row(first)).cwiseProduct(x.transpose());
        jacobian_(s, s) += 1.0;
        jacobian_(s, first) -= 1.0;
        jacobian_(s, count_) = payoffs_[first] - payoffs_[s];
      }
    }
  }

  [[nodiscard]] Matrix bordered(const Vector& row) const {
    Matrix system(count_ + 1, count_ + 1);
    system << jacobian_, row.transpose();
    return system;
  }

  Vector direction(const Vector& point, const Vector& row) {
    evaluate(point);
    return bordered(row).fullPivLu().solve(Vector::Unit(count_ + 1, count_)).normalized();
  }

  bool correct(Vector& point, const Vector& row, double longest_correction) {
    const Vector predicted = point;
    for (int k = 0; k < kCorrections; ++k) {
      evaluate(point);
      Vector right(count_ + 1);
      right << error_, row.dot(point - predicted);
      const Vector change = bordered(row).partialPivLu().solve(right);
      if (!(change.norm() <= longest_correction)) {
        return false;
      }
      point -= change;
      if (change.norm() < kConverged * (1.0 + point.norm())) {
        return true;
      }
    }
    return false;
  }

  GameField field_;
  Index count_;
  Vector point_;
  Vector tangent_;
  Vector payoffs_;
  Matrix slopes_;
  Vector error_;
  Matrix jacobian_;
};

}  // namespace

std::optional<MixedProfile> trace_logit_branch(const NormalFormGame& game,
                                               double precision,
                                               double longest_correction) {
  return Tracer(game).follow(precision, longest_correction);
}

}  // namespace demarche::testing
