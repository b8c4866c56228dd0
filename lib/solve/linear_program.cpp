// SPDX-License-Identifier: MIT
#include "solve/linear_program.hpp"

#include <algorithm>
#include <cmath>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <utility>

namespace demarche {
namespace {

/// Clp's default of 1e-7 would show in regrets.
constexpr double kFeasibility = 1e-9;
/// Clp adds it to the clock.
constexpr double kLongestSeconds = 1e9;
/// What Clp takes for infinite.
constexpr double kClpInfinity = std::numeric_limits<double>::max();

SolveStatus status_of(const ClpSimplex& simplex) {
  if (simplex.isProvenOptimal()) {
    return SolveStatus::converged;
  }
  if (simplex.isProvenPrimalInfeasible()) {
    return SolveStatus::no_equilibrium;
  }
  return simplex.isIterationLimitReached() ? SolveStatus::iteration_limit
                                           : SolveStatus::numerical_failure;
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
  simplex.setMaximumSeconds(std::min(max_seconds, kLongestSeconds));
  simplex.dual();
  Answer answer;
  if (!simplex.isProvenOptimal() && !simplex.isIterationLimitReached()) {
    simplex.primal();
  }
  answer.status = status_of(simplex);
  answer.iterations = simplex.numberIterations();
  if (answer.status == SolveStatus::converged) {
    answer.value = simplex.objectiveValue();
    answer.x.assign(simplex.primalColumnSolution(), simplex.primalColumnSolution() + num_columns);
    answer.duals.assign(simplex.dualRowSolution(), simplex.dualRowSolution() + num_rows);
  }
  return answer;
}

}  // namespace demarche
