// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "simulate/accumulator.hpp"

namespace demarche::testing {

/// All that an accumulator holds, as the text of its stored state.
std::string state_of(const Accumulator& accumulator);

}  // namespace demarche::testing
