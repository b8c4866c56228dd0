// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "demarche/core/error.hpp"
#include "solve/deadline.hpp"
#include "solve/dense_concept.hpp"
#include "solve/payoff_field.hpp"
#include "solve/registry.hpp"
#include "solve/small_system.hpp"

namespace demarche {
namespace {

constexpr double kFirstStep = 0.03;
constexpr double kLargestStep = 50.0;
constexpr double kSmallestStep = 1e-12;
constexpr int kCorrections = 8;
/// The first correction aimed at, as a part of the longest; and how fast steps grow towards it.
constexpr double kWantedCorrection = 0.1;
constexpr double kMostGrowth = 3.0;
/// The error left after a correction is of the order of its square. The curve need not be hit
/// closely, unless its points are kept: its end is refined.
constexpr double kLastCorrection = 1e-4;
constexpr double kLastCorrectionKept = 1e-9;
/// A step is repeated at half its length if its first correction is longer than this, the tangent
/// turns by more than the cosine says or the orientation changes: it might have jumped to another
/// part of the curve. Where that leads nowhere, the curve is traced again with more care.
constexpr std::array<double, 4> kLongestCorrections{0.3, 0.03, 0.003, 0.0003};
/// Where another branch crosses, as in games that are not generic, the orientation does change:
/// such a step hits its prediction this well and hardly turns, which one over a bend cannot.
constexpr double kCrossingCorrection = 1e-9;
constexpr double kCrossingCosine = 1.0 - 1e-9;
constexpr double kLeastCosine = 0.9;
/// Where no player gains more than this, on payoffs in [0, 1], and the precision is this large, the
/// limit is near: earlier the curve may pass another equilibrium closely, as it does next to a
/// symmetric game's mixed one.
constexpr double kNearLimit = 1e-4;
constexpr double kNearPrecision = 1e4;
/// Newton's method must not wander off to another equilibrium.
constexpr double kLongestRefinement = 0.02;
constexpr double kLastPrecision = 1e12;

/// The curve: unknowns are every strategy's log probability less that of its player's first one (so
/// there is none for the first), and last the precision. Per unknown, one equation says that it is
/// the precision times the payoff difference.
class Curve {
 public:
  explicit Curve(const PayoffField& field) : field_(field), strategies_(field.num_strategies()) {
    for (std::size_t i = 0; i < field.num_players(); ++i) {
      for (Index s = field.first()[i] + 1; s < field.first()[i + 1]; ++s) {
        unknowns_.push_back({s, field.first()[i], static_cast<Index>(i)});
      }
    }
  }

  [[nodiscard]] Index size() const { return static_cast<Index>(unknowns_.size()) + 1; }

  /// Uniform play at precision 0.
  [[nodiscard]] Vector start() const { return Vector::Zero(size()); }

  /// The logit choices at a point.
  const Vector& strategies(const Vector& point) {
    const double* logs = point.data();
    for (std::size_t i = 0; i < field_.num_players(); ++i) {
      const Index begin = field_.first()[i];
      const Index others = field_.first()[i + 1] - begin - 1;
      double most = 0.0;
      for (Index k = 0; k < others; ++k) {
        most = std::max(most, logs[k]);
      }
      double total = strategies_[begin] = std::exp(-most);
      for (Index k = 0; k < others; ++k) {
        total += strategies_[begin + 1 + k] = std::exp(logs[k] - most);
      }
      for (Index s = begin; s <= begin + others; ++s) {
        strategies_[s] /= total;
      }
      logs += others;
    }
    return strategies_;
  }

  /// `error` [size - 1] and its derivatives by the point, into the first size - 1 of `slopes`'
  /// rows.
  void evaluate(const Vector& point, Vector& error, RowMajorMatrix& slopes) {
    const Index last = size() - 1;
    field_.evaluate(strategies(point), payoffs_, payoff_slopes_);
    const double precision = point[last];
    error.resize(size());
    slopes.resize(size(), size());
    for (Index r = 0; r < last; ++r) {
      const auto [own, base, player] = unknowns_[static_cast<std::size_t>(r)];
      const double difference = payoffs_[own] - payoffs_[base];
      error[r] = point[r] - precision * difference;
      // The payoffs' mean over another player's strategies is the payoff itself.
      for (Index c = 0; c < last; ++c) {
        const auto& other = unknowns_[static_cast<std::size_t>(c)];
        const double slope =
            payoff_slopes_(own, other.strategy) - payoff_slopes_(base, other.strategy);
        slopes(r, c) = other.player == player
                           ? 0.0
                           : -precision * strategies_[other.strategy] * (slope - difference);
      }
      slopes(r, r) = 1.0;
      slopes(r, last) = -difference;
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
  struct Unknown {
    Index strategy = 0;
    Index base = 0;
    Index player = 0;
  };

  const PayoffField& field_;
  std::vector<Unknown> unknowns_;
  Vector strategies_;
  Vector payoffs_;
  Matrix payoff_slopes_;
};

class Tracer {
 public:
  Tracer(const NormalFormGame& unit,
         const LogitPathOptions& options,
         double longest_correction,
         const Deadline& deadline)
      : unit_(unit),
        options_(options),
        longest_correction_(longest_correction),
        deadline_(deadline),
        last_correction_(options.keeps_points ? kLastCorrectionKept : kLastCorrection),
        field_(unit),
        curve_(field_),
        point_(curve_.start()) {}

  LogitPathResult run() {
    result_.status = SolveStatus::iteration_limit;
    tangent_ = Vector::Unit(curve_.size(), curve_.size() - 1);
    factorise_at(point_);
    is_positive_ = system_.has_positive_determinant();
    turn();
    tangent_.swap(turned_);
    bend_.setZero(curve_.size());
    keep();
    double step = kFirstStep;
    while (result_.num_steps < options_.max_steps && !deadline_.is_past()) {
      ++result_.num_steps;
      // Along the tangent, bent as it bent over the last step.
      next_ = point_ + step * tangent_ + (0.5 * step * step) * bend_;
      if (!correct() || turned_.dot(tangent_) < kLeastCosine) {
        step *= 0.5;
        if (step < kSmallestStep) {
          result_.status = SolveStatus::numerical_failure;
          break;
        }
        continue;
      }
      bend_ = (turned_ - tangent_) / step;
      tangent_.swap(turned_);
      point_.swap(next_);
      keep();
      // The error of the prediction grows as the cube of the step.
      const double growth = std::cbrt(kWantedCorrection * longest_correction_ / first_correction_);
      step = std::min(step * std::clamp(growth, 0.5, kMostGrowth),
                      std::max(kLargestStep, point_[curve_.size() - 1]));
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

  /// The sign is that of the curve so far, or changes for good where another branch crosses.
  bool is_oriented() {
    if (system_.has_positive_determinant() == is_positive_) {
      return true;
    }
    if (first_correction_ > kCrossingCorrection || turned_.dot(tangent_) < kCrossingCosine) {
      return false;
    }
    is_positive_ = !is_positive_;
    result_.passed_bifurcation = true;
    return true;
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
      first_correction_ = k == 0 ? length : first_correction_;
      next_ -= error_;
      if (length < last_correction_) {
        turn();
        return next_[curve_.size() - 1] >= 0.0 && is_oriented();
      }
    }
    return false;
  }

  /// Near the limit, the supports are clear.
  bool is_finished() {
    const double precision = point_[curve_.size() - 1];
    if ((curve_.regret() > kNearLimit || precision < kNearPrecision) &&
        precision < kLastPrecision) {
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
  const Deadline& deadline_;
  double last_correction_;
  GameField field_;
  Curve curve_;
  Vector point_;
  Vector tangent_;
  Vector bend_;  ///< The tangent's change per length, over the last step.
  double first_correction_ = 0.0;
  /// The sign of the determinant of the curve's equations with the tangent: the same all along. The
  /// curve may turn sharply next to another part that goes straight on, with the other sign.
  bool is_positive_ = true;
  Vector turned_;  ///< The tangent at the next point.
  Vector next_;
  Vector predicted_;
  Vector error_;
  SmallSystem system_;
  LogitPathResult result_;
};

Solution solve_path(const NormalFormGame& game, const ConceptOptions& options) {
  const auto result =
      LogitPath({.max_steps = iteration_budget(options, LogitPathOptions{}.max_steps),
                 .max_seconds = options.max_seconds,
                 .tolerance = options.tolerance})
          .solve(game);
  auto solution =
      one_equilibrium(game, result.status, result.strategies, result.regret, result.num_steps);
  solution.certificate.is_degenerate = result.passed_bifurcation;
  return solution;
}

}  // namespace

LogitPath::LogitPath(Options options) : options_(options) {
  if (options_.max_steps < 1) {
    throw InvalidArgument(fmt::format("max_steps must be at least 1, got {}", options_.max_steps));
  }
  if (!(options_.max_seconds > 0.0)) {
    throw InvalidArgument(fmt::format("max_seconds must be above 0, got {}", options_.max_seconds));
  }
  if (!(options_.tolerance > 0.0)) {
    throw InvalidArgument(fmt::format("tolerance must be above 0, got {}", options_.tolerance));
  }
}

LogitPath::Result LogitPath::solve(const NormalFormGame& game) const {
  game.check_finite();
  const NormalFormGame unit = game.unit_scaled();
  Result result;
  const Deadline deadline(options_.max_seconds);
  int num_steps = 0;
  for (const double longest_correction : kLongestCorrections) {
    result = Tracer(unit, options_, longest_correction, deadline).run();
    num_steps += result.num_steps;
    if (result.status == SolveStatus::converged || deadline.is_past()) {
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
