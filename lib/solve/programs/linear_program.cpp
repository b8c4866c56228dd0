// SPDX-License-Identifier: MIT
#include "solve/programs/linear_program.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <coin/ClpEventHandler.hpp>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <limits>
#include <utility>

#include "demarche/core/interruption.hpp"
#include "demarche/core/types.hpp"

namespace demarche {
namespace {

/// Clp's default of 1e-7 would show in regrets.
constexpr double kFeasibility = 1e-9;
/// What answers should keep to; more leads to a second try.
constexpr double kWantedFeasibility = 1e-11;
/// Bases with more structural variables than this are left as Clp solved them.
constexpr Index kLargestBasis = 1500;
/// Clp adds it to the clock.
constexpr double kLongestSeconds = 1e9;
/// What Clp takes for infinite.
constexpr double kClpInfinity = std::numeric_limits<double>::max();

/// Ends a program of a thread whose work is to stop.
class InterruptionHandler final : public ClpEventHandler {
 public:
  int event(Event what) override {
    constexpr int kGoOn = -1;
    return what == endOfIteration && is_interrupted() ? 0 : kGoOn;
  }
  [[nodiscard]] ClpEventHandler* clone() const override { return new InterruptionHandler(*this); }
};
/// What Clp's status says then.
constexpr int kStoppedByEvent = 5;

bool is_budget_spent(const ClpSimplex& simplex) {
  return simplex.isIterationLimitReached() || simplex.status() == kStoppedByEvent;
}

SolveStatus status_of(const ClpSimplex& simplex) {
  if (simplex.isProvenOptimal()) {
    return SolveStatus::converged;
  }
  if (simplex.isProvenPrimalInfeasible()) {
    return SolveStatus::no_equilibrium;
  }
  return is_budget_spent(simplex) ? SolveStatus::iteration_limit : SolveStatus::numerical_failure;
}

double clp_bound(double bound) {
  return bound >= kUnbounded ? kClpInfinity : bound <= -kUnbounded ? -kClpInfinity : bound;
}

}  // namespace

LinearProgram::LinearProgram(std::vector<double> objective)
    : objective_(std::move(objective)),
      lower_(objective_.size(), 0.0),
      upper_(objective_.size(), kClpInfinity) {}

void LinearProgram::bound(std::size_t variable, double lower, double upper) {
  lower_[variable] = clp_bound(lower);
  upper_[variable] = clp_bound(upper);
}

void LinearProgram::add_row(std::span<const double> coefficients, double low, double high) {
  for (std::size_t j = 0; j < coefficients.size(); ++j) {
    if (coefficients[j] != 0.0) {
      columns_.push_back(static_cast<int>(j));
      values_.push_back(coefficients[j]);
    }
  }
  starts_.push_back(static_cast<int>(columns_.size()));
  low_.push_back(clp_bound(low));
  high_.push_back(clp_bound(high));
}

LinearProgram::Answer LinearProgram::maximise(int max_iterations, double max_seconds) const {
  const auto num_columns = static_cast<int>(objective_.size());
  const auto num_rows = static_cast<int>(low_.size());
  const auto is_finite = [](double x) { return std::isfinite(x); };
  if (!std::all_of(objective_.begin(), objective_.end(), is_finite) ||
      !std::all_of(values_.begin(), values_.end(), is_finite)) {
    return {};  // Clp would abort.
  }
  ClpSimplex simplex;
  simplex.setLogLevel(0);
  const CoinPackedMatrix matrix(false,
                                num_columns,
                                num_rows,
                                starts_.back(),
                                values_.data(),
                                columns_.data(),
                                starts_.data(),
                                nullptr);
  simplex.loadProblem(
      matrix, lower_.data(), upper_.data(), objective_.data(), low_.data(), high_.data());
  simplex.setOptimizationDirection(-1.0);
  simplex.setPrimalTolerance(kFeasibility);
  simplex.setDualTolerance(kFeasibility);
  simplex.setMaximumIterations(max_iterations);
  // Not setMaximumSeconds(), which counts what all threads of the process spend.
  simplex.setMaximumWallSeconds(std::min(max_seconds, kLongestSeconds));
  const InterruptionHandler handler;
  simplex.passInEventHandler(&handler);
  simplex.dual();
  const bool is_infeasible = simplex.isProvenPrimalInfeasible();
  if (!simplex.isProvenOptimal() && !is_budget_spent(simplex)) {
    simplex.primal();
  }
  Answer answer = answer_of(simplex);
  if (answer.status == SolveStatus::numerical_failure && is_infeasible) {
    // The primal method may give up where the dual one has proved that there is nothing.
    answer.status = SolveStatus::no_equilibrium;
  }
  if (answer.violation > kWantedFeasibility) {
    // Without scaling, tolerances are those of the rows as given.
    simplex.scaling(0);
    simplex.setPrimalTolerance(kWantedFeasibility);
    simplex.primal(1);
    Answer closer = answer_of(simplex);
    if (closer.status == SolveStatus::converged && closer.violation < answer.violation) {
      return closer;
    }
  }
  return answer;
}

double LinearProgram::violation(const std::vector<double>& x) const {
  double worst = 0.0;
  for (std::size_t j = 0; j < x.size(); ++j) {
    worst = std::max({worst, lower_[j] - x[j], x[j] - upper_[j]});
  }
  for (std::size_t r = 0; r < low_.size(); ++r) {
    double sum = 0.0;
    for (auto k = static_cast<std::size_t>(starts_[r]);
         k < static_cast<std::size_t>(starts_[r + 1]);
         ++k) {
      sum += values_[k] * x[static_cast<std::size_t>(columns_[k])];
    }
    worst = std::max({worst, low_[r] - sum, sum - high_[r]});
  }
  return worst;
}

LinearProgram::Answer LinearProgram::answer_of(const ClpSimplex& simplex) const {
  Answer answer;
  answer.status = status_of(simplex);
  answer.iterations = simplex.numberIterations();
  if (answer.status != SolveStatus::converged) {
    return answer;
  }
  const double* columns = simplex.primalColumnSolution();
  answer.x.assign(columns, columns + objective_.size());
  answer.violation = violation(answer.x);
  if (auto polished = basic_solution(simplex); !polished.empty()) {
    if (const double closer = violation(polished); closer < answer.violation) {
      answer.x = std::move(polished);
      answer.violation = closer;
    }
  }
  for (std::size_t j = 0; j < objective_.size(); ++j) {
    answer.value += objective_[j] * answer.x[j];
  }
  answer.duals.assign(simplex.dualRowSolution(), simplex.dualRowSolution() + low_.size());
  return answer;
}

/// The basis says which rows bind and which variables are free to meet them: a square system.
/// Empty if it is too large or singular.
std::vector<double> LinearProgram::basic_solution(const ClpSimplex& simplex) const {
  std::vector<double> x(objective_.size());
  std::vector<Index> place(objective_.size(), -1);
  Index num_basic = 0;
  for (std::size_t j = 0; j < x.size(); ++j) {
    const auto status = simplex.getColumnStatus(static_cast<int>(j));
    x[j] = status == ClpSimplex::atUpperBound ? upper_[j]
           : status == ClpSimplex::isFree     ? 0.0
                                              : lower_[j];
    if (status == ClpSimplex::basic) {
      place[j] = num_basic++;
      x[j] = 0.0;
    } else if (std::abs(x[j]) >= kClpInfinity) {
      return {};
    }
  }
  if (num_basic == 0 || num_basic > kLargestBasis) {
    return {};
  }
  Matrix system = Matrix::Zero(num_basic, num_basic);
  Vector right(num_basic);
  Index row = 0;
  for (std::size_t r = 0; r < low_.size(); ++r) {
    const auto status = simplex.getRowStatus(static_cast<int>(r));
    if (status == ClpSimplex::basic) {
      continue;
    }
    if (row == num_basic) {
      return {};
    }
    // A row's activity is at the bound that its value is nearer to.
    const double activity = simplex.primalRowSolution()[r];
    right[row] = std::abs(activity - low_[r]) <= std::abs(high_[r] - activity) ? low_[r] : high_[r];
    for (auto k = static_cast<std::size_t>(starts_[r]);
         k < static_cast<std::size_t>(starts_[r + 1]);
         ++k) {
      const auto j = static_cast<std::size_t>(columns_[k]);
      if (place[j] >= 0) {
        system(row, place[j]) = values_[k];
      } else {
        right[row] -= values_[k] * x[j];
      }
    }
    ++row;
  }
  if (row != num_basic || !right.allFinite()) {
    return {};
  }
  const Eigen::PartialPivLU<Matrix> factors(system);
  Vector basic = factors.solve(right);
  basic += factors.solve(right - system * basic);
  if (!basic.allFinite()) {
    return {};
  }
  for (std::size_t j = 0; j < x.size(); ++j) {
    x[j] = place[j] >= 0 ? basic[place[j]] : x[j];
  }
  return x;
}

}  // namespace demarche
