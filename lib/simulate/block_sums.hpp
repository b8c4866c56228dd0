// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <span>

namespace demarche {

/// A block's numbers as `shift` + d.
struct BlockSums {
  double shift = 0.0;    ///< Near the first number; has 26 significant bits at most.
  double sum = 0.0;      ///< Of d.
  double squares = 0.0;  ///< Of d. Not finite if a number is not.
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();
};

/// Sums of numbers (at least one) in one order of additions, the same on every instruction set.
[[nodiscard]] BlockSums block_sums(std::span<const double> values);

/// The same of numbers moved into [0, 1] first: probabilities that rounding left outside.
[[nodiscard]] BlockSums block_sums_of_probabilities(std::span<const double> values);

}  // namespace demarche
