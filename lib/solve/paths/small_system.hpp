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
/// CurveSystem stays a class of its own: it eliminates two right-hand sides along with the matrix,
/// keeps no factors, and multiplies by the pivots' inverses at the end, where this class divides by
/// the pivots. With inverses at the end here, too, last bits of answers would change.
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
