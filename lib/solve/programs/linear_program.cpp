// SPDX-License-Identifier: MIT
#include "solve/programs/linear_program.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cassert>
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

/// Clp's default tolerance of 1e-7 would show in regrets.
constexpr double kFeasibility = 1e-9;
/// An answer that violates a bound by more than this is solved a second time.
constexpr double kWantedFeasibility = 1e-11;
/// If more variables than this are basic, the answer stays as Clp computed it.
constexpr Index kLargestBasis = 1500;
/// Clp adds the limit to the clock, so it cannot be infinite.
constexpr double kLongestSeconds = 1e9;
/// Clp treats bounds of this size as infinite.
constexpr double kClpInfinity = std::numeric_limits<double>::max();

/// Ends Clp's iterations once the thread's work is interrupted.
class InterruptionHandler final : public ClpEventHandler {
 public:
  int event(Event what) override {
    constexpr int kGoOn = -1;
    return what == endOfIteration && is_interrupted() ? 0 : kGoOn;
  }
  [[nodiscard]] ClpEventHandler* clone() const override { return new InterruptionHandler(*this); }
};
/// Clp's status after an event handler has ended it.
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

/// One step of iterative refinement takes off the rounding error of the factors.
Vector solve_and_refine(const Matrix& rows, const Vector& right) {
  const Eigen::PartialPivLU<Matrix> factors(rows);
  Vector solution = factors.solve(right);
  solution += factors.solve(right - rows * solution);
  return solution;
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
  assert(variable < objective_.size() && lower <= upper);
  lower_[variable] = clp_bound(lower);
  upper_[variable] = clp_bound(upper);
}

void LinearProgram::add_row(std::span<const double> coefficients, double low, double high) {
  assert(coefficients.size() == objective_.size() && low <= high);
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
  assert(max_iterations >= 0 && !std::isnan(max_seconds));
  const auto num_columns = static_cast<int>(objective_.size());
  const auto num_rows = static_cast<int>(low_.size());
  const auto is_finite = [](double x) { return std::isfinite(x); };
  if (!std::all_of(objective_.begin(), objective_.end(), is_finite) ||
      !std::all_of(values_.begin(), values_.end(), is_finite)) {
    return {};  // Clp calls abort() on numbers that are not finite.
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
  // Not setMaximumSeconds(), which counts the time of all threads of the process.
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
    // The primal method may fail although the dual one has proved that no x is feasible.
    answer.status = SolveStatus::no_equilibrium;
  }
  if (answer.violation > kWantedFeasibility) {
    // Without scaling, Clp's tolerances refer to the rows as they were given.
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

Index LinearProgram::place_variables(const ClpSimplex& simplex, BasisEquations& equations) const {
  Index num_basic = 0;
  equations.x.resize(objective_.size());
  equations.place.assign(objective_.size(), -1);
  for (std::size_t j = 0; j < objective_.size(); ++j) {
    double& value = equations.x[j];
    const auto status = simplex.getColumnStatus(static_cast<int>(j));
    value = status == ClpSimplex::atUpperBound ? upper_[j]
            : status == ClpSimplex::isFree     ? 0.0
                                               : lower_[j];
    if (status == ClpSimplex::basic) {
      equations.place[j] = num_basic++;
      value = 0.0;
    } else if (std::abs(value) >= kClpInfinity) {
      return -1;
    }
  }
  return num_basic;
}

double LinearProgram::binding_bound(const ClpSimplex& simplex, std::size_t row) const {
  // Clp does not tell which one: it is the bound that the row's value is nearer to.
  const double activity = simplex.primalRowSolution()[row];
  return std::abs(activity - low_[row]) <= std::abs(high_[row] - activity) ? low_[row] : high_[row];
}

bool LinearProgram::assemble_rows(const ClpSimplex& simplex,
                                  Index num_basic,
                                  BasisEquations& equations) const {
  equations.rows.setZero(num_basic, num_basic);
  equations.right.resize(num_basic);
  Index row = 0;
  for (std::size_t r = 0; r < low_.size(); ++r) {
    if (simplex.getRowStatus(static_cast<int>(r)) == ClpSimplex::basic) {
      continue;
    }
    if (row == num_basic) {
      return false;
    }
    double& right = equations.right[row];
    right = binding_bound(simplex, r);
    for (auto k = static_cast<std::size_t>(starts_[r]);
         k < static_cast<std::size_t>(starts_[r + 1]);
         ++k) {
      const auto j = static_cast<std::size_t>(columns_[k]);
      if (equations.place[j] >= 0) {
        equations.rows(row, equations.place[j]) = values_[k];
      } else {
        right -= values_[k] * equations.x[j];
      }
    }
    ++row;
  }
  return row == num_basic && equations.right.allFinite();
}

std::vector<double> LinearProgram::basic_solution(const ClpSimplex& simplex) const {
  BasisEquations equations;
  const Index num_basic = place_variables(simplex, equations);
  if (num_basic <= 0 || num_basic > kLargestBasis ||
      !assemble_rows(simplex, num_basic, equations)) {
    return {};
  }
  const Vector basic = solve_and_refine(equations.rows, equations.right);
  if (!basic.allFinite()) {
    return {};
  }
  for (std::size_t j = 0; j < equations.x.size(); ++j) {
    const Index place = equations.place[j];
    equations.x[j] = place >= 0 ? basic[place] : equations.x[j];
  }
  return std::move(equations.x);
}

}  // namespace demarche
