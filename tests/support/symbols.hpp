// SPDX-License-Identifier: MIT
#pragma once

#include "scenario/language/symbols.hpp"

namespace demarche::testing {

/// The symbols of the chicken, made once.
const Symbols& chicken_symbols();

}  // namespace demarche::testing
