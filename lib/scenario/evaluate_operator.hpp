// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "demarche/scenario/evaluate.hpp"
#include "demarche/scenario/expression.hpp"

namespace demarche {

/// What an operator makes of numbers; the language's definition of it. Not for leaves and payoffs.
[[nodiscard]] double apply_operator(Operator op, std::span<const double> arguments);

/// Encloses the operator's values on the box of the arguments.
[[nodiscard]] Interval apply_operator(Operator op, std::span<const Interval> arguments);

}  // namespace demarche
