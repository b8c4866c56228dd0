// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/solve/solve_status.hpp"

class ClpSimplex;

namespace demarche {

inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

/// Maximises objective * x subject to lower <= x <= upper and row constraints, by Clp's simplex
/// method.
class LinearProgram {
 public:
  /// Variables are at least 0 and unbounded above until bound() changes that.
  explicit LinearProgram(std::vector<double> objective);

  /// @pre `variable` is the number of one, and lower <= upper.
  void bound(std::size_t variable, double lower, double upper);
  /// Adds low <= coefficients * x <= high.
  /// @pre There is one coefficient per variable, and low <= high.
  void add_row(std::span<const double> coefficients, double low, double high);

  struct Answer {
    /// converged; no_equilibrium if no x is feasible; iteration_limit if the iterations or the time
    /// are spent; numerical_failure otherwise, also if the objective is unbounded.
    SolveStatus status = SolveStatus::numerical_failure;
    double value = 0.0;         ///< The objective at `x`.
    std::vector<double> x;      ///< Empty unless converged.
    std::vector<double> duals;  ///< [row]: how much one more unit of its bound adds to the value.
    double violation = 0.0;     ///< The most by which `x` violates a bound or a row.
    int iterations = 0;
  };

  /// The equations of the optimal basis are solved once more at the end, since Clp's answers may
  /// violate bounds by more than its tolerance.
  /// @pre max_iterations >= 0
  [[nodiscard]] Answer maximise(int max_iterations, double max_seconds = kUnbounded) const;

 private:
  [[nodiscard]] double violation(const std::vector<double>& x) const;
  [[nodiscard]] Answer answer_of(const ClpSimplex& simplex) const;

  /// The square system of a basis: the rows that bind determine the basic variables.
  struct BasisEquations {
    std::vector<double> x;     ///< Nonbasic variables at their bounds, basic ones 0.
    std::vector<Index> place;  ///< Of each variable among the basic ones, or -1.
    Matrix rows;
    Vector right;
  };
  /// The solution of the basis that Clp ended with; empty if the basis is too large or singular.
  [[nodiscard]] std::vector<double> basic_solution(const ClpSimplex& simplex) const;
  /// Fills `x` and `place`. Returns the number of basic variables, or -1 if a nonbasic one has no
  /// finite bound.
  [[nodiscard]] Index place_variables(const ClpSimplex& simplex, BasisEquations& equations) const;
  /// Fills `rows` and `right`. False if they are not `num_basic` finite equations.
  [[nodiscard]] bool assemble_rows(const ClpSimplex& simplex,
                                   Index num_basic,
                                   BasisEquations& equations) const;
  /// The bound at which a row that is not basic binds.
  [[nodiscard]] double binding_bound(const ClpSimplex& simplex, std::size_t row) const;

  std::vector<double> objective_;
  std::vector<double> lower_;
  std::vector<double> upper_;
  std::vector<double> low_;
  std::vector<double> high_;
  // The rows one after another, without zeros: entries starts_[r] to starts_[r + 1] belong to row
  // r.
  std::vector<int> starts_ = {0};
  std::vector<int> columns_;
  std::vector<double> values_;
};

}  // namespace demarche
