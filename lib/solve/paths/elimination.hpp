// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cmath>

#include "demarche/core/types.hpp"

namespace demarche {

/// Gaussian elimination with row exchanges of the square matrix in the first columns of `rows`
/// [runtime_size][Rule::stride()]. The columns behind the matrix are right-hand sides or padding;
/// they change along with it. The triangular matrix remains on and above the diagonal, right-hand
/// sides remain in its row order. `size` is the size where it is known at compile time, or 0.
///
/// The systems of curves and supports have few unknowns, where a general library spends most of its
/// time on the way to the arithmetic: with Eigen's factorisation in CurveSystem, tracing the logit
/// branch of 3x3x3 games took 41 % more instructions. Three solvers share this loop. What they do
/// differently decides the last bits of their answers, so each brings a rule:
///
///     // The length of a row.
///     static constexpr Index stride(Index size);
///     // Sees pivot k, whose row was `chosen` before the exchange. False ends the elimination.
///     bool accept(Index k, Index chosen, double& pivot);
///     // How many times row k is subtracted from the row with this entry in column k.
///     double factor(double& entry);
///     // The first column that the subtraction must change.
///     static constexpr Index first_column(Index k);
///
/// Returns the rule with what it has seen. The rule goes in and out by value, so that the compiler
/// keeps it in registers.
/// @pre runtime_size is `size` unless that is 0.
template <int size, class Rule>
[[nodiscard]] Rule eliminate(double* rows, Index runtime_size, Rule rule) {
  assert(size == 0 || size == runtime_size);
  const Index num_rows = size > 0 ? size : runtime_size;
  const Index stride = Rule::stride(num_rows);
  for (Index k = 0; k < num_rows; ++k) {
    double* const top = rows + k * stride;
    Index chosen = k;
    double most = std::abs(top[k]);
    for (Index r = k + 1; r < num_rows; ++r) {
      const double here = std::abs(rows[r * stride + k]);
      chosen = here > most ? r : chosen;
      most = std::max(most, here);
    }
    if (chosen != k) {
      std::swap_ranges(top, top + stride, rows + chosen * stride);
    }
    if (!rule.accept(k, chosen, top[k])) {
      break;
    }
    for (Index r = k + 1; r < num_rows; ++r) {
      double* const row = rows + r * stride;
      if (row[k] != 0.0) {
        const double factor = rule.factor(row[k]);
        for (Index c = rule.first_column(k); c < stride; ++c) {
          row[c] -= factor * top[c];
        }
      }
    }
  }
  return rule;
}

}  // namespace demarche
