// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/LU>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "solve/pivoting/label_columns.hpp"

namespace demarche {

/// How a path guards against rounding: smaller numbers of exchanges are slower and more accurate.
struct PivotAccuracy {
  std::size_t most_exchanges = 0;  ///< The basis is factorised again after so many exchanges.
  double least_pivot = 0.0;        ///< Smaller entries count as 0, disturbed by rounding.
};

/// A basis of one player's best-response polyhedron  columns * weights + slacks = 1. Weights belong
/// to one player's strategies, slacks to those of the other player, whose payoffs they bound. There
/// is no tableau: the columns stay as they are. The basis is kept as a factorisation of its columns
/// in the rows that bind, and the row exchanges since that factorisation. Both are applied to a
/// column when it enters.
class PivotBasis {
 public:
  /// With `weighs_first` weights belong to the first player's strategies, otherwise to the second
  /// player's. Keeps a reference to `columns`.
  PivotBasis(LabelColumns& columns, bool weighs_first);

  /// Starts with all slacks in the basis: the artificial equilibrium.
  void reset(const PivotAccuracy& accuracy);

  /// Brings a label into the basis. The lexicographic ratio test (the right-hand side, then the
  /// columns of the slacks) decides which label leaves. Returns that label, or -1 if rounding
  /// errors have left no row that bounds the entering one.
  /// @pre The label is not in the basis.
  [[nodiscard]] Index enter(Index label);

  [[nodiscard]] bool needs_factorisation() const {
    return exchanged_rows_.size() >= most_exchanges_;
  }
  /// Factorises the columns of the basis and computes its values anew, with one step of iterative
  /// refinement. False if the basis is singular, or a value is so far below 0 that an earlier ratio
  /// test must have chosen a wrong row.
  [[nodiscard]] bool factorise();

  /// The weights divided by their sum. Empty if they are all 0.
  [[nodiscard]] std::vector<double> strategy() const;

 private:
  [[nodiscard]] bool is_slack(Index label) const {
    return label >= first_slack_ && label < first_slack_ + num_rows_;
  }
  [[nodiscard]] bool is_basic(Index label) const {
    return row_of_[static_cast<std::size_t>(label)] >= 0;
  }
  /// `vector` becomes the column of a label in the tableau of the basis.
  void form(Index label, AlignedArray& vector);
  /// Multiplies a vector by the inverse of the basis.
  void solve(double* vector);
  void correct();
  [[nodiscard]] Index leaving_row(const AlignedArray& entering);
  void drop_row(Index row);
  void keep_least(const AlignedArray& entering, const AlignedArray& column);

  LabelColumns& columns_;
  Index first_slack_;
  Index num_rows_;
  Index first_weight_;
  Index num_weights_;
  PivotAccuracy accuracy_;
  std::size_t most_exchanges_ = 1;
  std::size_t length_;
  std::vector<Index> label_of_;      ///< [row], the label that is basic in it.
  std::vector<Index> row_of_;        ///< [label], the row in which it is basic, or -1.
  std::vector<Index> first_labels_;  ///< label_of_ of the basis of slacks.
  std::vector<Index> first_rows_;    ///< row_of_ of the basis of slacks.
  AlignedArray values_;              ///< [row], the value of its basic variable.

  // The last factorisation: of the columns of weights in the basis, in the rows that bind.
  std::vector<Index> binding_;
  std::vector<const double*> factor_columns_;
  Matrix factor_matrix_;
  Eigen::PartialPivLU<Matrix> factors_;
  Vector part_;

  std::vector<Index> exchanged_rows_;
  AlignedArray etas_;  ///< [exchange][length], see apply_exchanges().
  AlignedArray entering_;
  AlignedArray other_;
  std::vector<Index> tied_;  ///< The rows that the ratio test has not told apart, ascending.
};

}  // namespace demarche
