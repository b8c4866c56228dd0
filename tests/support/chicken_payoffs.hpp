// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/simulate/custom.hpp"

namespace demarche::testing {

/// scenarios/chicken with both payoffs open.
[[nodiscard]] Model open_chicken();

/// The payoffs of scenarios/chicken in plain code, for its actors in order, each with one table
/// over both stances.
[[nodiscard]] CustomPayoffs chicken_payoffs(const std::string& name = "chicken by hand");

/// The payoff of South alone.
[[nodiscard]] CustomPayoffs south_payoffs();

/// A metric: the number of actors that stand firm in the sampled profile.
[[nodiscard]] CustomMetric num_firm(const std::string& name = "num_firm");

}  // namespace demarche::testing
