// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What a file says of a parameter's distribution or experts, and the quantiles that were
/// understood: "uniform low 0, high 2 (prizes); quantiles 0.02 at 1 %, ...".
[[nodiscard]] std::string parameter_text(const v1::Parameter& parameter);

/// A rank correlation's number, or its concordance with the number that follows.
[[nodiscard]] std::string dependence_text(const v1::RankCorrelation& entry);

}  // namespace demarche
