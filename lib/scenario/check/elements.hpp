// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// Every problem with what compiling does not read: ids, names, rationales, sources, references,
/// distributions, correlations and defaults.
[[nodiscard]] std::vector<FieldProblem> check_elements(const v1::Scenario& scenario);

}  // namespace demarche
