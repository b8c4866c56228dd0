// SPDX-License-Identifier: MIT
#include "solve/programs/matrix_game.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "demarche/core/aligned.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/programs/matrix_game.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/lane_vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

/// Divides the pivot's row by the pivot, and subtracts it from every other row as often as that
/// row's entry in the pivot's column says. The column becomes that of the variable that leaves the
/// basis. `length` is a multiple of kMaxVectorLanes.
void exchange_rows(double* tableau,
                   std::size_t num_rows,
                   std::size_t length,
                   std::size_t row,
                   std::size_t column) {
  const LaneTag d;
  double* HWY_RESTRICT const pivot_row = tableau + row * length;
  const double inverse = 1.0 / pivot_row[column];
  pivot_row[column] = 1.0;
  for (std::size_t c = 0; c < length; c += hn::Lanes(d)) {
    hn::Store(hn::Mul(hn::Set(d, inverse), hn::Load(d, pivot_row + c)), d, pivot_row + c);
  }
  for (std::size_t r = 0; r < num_rows; ++r) {
    double* HWY_RESTRICT const other = tableau + r * length;
    const double entry = other[column];
    if (r == row || entry == 0.0) {
      continue;
    }
    other[column] = 0.0;
    const auto factor = hn::Set(d, entry);
    for (std::size_t c = 0; c < length; c += hn::Lanes(d)) {
      hn::Store(
          hn::NegMulAdd(factor, hn::Load(d, pivot_row + c), hn::Load(d, other + c)), d, other + c);
    }
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(exchange_rows);

/// Rows are padded to a multiple of this, so that they consist of whole vectors.
constexpr std::size_t kPadding = kMaxVectorLanes;
/// Smaller gains are rounding.
constexpr double kLeastGain = 1e-11;
/// Smaller entries of the entering column are rounding.
constexpr double kLeastPivot = 1e-9;
constexpr int kPivotsBetweenClocks = 64;

/// The condensed tableau. Its columns are the variables outside the basis (at first the weights of
/// the second player) and the right-hand side. Its rows are the basic variables (at first the
/// slacks of the first player's strategies) and the gains: how much one unit of each column's
/// variable would add to the sum of weights.
class Tableau {
 public:
  explicit Tableau(const Matrix& payoffs)
      : num_rows_(static_cast<std::size_t>(payoffs.rows())),
        num_columns_(static_cast<std::size_t>(payoffs.cols())),
        length_((num_columns_ + 1 + kPadding - 1) / kPadding * kPadding),
        values_((num_rows_ + 1) * length_),
        basic_(num_rows_),
        outside_(num_columns_) {
    std::fill_n(values_.data(), values_.size(), 0.0);
    for (std::size_t r = 0; r < num_rows_; ++r) {
      for (std::size_t c = 0; c < num_columns_; ++c) {
        at(r, c) = 1.0 + payoffs(static_cast<Index>(r), static_cast<Index>(c));
      }
      at(r, num_columns_) = 1.0;
    }
    std::fill_n(&at(num_rows_, 0), num_columns_, 1.0);
    // The variables are numbered: weights from 0 on, slacks behind them.
    std::iota(outside_.begin(), outside_.end(), std::size_t{0});
    std::iota(basic_.begin(), basic_.end(), num_columns_);
  }

  /// The column with the largest gain, or num_columns() if none gains: the tableau is optimal.
  [[nodiscard]] std::size_t entering() const {
    const double* const gains = &at(num_rows_, 0);
    const double* const most = std::max_element(gains, gains + num_columns_);
    return *most > kLeastGain ? static_cast<std::size_t>(most - gains) : num_columns_;
  }

  /// The row that bounds the entering variable most, or num_rows() if none does. Of rows that tie,
  /// it is the one with the largest pivot.
  [[nodiscard]] std::size_t leaving(std::size_t column) const {
    std::size_t best = num_rows_;
    double least = std::numeric_limits<double>::infinity();
    double largest = 0.0;
    for (std::size_t r = 0; r < num_rows_; ++r) {
      const double pivot = at(r, column);
      if (!(pivot > kLeastPivot)) {
        continue;
      }
      const double ratio = at(r, num_columns_) / pivot;
      if (ratio < least || (ratio == least && pivot > largest)) {
        best = r;
        least = ratio;
        largest = pivot;
      }
    }
    return best;
  }

  /// Exchanges a basic variable and one outside the basis.
  void exchange(std::size_t row, std::size_t column) {
    assert(row < num_rows_ && column < num_columns_ && at(row, column) > 0.0);
    HWY_DYNAMIC_DISPATCH(exchange_rows)
    (values_.data(), num_rows_ + 1, length_, row, column);
    std::swap(basic_[row], outside_[column]);
  }

  [[nodiscard]] std::size_t num_rows() const { return num_rows_; }
  [[nodiscard]] std::size_t num_columns() const { return num_columns_; }

  /// The strategies of both players: weights of the second one, duals of the first one, divided by
  /// their sums. Empty if a sum is 0.
  [[nodiscard]] MixedProfile strategies() const {
    MixedProfile profile{std::vector<double>(num_rows_), std::vector<double>(num_columns_)};
    for (std::size_t r = 0; r < num_rows_; ++r) {
      if (basic_[r] < num_columns_) {
        profile[1][basic_[r]] = std::max(0.0, at(r, num_columns_));
      }
    }
    for (std::size_t c = 0; c < num_columns_; ++c) {
      if (outside_[c] >= num_columns_) {
        profile[0][outside_[c] - num_columns_] = std::max(0.0, -at(num_rows_, c));
      }
    }
    for (auto& strategy : profile) {
      const double total = std::accumulate(strategy.begin(), strategy.end(), 0.0);
      if (!(total > 0.0)) {
        return {};
      }
      for (double& probability : strategy) {
        probability /= total;
      }
    }
    return profile;
  }

 private:
  [[nodiscard]] double& at(std::size_t row, std::size_t column) {
    return values_.data()[row * length_ + column];
  }
  [[nodiscard]] const double& at(std::size_t row, std::size_t column) const {
    return values_.data()[row * length_ + column];
  }

  std::size_t num_rows_;
  std::size_t num_columns_;
  std::size_t length_;
  AlignedArray values_;
  std::vector<std::size_t> basic_;    ///< [row], the basic variable.
  std::vector<std::size_t> outside_;  ///< [column], the variable outside the basis.
};

}  // namespace

MatrixGameAnswer solve_matrix_game(const Matrix& payoffs,
                                   int max_pivots,
                                   const Deadline& deadline) {
  assert(payoffs.size() > 0 && payoffs.minCoeff() >= 0.0 && payoffs.maxCoeff() <= 1.0);
  MatrixGameAnswer answer;
  Tableau tableau(payoffs);
  while (true) {
    const std::size_t column = tableau.entering();
    if (column == tableau.num_columns()) {
      break;
    }
    const std::size_t row = tableau.leaving(column);
    if (row == tableau.num_rows()) {
      return answer;  // The sum is bounded, so rounding has spoilt the tableau.
    }
    if (answer.num_pivots >= max_pivots ||
        (answer.num_pivots % kPivotsBetweenClocks == 0 && deadline.is_past())) {
      answer.status = SolveStatus::iteration_limit;
      return answer;
    }
    tableau.exchange(row, column);
    ++answer.num_pivots;
  }
  answer.strategies = tableau.strategies();
  if (!answer.strategies.empty()) {
    answer.status = SolveStatus::converged;
  }
  return answer;
}

}  // namespace demarche

#endif  // HWY_ONCE
