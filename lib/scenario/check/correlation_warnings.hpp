// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// A warning for each rank correlation of a scenario without errors that its parameters do not get:
/// because one of them is constant, because values of a discrete parameter tie, or because the
/// matrix was repaired. It gives the correlation asked for and the one that samples have.
[[nodiscard]] std::vector<FieldProblem> find_correlation_warnings(const v1::Scenario& scenario);

}  // namespace demarche
