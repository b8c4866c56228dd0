// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace demarche {

/// Sums of a row of numbers, each of which is written as shift + d.
struct BlockSums {
  double shift = 0.0;    ///< Near the first number, or 0; has 26 significant bits at most.
  double sum = 0.0;      ///< The sum of all d.
  double squares = 0.0;  ///< The sum of all d^2; not finite if one of the numbers is not.
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();
};

/// Sums of several rows of `count` numbers each, to sums[r] for rows[r]. Additions have the same
/// order, and sums the same bits, on every instruction set. If `are_probabilities`, numbers are
/// clamped to [0, 1] first, since rounding may have put them a few units in the last place outside.
/// @pre count >= 1, unless there is no row.
void block_sums(std::span<const double* const> rows,
                std::size_t count,
                bool are_probabilities,
                BlockSums* sums);

/// Sums of one row.
[[nodiscard]] BlockSums block_sums(std::span<const double> values, bool are_probabilities = false);

}  // namespace demarche
