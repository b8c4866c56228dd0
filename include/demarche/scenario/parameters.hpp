// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/sample/correlation.hpp"
#include "demarche/sample/distribution.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// The message as a distribution; invalid values pass, for Distribution::problems() to find. A
/// message without a family becomes a constant NaN.
[[nodiscard]] Distribution to_distribution(const v1::Distribution& message);

/// One distribution per parameter, in order.
[[nodiscard]] std::vector<Distribution> marginals(const v1::Scenario& scenario);

/// The scenario's rank correlations by parameter number; those that name no parameter are left out.
[[nodiscard]] std::vector<RankCorrelationEntry> rank_correlations(const v1::Scenario& scenario);

}  // namespace demarche
