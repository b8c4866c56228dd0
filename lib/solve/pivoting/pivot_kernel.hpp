// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demarche/core/types.hpp"

namespace demarche {

/// Vectors of complementary pivoting are as long as a multiple of this, filled up with zeros.
inline constexpr std::size_t kPivotPadding = 8;

/// What one reading of a payoff matrix tells.
struct PayoffScan {
  double low = 0.0;
  double high = 0.0;
  bool is_finite = true;
};

/// Reads `payoffs` [num_rows][num_columns]; `best[r]` is the last column of row r's largest payoff.
[[nodiscard]] PayoffScan scan_rows(const double* payoffs,
                                   std::size_t num_rows,
                                   std::size_t num_columns,
                                   double* best);
/// Likewise; `best[c]` is the last row of column c's largest payoff. `largest` [num_columns] is
/// working storage.
[[nodiscard]] PayoffScan scan_columns(const double* payoffs,
                                      std::size_t num_rows,
                                      std::size_t num_columns,
                                      double* best,
                                      double* largest);

/// To [1, 2]: payoff -> (factor * payoff - low) * slope + 1. The factor is
/// range_scale().
struct UnitScale {
  double factor = 1.0;
  double low = 0.0;
  double slope = 0.0;  ///< 0 if all payoffs are the same.
};
[[nodiscard]] UnitScale unit_scale(const PayoffScan& scan);
void scale_payoffs(const double* payoffs,
                   std::size_t count,
                   const UnitScale& scale,
                   double* target);

/// Columns next to each other, at most kPivotPadding of them, of a matrix that stands row by row.
struct StridedColumns {
  const double* data = nullptr;
  std::size_t num_rows = 0;
  std::size_t row_stride = 0;
  std::size_t count = 0;
};
/// The columns scaled, each contiguous, `length` apart and filled up with zeros to a multiple of
/// kPivotPadding.
void transpose_payoffs(const StridedColumns& payoffs,
                       const UnitScale& scale,
                       double* target,
                       std::size_t length);

/// Exchanges of one row each, as the product form of an inverse: exchange k multiplies a vector by
/// the identity whose column `rows[k]` is replaced by `etas[k]` [length].
void apply_exchanges(std::span<const Index> rows,
                     const double* etas,
                     std::size_t length,
                     double* vector);

/// target += sum of factors[k] * columns[k].
void add_columns(std::span<const double* const> columns,
                 const double* factors,
                 std::size_t length,
                 double* target);

/// The least of values / column over the rows where the column is above `least_pivot`; infinite if
/// there are none.
[[nodiscard]] double least_ratio(const double* values,
                                 const double* column,
                                 std::size_t length,
                                 double least_pivot);

/// The rows where the column is above `least_pivot` and values - ratio * column is at most
/// `tolerance`, ascending.
void find_ties(const double* values,
               const double* column,
               std::size_t length,
               double least_pivot,
               double ratio,
               double tolerance,
               std::vector<Index>& rows);

/// The basis changes at `row`: values become those of the new basis (none below 0) and `eta` its
/// exchange.
void exchange(double* values, const double* column, std::size_t length, Index row, double* eta);

}  // namespace demarche
