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

/// A vertex y = weights / scale of a best-response polytope, with its binding constraints.
struct PolytopeVertex {
  Integer scale;
  std::vector<Integer> weights;
  Labels labels;
};

/// A matrix of integers, row by row.
struct IntegerMatrix {
  std::size_t num_rows = 0;
  std::size_t num_columns = 0;
  std::vector<Integer> entries;

  [[nodiscard]] const Integer& operator()(std::size_t i, std::size_t j) const {
    return entries[i * num_columns + j];
  }
};

/// One player's payoffs times a power of 10 (if they are decimal fractions of at most 15 digits) or
/// of 2, plus a constant that makes them all positive: exact, and the same game. `columns` is the
/// number of the matrix's columns, `transposed` reads payoffs column by column.
[[nodiscard]] IntegerMatrix positive_integers(std::span<const double> payoffs,
                                              std::size_t rows,
                                              std::size_t columns,
                                              bool transposed);

/// All vertices of {y >= 0, payoffs y <= 1} for positive payoffs. Constraint i of `payoffs` has
/// label first_row_label + i, y_j >= 0 has label first_column_label + j. Nothing if there are more
/// than `max_vertices` on the way, or the deadline passes.
[[nodiscard]] std::optional<std::vector<PolytopeVertex>> polytope_vertices(
    const IntegerMatrix& payoffs,
    std::size_t first_row_label,
    std::size_t first_column_label,
    std::size_t max_vertices,
    const Deadline& deadline);

}  // namespace demarche
