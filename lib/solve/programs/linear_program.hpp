// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "demarche/solve/solve_status.hpp"

class ClpSimplex;

namespace demarche {

inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

/// Maximises objective * x over lower <= x <= upper and row constraints, by Clp's simplex method.
class LinearProgram {
 public:
  /// Variables are at least 0 and unbounded above unless bound() says otherwise.
  explicit LinearProgram(std::vector<double> objective);

  void bound(std::size_t variable, double lower, double upper);
  /// low <= coefficients * x <= high; one coefficient per variable.
  void add_row(std::span<const double> coefficients, double low, double high);

  struct Answer {
    /// converged; no_equilibrium where no x is feasible; iteration_limit (time too);
    /// numerical_failure (unbounded too).
    SolveStatus status = SolveStatus::numerical_failure;
    double value = 0.0;
    std::vector<double> x;
    std::vector<double> duals;  ///< Per row: what one more unit of its bound adds to the value.
    double violation = 0.0;     ///< The most by which `x` misses a bound.
    int iterations = 0;
  };

  /// A spent budget of either kind is SolveStatus::iteration_limit. The optimal basis is solved
  /// afresh, as Clp's answers may miss bounds by more than its tolerance.
  [[nodiscard]] Answer maximise(int max_iterations, double max_seconds = kUnbounded) const;

 private:
  [[nodiscard]] double violation(const std::vector<double>& x) const;
  [[nodiscard]] Answer answer_of(const ClpSimplex& simplex) const;
  [[nodiscard]] std::vector<double> basic_solution(const ClpSimplex& simplex) const;

  std::vector<double> objective_;
  std::vector<double> lower_;
  std::vector<double> upper_;
  std::vector<double> low_;
  std::vector<double> high_;
  // Row by row, without zeros.
  std::vector<int> starts_ = {0};
  std::vector<int> columns_;
  std::vector<double> values_;
};

}  // namespace demarche
