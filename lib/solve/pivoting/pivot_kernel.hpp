// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demarche/core/types.hpp"

namespace demarche {

/// Vectors of complementary pivoting are padded with zeros to a multiple of this length.
inline constexpr std::size_t kPivotPadding = 8;

/// The result of one pass over a payoff matrix. `low` and `high` are valid if all payoffs are
/// finite.
struct PayoffScan {
  double low = 0.0;
  double high = 0.0;
  bool is_finite = true;
};

/// Reads `payoffs` [num_rows][num_columns] and writes `best` [num_rows], the last column with the
/// largest payoff of each row.
/// @pre There is a row and a column.
[[nodiscard]] PayoffScan scan_rows(const double* payoffs,
                                   std::size_t num_rows,
                                   std::size_t num_columns,
                                   double* best);
/// Likewise for columns: `best` [num_columns] is the last row with the largest payoff of each
/// column. `largest` [num_columns] is working storage.
[[nodiscard]] PayoffScan scan_columns(const double* payoffs,
                                      std::size_t num_rows,
                                      std::size_t num_columns,
                                      double* best,
                                      double* largest);

/// The map payoff -> (factor * payoff - low) * slope + 1 from a player's payoffs to [1, 2]. The
/// factor is range_scale(), which keeps differences of large payoffs from overflowing.
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

/// Neighbouring columns, at most kPivotPadding of them, of a matrix that is stored row by row.
struct StridedColumns {
  const double* data = nullptr;
  std::size_t num_rows = 0;
  std::size_t row_stride = 0;
  std::size_t count = 0;
};
/// Writes the scaled columns one after another to `target`, `length` apart, each padded with zeros
/// to a multiple of kPivotPadding.
void transpose_payoffs(const StridedColumns& payoffs,
                       const UnitScale& scale,
                       double* target,
                       std::size_t length);

/// Applies exchanges of one row each, the product form of an inverse: exchange k multiplies the
/// vector by the identity matrix with column `rows[k]` replaced by `etas[k]` [length].
void apply_exchanges(std::span<const Index> rows,
                     const double* etas,
                     std::size_t length,
                     double* vector);

/// Adds the sum of factors[k] * columns[k] to `target` [length].
void add_columns(std::span<const double* const> columns,
                 const double* factors,
                 std::size_t length,
                 double* target);

/// The least quotient values / column over the rows in which the column is above `least_pivot`, or
/// infinity if there is no such row.
[[nodiscard]] double least_ratio(const double* values,
                                 const double* column,
                                 std::size_t length,
                                 double least_pivot);

/// Writes the ascending rows in which the column is above `least_pivot` and values - ratio * column
/// is at most `tolerance`.
void find_ties(const double* values,
               const double* column,
               std::size_t length,
               double least_pivot,
               double ratio,
               double tolerance,
               std::vector<Index>& rows);

/// Changes the basis at `row`. `values` become those of the new basis, none below 0, and `eta`
/// becomes the exchange for apply_exchanges().
/// @pre column[row] is not 0.
void exchange(double* values, const double* column, std::size_t length, Index row, double* eta);

}  // namespace demarche
