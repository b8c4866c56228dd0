// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "scenario/language/expression.hpp"

namespace demarche {

/// All numbers from `low` to `high`.
struct Interval {
  double low = 0.0;   ///< May be -infinity.
  double high = 0.0;  ///< May be infinity.
};

/// Encloses the values, NaN aside, of an operator whose arguments lie in the intervals.
/// @pre `op` is no leaf and no payoff, and `arguments` are as many as it takes.
[[nodiscard]] Interval apply_operator(Operator op, std::span<const Interval> arguments);

}  // namespace demarche
