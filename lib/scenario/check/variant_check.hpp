// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// What is wrong with how the scenario is put together: a base, which only loading can look up, and
/// variants that cannot be told apart from all of them or change what they have no part in. What
/// their changes come to is checked where a variant is compiled.
[[nodiscard]] std::vector<FieldProblem> check_variants(const v1::Scenario& scenario);

}  // namespace demarche
