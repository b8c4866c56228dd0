// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/sample/correlation.hpp"
#include "demarche/sample/distribution.hpp"
#include "demarche/sample/parameter_sampler.hpp"
#include "demarche/sample/quantile_fit.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// The message as a distribution. Invalid values are kept, so that Distribution::problems() finds
/// them; a message without a family becomes the constant NaN.
/// Stated quantiles become what fits them, and a constant NaN if nothing does.
[[nodiscard]] Distribution to_distribution(const v1::Distribution& message);

/// The quantiles that the message states, an interval's two ends among them; nothing for families
/// given by their own numbers. What is missing is NaN.
[[nodiscard]] std::optional<StatedQuantiles> stated_quantiles(const v1::Distribution& message);

/// One sentence for each rule that the message breaks, those of stated quantiles included; empty if
/// it is valid.
[[nodiscard]] std::vector<std::string> distribution_problems(const v1::Distribution& message);

/// The parameter's distribution: its own, or that of its experts.
[[nodiscard]] Distribution to_distribution(const v1::Parameter& parameter);

/// The distribution of each parameter, in order.
[[nodiscard]] std::vector<Distribution> marginals(const v1::Scenario& scenario);

/// The stream of each parameter's random numbers, in order: that of its id (stream_of()).
[[nodiscard]] std::vector<std::uint64_t> parameter_streams(const v1::Scenario& scenario);

/// The id of the parameter that tells which of the experts is right, counted from 0.
inline constexpr std::string_view kExpertParameter = "expert";

/// Whether the parameter has experts one of whom is right about all parameters.
[[nodiscard]] bool has_shared_experts(const v1::Parameter& parameter);

/// Whether some parameter has such experts.
[[nodiscard]] bool has_shared_experts(const v1::Scenario& scenario);

/// The number of the parameter that tells which expert is right; none without shared experts.
[[nodiscard]] std::optional<std::size_t> expert_parameter(const v1::Scenario& scenario);

/// Adds the parameter that tells which expert is right, at the end and with the experts' weights.
/// Does nothing without shared experts, or if the scenario has the parameter already.
void add_expert_parameter(v1::Scenario& scenario);

/// Spearman's coefficient of two correlated parameters, also where a concordance states it.
[[nodiscard]] double rank_correlation(const v1::RankCorrelation& entry);

/// The rank correlations by numbers of parameters. An entry that names an unknown parameter is left
/// out.
[[nodiscard]] std::vector<RankCorrelationEntry> rank_correlations(const v1::Scenario& scenario);

/// What turns uniform numbers into the scenario's parameters.
/// @throws InvalidArgument as ParameterSampler's constructor does.
[[nodiscard]] ParameterSampler make_sampler(const v1::Scenario& scenario);

}  // namespace demarche
