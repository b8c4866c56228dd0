// SPDX-License-Identifier: MIT
#include "demarche/scenario/parameters.hpp"

#include <map>
#include <string>

#include "demarche/sample/stream.hpp"

namespace demarche {
namespace {

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
      return ConstantDistribution{std::numeric_limits<double>::quiet_NaN()};
  }
}

}  // namespace

Distribution to_distribution(const v1::Distribution& message) {
  Distribution distribution;
  distribution.family = to_family(message);
  if (message.has_truncate_low()) {
    distribution.truncate_low = message.truncate_low();
  }
  if (message.has_truncate_high()) {
    distribution.truncate_high = message.truncate_high();
  }
  return distribution;
}

std::vector<Distribution> marginals(const v1::Scenario& scenario) {
  std::vector<Distribution> all;
  all.reserve(static_cast<std::size_t>(scenario.parameters_size()));
  for (const v1::Parameter& parameter : scenario.parameters()) {
    all.push_back(to_distribution(parameter.distribution()));
  }
  return all;
}

std::vector<std::uint64_t> parameter_streams(const v1::Scenario& scenario) {
  std::vector<std::uint64_t> all;
  for (const v1::Parameter& parameter : scenario.parameters()) {
    all.push_back(stream_of(parameter.id()));
  }
  return all;
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
      entries.push_back({first->second, second->second, correlation.value()});
    }
  }
  return entries;
}

}  // namespace demarche
