// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// Every problem with what compiling does not read: ids, references, distributions, correlations
/// and defaults are errors; missing names, rationales, statements and sources are warnings.
[[nodiscard]] std::vector<FieldProblem> check_elements(const v1::Scenario& scenario);

}  // namespace demarche
