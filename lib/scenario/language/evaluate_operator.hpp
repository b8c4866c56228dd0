// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "scenario/language/expression.hpp"

namespace demarche {

/// The value of an operator on numbers: the definition of the language.
/// @pre `op` is no leaf and no payoff, and `arguments` are as many as it takes.
[[nodiscard]] double apply_operator(Operator op, std::span<const double> arguments);

}  // namespace demarche
