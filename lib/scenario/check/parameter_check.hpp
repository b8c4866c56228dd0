// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// Every problem with distributions, experts and, unless ids are ambiguous, correlations. A family
/// that cannot have the quantiles stated is a warning.
[[nodiscard]] std::vector<FieldProblem> check_parameters(const v1::Scenario& scenario,
                                                         bool with_correlations);

}  // namespace demarche
