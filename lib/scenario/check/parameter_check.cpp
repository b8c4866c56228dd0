// SPDX-License-Identifier: MIT
#include "scenario/check/parameter_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/to_size.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/scenario/parameters.hpp"
#include "scenario/language/interrupted.hpp"

namespace demarche {
namespace {

constexpr int kMaxParameters = 4096;
constexpr std::size_t kMaxCorrelated = 512;
/// The largest misfit, relative to the range of the values stated, that is not worth a warning.
constexpr double kMisfit = 0.005;

class ParameterChecker {
 public:
  explicit ParameterChecker(const v1::Scenario& scenario) : scenario_(scenario) {}

  std::vector<FieldProblem> run(bool with_correlations) {
    check_parameters();
    check_streams();
    if (with_correlations) {
      check_correlations();
    }
    return std::move(problems_);
  }

 private:
  void fail(FieldPath field, std::string message) {
    problems_.push_back({std::move(field), 0, std::move(message)});
  }

  void check_known(FieldPath field,
                   const std::string& name,
                   const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      fail(std::move(field),
           fmt::format("there is no parameter '{}'{}", name, close_hint(name, known)));
    }
  }

  void check_parameters() {
    if (scenario_.parameters_size() > kMaxParameters) {
      fail({{"parameters"}},
           fmt::format(
               "found {} parameters; at most {} fit", scenario_.parameters_size(), kMaxParameters));
    }
    for (int p = 0; p < scenario_.parameters_size(); ++p) {
      stop_if_interrupted();
      const FieldPath here = {{"parameters", p}};
      const v1::Parameter& parameter = scenario_.parameters(p);
      if (!parameter.experts().empty()) {
        check_experts(here, parameter);
      } else {
        check_distribution(here, parameter.distribution(), "parameter");
        if (!parameter.pool().empty()) {
          fail(extended(here, {{"pool"}}), "pool puts experts together, and this has none");
        }
      }
    }
    check_expert_parameter();
  }

  void check_distribution(const FieldPath& here,
                          const v1::Distribution& distribution,
                          const char* owner) {
    if (distribution.family_case() == v1::Distribution::FAMILY_NOT_SET) {
      fail(here,
           fmt::format("this {} has no distribution; for example distribution {{ uniform {{ low: 0 "
                       "high: 1 }} }}",
                       owner));
      return;
    }
    UnderstoodDistribution read = understood(distribution);
    for (std::string& problem : read.problems) {
      fail(extended(here, {{"distribution"}}), std::move(problem));
    }
    if (read.fit && read.fit->misfit > kMisfit) {
      warn_of_misfit(extended(here, {{"distribution"}}), *read.stated, *read.fit);
    }
  }

  /// A family that cannot have the quantiles stated is kept, and the distance is told.
  void warn_of_misfit(FieldPath here, const StatedQuantiles& stated, const QuantileFit& fit) {
    std::string text;
    for (std::size_t i = 0; i < fit.values.size(); ++i) {
      text += fmt::format("{}{:.4g} instead of {:.4g} at p = {:g}",
                          i == 0 ? "" : ", ",
                          fit.values[i],
                          stated.quantiles[i].value,
                          stated.quantiles[i].probability);
    }
    problems_.push_back(
        {std::move(here),
         0,
         fmt::format(
             "no {} distribution has these quantiles; the nearest one has {}", stated.family, text),
         Severity::warning,
         "misfit"});
  }

  void check_experts(const FieldPath& here, const v1::Parameter& parameter) {
    if (parameter.has_distribution()) {
      fail(extended(here, {{"distribution"}}),
           "this parameter has experts, whose distributions would be ignored; give one or the "
           "other");
    }
    int num_weights = 0;
    bool are_good = true;
    for (int k = 0; k < parameter.experts_size(); ++k) {
      const v1::Expert& expert = parameter.experts(k);
      const std::size_t before = problems_.size();
      check_distribution(extended(here, {{"experts", k}}), expert.distribution(), "expert");
      are_good = are_good && problems_.size() == before;
      num_weights += expert.has_weight() ? 1 : 0;
    }
    if (num_weights != 0 && num_weights != parameter.experts_size()) {
      fail(here, "some experts have a weight and others have none: give all or none");
    } else if (are_good) {
      for (std::string& problem : to_distribution(parameter).problems()) {
        fail(here, std::move(problem));
      }
    }
    static const std::vector<std::string> kPools = {"shared", "independent"};
    if (!parameter.pool().empty() &&
        std::find(kPools.begin(), kPools.end(), parameter.pool()) == kPools.end()) {
      fail(extended(here, {{"pool"}}),
           fmt::format("pool is 'shared' or 'independent', got '{}'", parameter.pool()));
    } else if (parameter.pool() != "independent") {
      check_shared(here, parameter);
    }
  }

  /// One expert is right about all parameters, so all of them have the same experts.
  void check_shared(const FieldPath& here, const v1::Parameter& parameter) {
    if (first_shared_ == nullptr) {
      first_shared_ = &parameter;
      return;
    }
    const auto listed = [](const v1::Parameter& of) {
      std::string text;
      for (const v1::Expert& expert : of.experts()) {
        text += fmt::format("{}{}{}",
                            text.empty() ? "" : ", ",
                            expert.id(),
                            expert.has_weight() ? fmt::format(" ({:g})", expert.weight()) : "");
      }
      return text;
    };
    if (listed(parameter) != listed(*first_shared_)) {
      fail(here,
           fmt::format("one expert is right about all parameters, so all have the same experts and "
                       "weights in the same order; '{}' has {}, this has {}; pool: \"independent\" "
                       "draws who is right for this parameter alone",
                       first_shared_->id(),
                       listed(*first_shared_),
                       listed(parameter)));
    }
  }

  /// A scenario may say itself how likely each expert is right.
  void check_expert_parameter() {
    const auto number = expert_parameter(scenario_);
    if (!number || first_shared_ == nullptr) {
      return;
    }
    const auto& distribution = scenario_.parameters(static_cast<int>(*number)).distribution();
    std::vector<double> values(distribution.discrete().values().begin(),
                               distribution.discrete().values().end());
    if (distribution.has_constant()) {
      values = {distribution.constant().value()};
    }
    const int last = first_shared_->experts_size() - 1;
    const bool are_numbers = std::all_of(values.begin(), values.end(), [&](double value) {
      return value >= 0.0 && value <= last && value == std::floor(value);
    });
    if (values.empty() || !are_numbers) {
      fail({{"parameters", static_cast<int>(*number)}},
           fmt::format(
               "the parameter '{}' tells which expert is right: a discrete distribution over "
               "0 to {}, or a constant",
               kExpertParameter,
               last));
    } else if (distribution.has_discrete() && !has_weights_of_experts(distribution.discrete())) {
      fail(
          {{"parameters", static_cast<int>(*number)}},
          fmt::format("the parameter '{}' and the experts of '{}' have different weights; give one "
                      "or the other",
                      kExpertParameter,
                      first_shared_->id()));
    }
  }

  /// Whether the experts have no weights of their own, or those of the parameter that tells who is
  /// right.
  [[nodiscard]] bool has_weights_of_experts(const v1::Discrete& discrete) const {
    const auto& experts = first_shared_->experts();
    if (!std::all_of(experts.begin(),
                     experts.end(),
                     [](const v1::Expert& expert) { return expert.has_weight(); }) ||
        (!discrete.weights().empty() && discrete.weights_size() != discrete.values_size())) {
      return true;
    }
    std::vector<double> told(to_size(experts.size()), 0.0);
    double total = 0.0;
    for (int i = 0; i < discrete.values_size(); ++i) {
      const double weight = discrete.weights().empty() ? 1.0 : discrete.weights(i);
      told[static_cast<std::size_t>(discrete.values(i))] += weight;
      total += weight;
    }
    double own_total = 0.0;
    for (const v1::Expert& expert : experts) {
      own_total += expert.weight();
    }
    for (std::size_t k = 0; k < told.size(); ++k) {
      const v1::Expert& expert = experts.Get(static_cast<int>(k));
      if (std::abs(told[k] / total - expert.weight() / own_total) > 1e-9) {
        return false;
      }
    }
    return true;
  }

  /// Parameters with one stream would have the same random numbers. Among 4,096 ids that happens
  /// with a probability of 3e-8.
  void check_streams() {
    const std::vector<std::uint64_t> streams = parameter_streams(scenario_);
    std::map<std::uint64_t, std::string> owners;
    for (int p = 0; p < scenario_.parameters_size(); ++p) {
      const std::string& id = scenario_.parameters(p).id();
      const auto [owner, is_new] = owners.emplace(streams[static_cast<std::size_t>(p)], id);
      if (!is_new && owner->second != id) {
        fail({{"parameters", p}, {"id"}},
             fmt::format(
                 "the ids '{}' and '{}' have the same hash, so both parameters would get the "
                 "same random numbers; rename one of them",
                 owner->second,
                 id));
      }
    }
  }

  void check_correlations() {
    const std::size_t before = problems_.size();
    std::vector<std::string> parameters;
    for (const v1::Parameter& parameter : scenario_.parameters()) {
      parameters.push_back(parameter.id());
    }
    std::set<std::pair<std::string, std::string>> pairs;
    std::set<std::string> correlated;
    for (int i = 0; i < scenario_.rank_correlations_size(); ++i) {
      const v1::RankCorrelation& entry = scenario_.rank_correlations(i);
      const FieldPath here = {{"rank_correlations", i}};
      check_known(extended(here, {{"first"}}), entry.first(), parameters);
      check_known(extended(here, {{"second"}}), entry.second(), parameters);
      correlated.insert({entry.first(), entry.second()});
      if (entry.first() == entry.second()) {
        fail(here, fmt::format("'{}' is correlated with itself", entry.first()));
      } else if (!pairs.insert(std::minmax(entry.first(), entry.second())).second) {
        fail(here,
             fmt::format(
                 "'{}' and '{}' are correlated above already", entry.first(), entry.second()));
      }
      check_dependence(here, entry);
    }
    if (correlated.size() > kMaxCorrelated) {
      fail({{"rank_correlations", 0}},
           fmt::format(
               "{} parameters are correlated; at most {} fit", correlated.size(), kMaxCorrelated));
    }
    if (problems_.size() == before && !scenario_.repair_correlations()) {
      check_positive_definite();
    }
  }

  void check_dependence(const FieldPath& here, const v1::RankCorrelation& entry) {
    if (entry.dependence_case() == v1::RankCorrelation::DEPENDENCE_NOT_SET) {
      fail(here, "RankCorrelation needs value or concordance; neither has a default");
    } else if (entry.has_value() && !(std::abs(entry.value()) < 1.0)) {
      fail(extended(here, {{"value"}}),
           fmt::format("a rank correlation is above -1 and below 1, got {}", entry.value()));
    } else if (entry.has_concordance() &&
               !(entry.concordance() > 0.0 && entry.concordance() < 1.0)) {
      fail(extended(here, {{"concordance"}}),
           fmt::format("a concordance is above 0 and below 1, got {}", entry.concordance()));
    }
  }

  void check_positive_definite() {
    const CorrelationCheck check = check_rank_correlations(
        static_cast<std::size_t>(scenario_.parameters_size()), rank_correlations(scenario_));
    if (!check.is_positive_definite) {
      fail(
          {{"rank_correlations", 0}},
          fmt::format(
              "the rank correlations contradict each other: their matrix is not positive definite, "
              "its smallest eigenvalue is {:.3g}; change them, or set repair_correlations",
              check.smallest_eigenvalue));
    }
  }

  const v1::Scenario& scenario_;
  const v1::Parameter* first_shared_ = nullptr;  ///< The first parameter with shared experts.
  std::vector<FieldProblem> problems_;
};

}  // namespace

std::vector<FieldProblem> check_parameters(const v1::Scenario& scenario, bool with_correlations) {
  return ParameterChecker(scenario).run(with_correlations);
}

}  // namespace demarche
