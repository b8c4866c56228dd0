// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace demarche {

/// A block's numbers as `shift` + d.
struct BlockSums {
  double shift = 0.0;    ///< Near the first number, or 0; has 26 significant bits at most.
  double sum = 0.0;      ///< Of d.
  double squares = 0.0;  ///< Of d. Not finite if a number is not.
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();
};

/// Sums of rows of `count` numbers (at least one) each, in one order of additions, the same on
/// every instruction set. Probabilities are moved into [0, 1] first: rounding may have left them
/// outside.
void block_sums(std::span<const double* const> rows,
                std::size_t count,
                bool are_probabilities,
                BlockSums* sums);

/// The same of one row.
[[nodiscard]] BlockSums block_sums(std::span<const double> values, bool are_probabilities = false);

}  // namespace demarche
