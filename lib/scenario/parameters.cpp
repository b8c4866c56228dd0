// SPDX-License-Identifier: MIT
#include "demarche/scenario/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <set>
#include <utility>

#include "demarche/sample/stream.hpp"

namespace demarche {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Distribution::Family to_family(const v1::Distribution& message) {
  switch (message.family_case()) {
    case v1::Distribution::kConstant:
      return ConstantDistribution{message.constant().value()};
    case v1::Distribution::kUniform:
      return UniformDistribution{message.uniform().low(), message.uniform().high()};
    case v1::Distribution::kTriangular: {
      const auto& m = message.triangular();
      return TriangularDistribution{m.low(), m.mode(), m.high()};
    }
    case v1::Distribution::kPert: {
      const auto& m = message.pert();
      return PertDistribution{
          m.low(), m.mode(), m.high(), m.has_shape() ? m.shape() : PertDistribution{}.shape};
    }
    case v1::Distribution::kNormal:
      return NormalDistribution{message.normal().mean(), message.normal().standard_deviation()};
    case v1::Distribution::kLognormal:
      return LognormalDistribution{message.lognormal().median(),
                                   message.lognormal().log_standard_deviation()};
    case v1::Distribution::kBeta: {
      const auto& m = message.beta();
      return BetaDistribution{
          m.alpha(), m.beta(), m.has_low() ? m.low() : 0.0, m.has_high() ? m.high() : 1.0};
    }
    case v1::Distribution::kGamma:
      return GammaDistribution{message.gamma().shape(), message.gamma().scale()};
    case v1::Distribution::kExponential:
      return ExponentialDistribution{message.exponential().rate()};
    case v1::Distribution::kStudentT: {
      const auto& m = message.student_t();
      return StudentTDistribution{
          m.degrees_of_freedom(), m.location(), m.has_scale() ? m.scale() : 1.0};
    }
    case v1::Distribution::kBernoulli:
      return BernoulliDistribution{message.bernoulli().probability()};
    case v1::Distribution::kDiscrete: {
      const auto& m = message.discrete();
      return DiscreteDistribution{{m.values().begin(), m.values().end()},
                                  {m.weights().begin(), m.weights().end()}};
    }
    case v1::Distribution::kEmpirical:
      return EmpiricalDistribution{
          {message.empirical().sample().begin(), message.empirical().sample().end()}};
    default:
      return ConstantDistribution{kNan};
  }
}

std::optional<double> number_or_none(bool is_given, double value) {
  return is_given ? std::optional(value) : std::nullopt;
}

/// What is wrong with an interval before anything is fitted to it.
std::vector<std::string> interval_problems(const v1::Interval& interval) {
  static const std::set<std::string, std::less<>> kOfMore = {
      "jqpd", "pert", "triangular", "student_t"};
  std::vector<std::string> problems;
  if (interval.has_probability() &&
      !(interval.probability() > 0.0 && interval.probability() < 1.0)) {
    problems.push_back(
        fmt::format("probability must be above 0 and below 1, got {}", interval.probability()));
  }
  if (interval.low() >= interval.high()) {
    problems.push_back(
        fmt::format("low must be below high, got {} and {}", interval.low(), interval.high()));
  }
  if (kOfMore.contains(interval.family())) {
    problems.push_back(
        fmt::format("the two ends of an interval do not determine {}; normal, lognormal, gamma, "
                    "uniform or metalog would do, or quantiles instead of the interval",
                    interval.family()));
  }
  return problems;
}

}  // namespace

std::optional<StatedQuantiles> stated_quantiles(const v1::Distribution& message) {
  StatedQuantiles stated;
  if (message.has_quantiles()) {
    const auto& m = message.quantiles();
    stated.family = m.family();
    for (const v1::StatedQuantile& quantile : m.at()) {
      stated.quantiles.push_back(
          {quantile.has_p() ? quantile.p() : kNan, quantile.has_value() ? quantile.value() : kNan});
    }
    stated.low = number_or_none(m.has_low(), m.low());
    stated.high = number_or_none(m.has_high(), m.high());
    return stated;
  }
  if (message.has_interval()) {
    const auto& m = message.interval();
    const double tail =
        0.5 * (1.0 - (m.has_probability() ? m.probability() : kIntervalProbability));
    stated.family = m.family();
    stated.quantiles = {{tail, m.has_low() ? m.low() : kNan},
                        {1.0 - tail, m.has_high() ? m.high() : kNan}};
    return stated;
  }
  return std::nullopt;
}

UnderstoodDistribution understood(const v1::Distribution& message) {
  UnderstoodDistribution result;
  Distribution& distribution = result.distribution;
  distribution.family = ConstantDistribution{kNan};
  result.stated = stated_quantiles(message);
  if (message.has_interval()) {
    result.problems = interval_problems(message.interval());
  }
  if (result.stated && result.problems.empty()) {
    result.fit = fit_quantiles(*result.stated);
    result.problems = result.fit->problems;
    if (result.fit->distribution) {
      distribution.family = result.fit->distribution->family;
    }
  } else if (!result.stated) {
    distribution.family = to_family(message);
  }
  if (message.has_truncate_low()) {
    distribution.truncate_low = message.truncate_low();
  }
  if (message.has_truncate_high()) {
    distribution.truncate_high = message.truncate_high();
  }
  if (message.has_widen()) {
    distribution.widen = message.widen();
  }
  if (result.problems.empty()) {
    result.problems = distribution.problems();
  }
  return result;
}

Distribution to_distribution(const v1::Distribution& message) {
  return understood(message).distribution;
}

Distribution to_distribution(const v1::Parameter& parameter) {
  if (parameter.experts().empty()) {
    return to_distribution(parameter.distribution());
  }
  PooledDistribution pooled;
  pooled.is_shared = parameter.pool() != "independent";
  for (const v1::Expert& expert : parameter.experts()) {
    pooled.views.push_back(to_distribution(expert.distribution()));
    if (expert.has_weight()) {
      pooled.weights.push_back(expert.weight());
    }
  }
  return {std::move(pooled)};
}

std::vector<Distribution> marginals(const v1::Scenario& scenario) {
  std::vector<Distribution> all;
  all.reserve(static_cast<std::size_t>(scenario.parameters_size()));
  for (const v1::Parameter& parameter : scenario.parameters()) {
    all.push_back(to_distribution(parameter));
  }
  return all;
}

bool has_shared_experts(const v1::Parameter& parameter) {
  return !parameter.experts().empty() && parameter.pool() != "independent";
}

bool has_shared_experts(const v1::Scenario& scenario) {
  return std::any_of(scenario.parameters().begin(),
                     scenario.parameters().end(),
                     [](const auto& parameter) { return has_shared_experts(parameter); });
}

std::optional<std::size_t> expert_parameter(const v1::Scenario& scenario) {
  for (int p = 0; has_shared_experts(scenario) && p < scenario.parameters_size(); ++p) {
    if (scenario.parameters(p).id() == kExpertParameter) {
      return static_cast<std::size_t>(p);
    }
  }
  return std::nullopt;
}

void add_expert_parameter(v1::Scenario& scenario) {
  if (!has_shared_experts(scenario) || expert_parameter(scenario)) {
    return;
  }
  const auto shared = std::find_if(
      scenario.parameters().begin(), scenario.parameters().end(), [](const auto& parameter) {
        return has_shared_experts(parameter);
      });
  v1::Parameter added;
  added.set_id(std::string(kExpertParameter));
  added.set_name("Which expert is right");
  std::string numbers;
  for (int k = 0; k < shared->experts_size(); ++k) {
    numbers += fmt::format("{}{} = {}", k == 0 ? "" : ", ", k, shared->experts(k).id());
  }
  added.set_rationale(
      fmt::format("One of the experts is right about all parameters: {}.", numbers));
  added.add_sources()->set_document("none");
  auto& discrete = *added.mutable_distribution()->mutable_discrete();
  const bool is_weighted =
      std::all_of(shared->experts().begin(), shared->experts().end(), [](const v1::Expert& expert) {
        return expert.has_weight();
      });
  for (int k = 0; k < shared->experts_size(); ++k) {
    discrete.add_values(k);
    if (is_weighted) {
      discrete.add_weights(shared->experts(k).weight());
    }
  }
  *scenario.add_parameters() = std::move(added);
}

std::vector<std::uint64_t> parameter_streams(const v1::Scenario& scenario) {
  std::vector<std::uint64_t> all;
  for (const v1::Parameter& parameter : scenario.parameters()) {
    all.push_back(stream_of(parameter.id()));
  }
  return all;
}

double rank_correlation(const v1::RankCorrelation& entry) {
  if (!entry.has_concordance()) {
    return entry.value();
  }
  // Of normal variables with the correlation r, both lie above their medians with probability
  // 1/4 + asin(r) / (2 pi), and Spearman's coefficient is 6 / pi asin(r / 2).
  const double r = std::sin(std::numbers::pi * (entry.concordance() - 0.5));
  return 6.0 / std::numbers::pi * std::asin(0.5 * r);
}

std::vector<RankCorrelationEntry> rank_correlations(const v1::Scenario& scenario) {
  std::map<std::string, std::size_t, std::less<>> numbers;
  for (const v1::Parameter& parameter : scenario.parameters()) {
    numbers.emplace(parameter.id(), numbers.size());
  }
  std::vector<RankCorrelationEntry> entries;
  for (const v1::RankCorrelation& correlation : scenario.rank_correlations()) {
    const auto first = numbers.find(correlation.first());
    const auto second = numbers.find(correlation.second());
    if (first != numbers.end() && second != numbers.end()) {
      entries.push_back({first->second, second->second, rank_correlation(correlation)});
    }
  }
  return entries;
}

ParameterSampler make_sampler(const v1::Scenario& scenario) {
  return {marginals(scenario),
          rank_correlations(scenario),
          scenario.repair_correlations(),
          parameter_streams(scenario),
          expert_parameter(scenario)};
}

}  // namespace demarche
