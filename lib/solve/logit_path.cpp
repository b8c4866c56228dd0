// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/blocks/dense_concept.hpp"
#include "solve/paths/curve_system.hpp"
#include "solve/paths/logit_curve.hpp"
#include "solve/paths/logit_predictor.hpp"
#include "solve/paths/payoff_field.hpp"
#include "solve/paths/step_length.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

constexpr int kCorrections = 8;
/// Steps between looks at the clock in games of few profiles, whose steps take little longer than a
/// look.
constexpr int kStepsBetweenClocks = 16;
constexpr std::size_t kFewProfiles = 1000;
/// The error that remains after a correction is of the order of its square. Points that the result
/// lists are corrected until they are exact, and so are points before a crossing if rounding
/// allows.
constexpr double kExactCorrection = 1e-9;
constexpr double kCloseCorrection = 1e-4;
/// Rounding leaves a correction of this part of the precision.
constexpr double kRounding = 1e-12;

struct PathAccuracy {
  /// A step might have jumped to another part of the curve if its first correction is longer than
  /// this, if the tangent turns by more than the cosine below says or if the orientation changes.
  /// Such a step is repeated at half its length.
  double longest_correction = 0.0;
  /// A point this near to the curve is close enough, because the end of the path is refined. Most
  /// steps take one correction.
  double last_correction = 0.0;
};
/// A trace that finds no equilibrium is repeated with the next of these settings.
constexpr std::array<PathAccuracy, 4> kAccuracies{{{0.3, 0.012},
                                                   {0.03, kCloseCorrection},
                                                   {0.003, kCloseCorrection},
                                                   {0.0003, kCloseCorrection}}};
/// If another branch crosses, as in games that are not generic, the orientation changes rightly. A
/// step across hits its prediction this well and hardly turns; a step over a bend does neither.
constexpr double kCrossingCorrection = 1e-9;
constexpr double kCrossingCosine = 1.0 - 1e-9;
constexpr double kLeastCosine = 0.9;
/// The limit is near if no player gains more than this, on payoffs in [0, 1], and the precision is
/// this large. At lower precision the curve may pass close to another equilibrium, as it does next
/// to the mixed equilibrium of a symmetric game.
constexpr double kNearLimit = 1e-4;
constexpr double kNearPrecision = 1e4;
/// Newton's method must not move further than this: it would reach another equilibrium.
constexpr double kLongestRefinement = 0.02;
constexpr double kLastPrecision = 1e12;

class Tracer {
 public:
  Tracer(const NormalFormGame& unit,
         const LogitPathOptions& options,
         const PathAccuracy& accuracy,
         const Deadline& deadline)
      : unit_(unit),
        options_(options),
        accuracy_(accuracy),
        deadline_(deadline),
        last_correction_(usual_correction()),
        curve_(unit),
        system_(curve_.size()) {}

  LogitPathResult run() {
    result_.status = SolveStatus::iteration_limit;
    begin();
    while (result_.num_steps < options_.max_steps && !is_late()) {
      ++result_.num_steps;
      path_.predict(step_.value(), next_);
      if (!correct() || turned_.dot(path_.tangent()) < kLeastCosine) {
        step_.halve();
        if (step_.is_tiny()) {
          result_.status = SolveStatus::numerical_failure;
          break;
        }
        continue;
      }
      advance();
      if (is_finished()) {
        break;
      }
    }
    result_.last_precision = path_.precision();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_late() const {
    const int between = unit_.num_profiles() <= kFewProfiles ? kStepsBetweenClocks : 1;
    return result_.num_steps % between == 0 && deadline_.is_past();
  }

  [[nodiscard]] double usual_correction() const {
    return options_.keeps_points ? kExactCorrection : accuracy_.last_correction;
  }

  void begin() {
    curve_.evaluate(curve_.start(), system_);
    system_.solve(Vector::Unit(curve_.size(), curve_.size() - 1), correction_, turned_);
    turned_.normalize();
    is_positive_ = system_.has_positive_determinant();
    path_.begin(curve_.start(), turned_);
    keep();
  }

  /// Accepts a corrected step.
  void advance() {
    path_.advance(next_, turned_);
    keep();
    step_.adapt(first_correction_, accuracy_.longest_correction, path_.precision());
  }

  /// Whether the orientation is that of the curve so far, or has changed because another branch
  /// crosses.
  bool is_oriented() {
    if (system_.has_positive_determinant() == is_positive_) {
      return true;
    }
    if (first_correction_ > kCrossingCorrection || turned_.dot(path_.tangent()) < kCrossingCosine) {
      last_correction_ = kExactCorrection;  // The next prediction needs exact points.
      return false;
    }
    is_positive_ = !is_positive_;
    last_correction_ = usual_correction();
    result_.passed_bifurcation = true;
    return true;
  }

  /// Corrects a predicted point by Newton's method, perpendicular to the tangent. The last
  /// correction is so small that the equations before it also serve for the next tangent.
  bool correct() {
    for (int k = 0; k < kCorrections; ++k) {
      curve_.evaluate(next_, system_);
      system_.solve(path_.tangent(), correction_, turned_);
      const double length = correction_.norm();
      if (!(length < accuracy_.longest_correction)) {
        return false;
      }
      first_correction_ = k == 0 ? length : first_correction_;
      next_ -= correction_;
      if (length < std::max(last_correction_, kRounding * next_[curve_.size() - 1])) {
        turned_.normalize();
        return next_[curve_.size() - 1] >= 0.0 && is_oriented();
      }
    }
    // Rounding does not allow an exact point.
    last_correction_ = std::min(usual_correction(), kCloseCorrection);
    return false;
  }

  /// Near the limit the supports are known, and Newton's method on them finds the limit.
  bool is_finished() {
    if (!options_.keeps_points && path_.tangent()[curve_.size() - 1] > 0.0) {
      if (const auto pure = curve_.pure_limit(path_.precision())) {
        return accept(unit_.pure_profile(*pure));
      }
    }
    if ((path_.precision() < kNearPrecision || curve_.regret(path_.point()) > kNearLimit) &&
        path_.precision() < kLastPrecision) {
      return false;
    }
    if (auto limit =
            refine(unit_, curve_.profile(path_.point()), options_.tolerance, kLongestRefinement)) {
      return accept(std::move(*limit));
    }
    if (path_.precision() >= kLastPrecision) {
      result_.status = SolveStatus::numerical_failure;
      return true;
    }
    return false;
  }

  bool accept(MixedProfile limit) {
    result_.regret = unit_.max_regret(limit);
    if (!(result_.regret <= options_.tolerance)) {
      return false;
    }
    result_.strategies = std::move(limit);
    result_.status = SolveStatus::converged;
    return true;
  }

  void keep() {
    if (options_.keeps_points) {
      result_.points.push_back({path_.precision(), curve_.profile(path_.point())});
    }
  }

  const NormalFormGame& unit_;
  const LogitPathOptions& options_;
  PathAccuracy accuracy_;
  const Deadline& deadline_;
  double last_correction_;
  LogitCurve curve_;
  CurveSystem system_;
  LogitPredictor path_;
  StepLength step_;
  double first_correction_ = 0.0;
  /// The sign of the determinant of the curve's equations with the tangent. It is the same all
  /// along a curve. Where a curve turns sharply, a part straight ahead has the other sign.
  bool is_positive_ = true;
  Vector turned_;  ///< The tangent at the next point of the curve.
  Vector next_;
  Vector correction_;
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
  require_at_least("max_steps", options_.max_steps, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
}

LogitPath::Result LogitPath::solve(const NormalFormGame& game) const {
  game.check_finite();
  const NormalFormGame unit = game.unit_scaled();
  Result result;
  const Deadline deadline(options_.max_seconds);
  int num_steps = 0;
  for (const PathAccuracy& accuracy : kAccuracies) {
    result = Tracer(unit, options_, accuracy, deadline).run();
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
      {.name = "logit-nash",
       .summary = "one equilibrium: the limit of the logit path from uniform play",
       .work = "steps",
       .budget = "points on each trace of the path",
       .reads = {&ConceptOptions::max_iterations,
                 &ConceptOptions::max_seconds,
                 &ConceptOptions::tolerance}});
}

}  // namespace demarche
