// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "demarche/sample/correlation.hpp"
#include "demarche/sample/distribution.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// The message as a distribution. Invalid values are kept, so that Distribution::problems() finds
/// them; a message without a family becomes the constant NaN.
[[nodiscard]] Distribution to_distribution(const v1::Distribution& message);

/// The distribution of each parameter, in order.
[[nodiscard]] std::vector<Distribution> marginals(const v1::Scenario& scenario);

/// The stream of each parameter's random numbers, in order: that of its id (stream_of()).
[[nodiscard]] std::vector<std::uint64_t> parameter_streams(const v1::Scenario& scenario);

/// The rank correlations by numbers of parameters. An entry that names an unknown parameter is left
/// out.
[[nodiscard]] std::vector<RankCorrelationEntry> rank_correlations(const v1::Scenario& scenario);

}  // namespace demarche
