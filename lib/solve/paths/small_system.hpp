// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/LU>
#include <vector>

#include "core/row_major_matrix.hpp"
#include "demarche/core/types.hpp"

namespace demarche {

/// A square system of linear equations, factorised in place and solved for one right-hand side
/// after another without allocation. The systems of path following have few unknowns, where a
/// general library spends most of its time on the way to the arithmetic; larger ones go to Eigen.
class SmallSystem {
 public:
  /// The matrix, to be written before factorise(), which overwrites it.
  RowMajorMatrix rows;

  /// Triangular factors, with row exchanges. A singular matrix shows in what solve() makes: not
  /// finite, or huge.
  void factorise();
  /// `right` becomes the solution.
  void solve(Vector& right);

 private:
  [[nodiscard]] bool is_small() const { return rows.rows() <= kMostSmall; }
  static constexpr Index kMostSmall = 24;

  std::vector<Index> exchanged_;  ///< Row k was exchanged with this one.
  Eigen::PartialPivLU<RowMajorMatrix> large_;
};

}  // namespace demarche
