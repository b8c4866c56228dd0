// SPDX-License-Identifier: MIT
#pragma once

#include <bitset>
#include <boost/multiprecision/gmp.hpp>
#include <optional>
#include <span>
#include <vector>

#include "solve/blocks/deadline.hpp"

namespace demarche {

using Integer = boost::multiprecision::mpz_int;

inline constexpr std::size_t kMaxLabels = 128;
using Labels = std::bitset<kMaxLabels>;

/// A vertex y = weights / scale of a best-response polytope, with the labels of the constraints
/// that bind at it.
struct PolytopeVertex {
  Integer scale;
  std::vector<Integer> weights;
  Labels labels;
};

/// A matrix of integers, stored row by row.
struct IntegerMatrix {
  std::size_t num_rows = 0;
  std::size_t num_columns = 0;
  std::vector<Integer> entries;

  [[nodiscard]] const Integer& operator()(std::size_t i, std::size_t j) const {
    return entries[i * num_columns + j];
  }
};

/// One player's payoffs as positive integers: multiplied by a power of 10 if all are decimal
/// fractions of at most 15 digits, else by a power of 2, then shifted and divided by their common
/// divisor. This is exact and does not change the player's preferences. `rows` and `columns` are
/// those of the result; with `transposed`, `payoffs` [columns][rows] is read column by column.
/// @pre All payoffs are finite, and there are rows * columns of them, 1 at least.
[[nodiscard]] IntegerMatrix positive_integers(std::span<const double> payoffs,
                                              std::size_t rows,
                                              std::size_t columns,
                                              bool transposed);

/// All vertices of {y >= 0, payoffs y <= 1} by the double description method: constraints are added
/// one after another, and each cuts the edges that it crosses. Row i of `payoffs` has the label
/// first_row_label + i, the constraint y_j >= 0 has the label first_column_label + j. Returns
/// nothing if more than `max_vertices` vertices exist after one of the constraints, or the deadline
/// passes.
/// @pre All payoffs are positive, and all labels are below kMaxLabels.
[[nodiscard]] std::optional<std::vector<PolytopeVertex>> polytope_vertices(
    const IntegerMatrix& payoffs,
    std::size_t first_row_label,
    std::size_t first_column_label,
    std::size_t max_vertices,
    const Deadline& deadline);

}  // namespace demarche
