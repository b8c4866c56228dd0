// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/solve/dynamics.hpp"
#include "solve/blocks/payoff_view.hpp"

namespace demarche {

/// Follows a rule of adaptation from the start to where it leads, see Dynamics.
/// @pre The options have been checked.
[[nodiscard]] DynamicsResult adapt(const PayoffView& view, const DynamicsOptions& options);

}  // namespace demarche
