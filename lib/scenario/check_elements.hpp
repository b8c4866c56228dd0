// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/scenario/model.hpp"

namespace demarche {

/// Every problem with what compile() does not read: ids, names, rationales, sources, references,
/// distributions, correlations and defaults.
[[nodiscard]] std::vector<ModelProblem> check_elements(const v1::Scenario& scenario);

}  // namespace demarche
