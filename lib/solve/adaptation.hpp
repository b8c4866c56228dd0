// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/solve/dynamics.hpp"
#include "solve/blocks/payoff_view.hpp"

namespace demarche {

/// Where a rule leads, on valid options.
[[nodiscard]] DynamicsResult follow_course(const PayoffView& view, const DynamicsOptions& options);

}  // namespace demarche
