// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "demarche/v1/scenario.pb.h"

namespace demarche::testing {

/// A valid scenario with random actors, levers, expressions of every operator, conditions,
/// quantities, infeasible combinations, outcomes, metrics, an option set and claims. Its
/// expressions are finite everywhere.
v1::Scenario random_scenario(std::uint64_t seed);

}  // namespace demarche::testing
