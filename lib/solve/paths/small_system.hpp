// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/LU>
#include <vector>

#include "core/row_major_matrix.hpp"
#include "demarche/core/types.hpp"

namespace demarche {

/// A square system of linear equations, factorised in place and solved for one right-hand side
/// after another without allocation.
///
/// CurveSystem, which eliminates two right-hand sides along with the matrix, stays a class of its
/// own: it multiplies by pivots' inverses where this class divides by pivots. With inverses here,
/// the last bits of 102 in 338 answers of global Newton and iterated polymatrix changed.
class SmallSystem {
 public:
  /// The matrix, to be written before factorise(), which overwrites it.
  RowMajorMatrix rows;

  /// Computes triangular factors, with row exchanges. A singular matrix makes solve() give entries
  /// that are huge or not finite.
  /// @pre `rows` is square.
  void factorise();
  /// `right` becomes the solution.
  /// @pre factorise() was called, and `right` has as many entries as the matrix has rows.
  void solve(Vector& right);

 private:
  [[nodiscard]] bool is_small() const { return rows.rows() <= kMostSmall; }
  /// Larger systems go to Eigen.
  static constexpr Index kMostSmall = 24;

  std::vector<Index> chosen_;  ///< The row that was exchanged with row k.
  Eigen::PartialPivLU<RowMajorMatrix> large_;
};

}  // namespace demarche
