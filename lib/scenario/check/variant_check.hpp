// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// Finds what is wrong with how the scenario is put together: it has a base, which only loading can
/// look up; a variant has the id that stands for all of them; or a variant changes what it has no
/// part in. What its changes come to is checked where a variant is compiled.
[[nodiscard]] std::vector<FieldProblem> check_variants(const v1::Scenario& scenario);

}  // namespace demarche
