// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/solve/dynamics.hpp"
#include "solve/payoff_view.hpp"

namespace demarche {

/// The sum of payoffs times probabilities.
[[nodiscard]] double mean_payoff(const std::vector<double>& payoffs,
                                 const std::vector<double>& strategy);

/// Where a rule leads, on valid options.
[[nodiscard]] DynamicsResult follow_course(const PayoffView& view, const DynamicsOptions& options);

}  // namespace demarche
