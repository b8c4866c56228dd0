// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/LU>
#include <vector>

#include "demarche/core/types.hpp"

namespace demarche {

/// The linear equations of one step along a curve: the derivatives of size - 1 equations by size
/// unknowns, bordered by the last tangent. One elimination gives both Newton's correction across
/// the tangent and the new tangent.
class CurveSystem {
 public:
  /// All entries are 0. `size` is at least 1.
  explicit CurveSystem(Index size);

  /// An equation: its derivatives, then its error. solve() overwrites all of them, so each must be
  /// written again before the next solve().
  [[nodiscard]] double* row(Index r) { return rows_.data() + r * stride_; }

  /// Solves with `border` as the last equation. `correction` is orthogonal to `border` and removes
  /// the errors when it is subtracted; `tangent` points along the curve and has a product of 1 with
  /// `border`. A singular system gives entries that are huge or not finite.
  /// @pre The three vectors are different objects, and `border` has the system's size.
  void solve(const Vector& border, Vector& correction, Vector& tangent);

  /// Whether the matrix of the last solve() has a determinant above 0.
  [[nodiscard]] bool has_positive_determinant() const { return is_positive_; }

 private:
  void solve_large(Vector& correction, Vector& tangent);

  Index size_;
  Index stride_;  ///< Of a row with both right-hand sides behind it, padded to an even number.
  std::vector<double> rows_;
  Eigen::PartialPivLU<Matrix> large_;
  bool is_positive_ = true;
};

}  // namespace demarche
