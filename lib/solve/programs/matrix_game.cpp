// SPDX-License-Identifier: MIT
#include "solve/programs/matrix_game.hpp"

#include <algorithm>
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

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// Rows are a multiple of 8 long. Every row but the pivot's loses its entry in the pivot's column
/// times the pivot's row.
void exchange_rows(double* tableau,
                   std::size_t num_rows,
                   std::size_t length,
                   std::size_t row,
                   std::size_t column) {
  const hn::CappedTag<double, 8> d;
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

constexpr std::size_t kPadding = 8;
/// Gains and entries below are rounding.
constexpr double kLeastGain = 1e-11;
constexpr double kLeastPivot = 1e-9;
constexpr int kPivotsBetweenClocks = 64;

/// Columns: the weights (later also slacks in their places), then the right-hand side. Rows: one
/// per strategy of the first player, then what a unit of each column would gain.
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
    // Weights are numbered from 0, slacks after them.
    std::iota(outside_.begin(), outside_.end(), std::size_t{0});
    std::iota(basic_.begin(), basic_.end(), num_columns_);
  }

  /// The column that gains most, or none.
  [[nodiscard]] std::size_t entering() const {
    const double* const gains = &at(num_rows_, 0);
    const double* const most = std::max_element(gains, gains + num_columns_);
    return *most > kLeastGain ? static_cast<std::size_t>(most - gains) : num_columns_;
  }

  /// The row that binds first; of those that tie, the one with the largest pivot.
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

  void exchange(std::size_t row, std::size_t column) {
    HWY_DYNAMIC_DISPATCH(exchange_rows)
    (values_.data(), num_rows_ + 1, length_, row, column);
    std::swap(basic_[row], outside_[column]);
  }

  [[nodiscard]] std::size_t num_rows() const { return num_rows_; }
  [[nodiscard]] std::size_t num_columns() const { return num_columns_; }

  /// The second player's strategy are the weights, the first's the duals; empty if both vanish.
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
  std::vector<std::size_t> basic_;
  std::vector<std::size_t> outside_;
};

}  // namespace

MatrixGameAnswer solve_matrix_game(const Matrix& payoffs,
                                   int max_pivots,
                                   const Deadline& deadline) {
  MatrixGameAnswer answer;
  Tableau tableau(payoffs);
  while (true) {
    const std::size_t column = tableau.entering();
    if (column == tableau.num_columns()) {
      break;
    }
    const std::size_t row = tableau.leaving(column);
    if (row == tableau.num_rows()) {
      return answer;  // Rounding alone leaves the sum unbounded.
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
