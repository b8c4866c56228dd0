// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/LU>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "solve/pivoting/label_columns.hpp"

namespace demarche {

/// How far rounding is trusted.
struct PivotCare {
  std::size_t most_exchanges = 0;  ///< After so many the basis is factorised afresh.
  double least_pivot = 0.0;        ///< Entries below are taken for rounding of 0.
};

/// One player's best-response polyhedron, as a basis of  columns * weights + slacks = 1: the
/// weights are on one player's strategies, the slacks on the other's, whose payoff they bound. The
/// columns stay as they are; a factorisation of those in the basis (of the rows that bind alone)
/// and the exchanges since then form an entering column when it is asked for.
class PivotBasis {
 public:
  /// `weighs_first`: the weights are the first player's. Keeps a reference to `columns`.
  PivotBasis(LabelColumns& columns, bool weighs_first);

  /// All slacks: the artificial equilibrium.
  void reset(const PivotCare& care);

  /// Brings a label in by the lexicographic ratio test (the right-hand side, then the columns of
  /// the slacks); the label that leaves, or -1 if rounding lets none.
  [[nodiscard]] Index enter(Index label);

  [[nodiscard]] bool needs_factorisation() const {
    return exchanged_rows_.size() >= most_exchanges_;
  }
  /// Solves the basis from its columns, the right-hand side with a correction from its residual.
  /// False if it is singular or the path was lost.
  [[nodiscard]] bool factorise();

  /// The weights as probabilities. Empty if they are all 0.
  [[nodiscard]] std::vector<double> strategy() const;

 private:
  [[nodiscard]] bool is_slack(Index label) const {
    return label >= first_slack_ && label < first_slack_ + num_rows_;
  }
  [[nodiscard]] bool is_basic(Index label) const {
    return row_of_[static_cast<std::size_t>(label)] >= 0;
  }
  /// `vector` becomes the basis's column of a label.
  void form(Index label, AlignedArray& vector);
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
  PivotCare care_;
  std::size_t most_exchanges_ = 1;
  std::size_t length_;
  std::vector<Index> label_of_;      ///< Per row, what is basic in it.
  std::vector<Index> row_of_;        ///< Per label, where it is basic, or -1.
  std::vector<Index> first_labels_;  ///< What both are where all is slack.
  std::vector<Index> first_rows_;
  AlignedArray values_;  ///< Of what is basic, per row.

  // The factorised part: binding rows by weights that were basic.
  std::vector<Index> binding_;
  std::vector<const double*> factor_columns_;
  Matrix factor_matrix_;
  Eigen::PartialPivLU<Matrix> factors_;
  Vector part_;

  std::vector<Index> exchanged_rows_;
  AlignedArray etas_;  ///< [exchanges][length]
  AlignedArray entering_;
  AlignedArray other_;
  std::vector<Index> tied_;
};

}  // namespace demarche
