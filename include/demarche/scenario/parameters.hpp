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

/// What is made of a message.
struct UnderstoodDistribution {
  Distribution distribution;              ///< As to_distribution() gives it.
  std::vector<std::string> problems;      ///< One sentence for each rule that is broken.
  std::optional<StatedQuantiles> stated;  ///< The quantiles stated, if any are.
  std::optional<QuantileFit> fit;  ///< What fits them; none where an interval makes no sense.
};

/// Understands a message once, since fitting stated quantiles may take milliseconds.
[[nodiscard]] UnderstoodDistribution understood(const v1::Distribution& message);

/// The parameter's distribution: its own, or that of its experts.
[[nodiscard]] Distribution to_distribution(const v1::Parameter& parameter);

/// The distribution of each parameter, in order.
[[nodiscard]] std::vector<Distribution> marginals(const v1::Scenario& scenario);

/// The stream of each parameter's random numbers, in order: that of its id (stream_of()).
[[nodiscard]] std::vector<std::uint64_t> parameter_streams(const v1::Scenario& scenario);

/// How likely a stated interval holds the number unless it says so itself.
inline constexpr double kIntervalProbability = 0.9;

/// The id of the parameter that tells which of the experts is right, counted from 0.
inline constexpr std::string_view kExpertParameter = "expert";

/// Whether the parameter has experts one of whom is right about all parameters.
[[nodiscard]] bool has_shared_experts(const v1::Parameter& parameter);

/// Whether some parameter has experts one of whom is right about all parameters.
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
