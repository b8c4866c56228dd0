// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "scenario/language/symbols.hpp"

namespace demarche::testing {

/// The symbols of the chicken, made once.
const Symbols& chicken_symbols();

/// The value of an expression in one draw and one profile of the chicken.
double chicken_value(std::string_view text);

}  // namespace demarche::testing
