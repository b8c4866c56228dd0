// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// The rule of problems with an id that several elements share and expressions name. Names that
/// cannot be resolved would be consequences.
inline constexpr auto kAmbiguous = "ambiguous";

/// Every problem with what compiling does not read: ids, references, distributions, correlations
/// and defaults are errors; missing names, rationales, statements and sources are warnings.
[[nodiscard]] std::vector<FieldProblem> check_elements(const v1::Scenario& scenario);

}  // namespace demarche
