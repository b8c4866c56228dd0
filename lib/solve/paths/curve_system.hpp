// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/LU>
#include <vector>

#include "demarche/core/types.hpp"

namespace demarche {

/// The linear equations of one step along a curve: the derivatives of size - 1 equations by size
/// unknowns, and the last tangent as the border. Solved for Newton's correction across the tangent
/// and for the new tangent at once. Curves of small games have few unknowns, where a general
/// library spends most of its time on the way to the arithmetic; larger ones go to Eigen.
/// SmallSystem solves for one right-hand side at a time, which here would take a second pass.
class CurveSystem {
 public:
  /// All entries 0. `size` is at least 1.
  explicit CurveSystem(Index size);

  /// An equation: its derivatives, then its error. To be written anew before each solve().
  [[nodiscard]] double* row(Index r) { return rows_.data() + r * stride_; }

  /// With `border` as the last equation: `correction` is across it, and takes the errors off;
  /// `tangent` goes along the curve, by 1 along `border`. Neither may be `border`. A singular
  /// system shows in entries that are not finite, or huge.
  void solve(const Vector& border, Vector& correction, Vector& tangent);

  /// Whether the matrix solved last has a determinant above 0.
  [[nodiscard]] bool has_positive_determinant() const { return is_positive_; }

 private:
  void solve_large(Vector& correction, Vector& tangent);

  Index size_;
  Index stride_;  ///< Both right-hand sides stand behind a row; filled up to an even number.
  std::vector<double> rows_;
  Eigen::PartialPivLU<Matrix> large_;
  bool is_positive_ = true;
};

}  // namespace demarche
