// SPDX-License-Identifier: MIT
#include "simulate/result.hpp"

#include <google/protobuf/stubs/common.h>
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <boost/version.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <type_traits>

#include "demarche/core/instruction_set.hpp"
#include "demarche/core/version.hpp"
#include "demarche/simulate/estimate.hpp"
#include "simulate/option_result.hpp"
#include "simulate/posterior_result.hpp"

namespace demarche {
namespace {

constexpr std::array kQuantiles{0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
constexpr std::size_t kMaxProfiles = 20;

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// The standard error of the mean, or NaN where it is not known: of one number, and of a mean that
/// is not finite.
double known_error(const Moments& moments) {
  return moments.count() > 1 && std::isfinite(moments.mean()) ? moments.standard_error() : kNoValue;
}

double known_deviation(const Moments& moments) {
  return moments.count() > 1 && std::isfinite(moments.mean()) ? moments.standard_deviation()
                                                              : kNoValue;
}

v1::Summary summary(const std::string& id, const SummaryAccumulator& value) {
  v1::Summary message;
  message.set_id(id);
  message.set_count(value.expected.moments.count());
  message.set_undefined(std::max(value.expected.undefined, value.realised.undefined));
  message.set_quantile_relative_error(value.sketch.relative_error());
  const Moments& expected = value.expected.moments;
  const Moments& realised = value.realised.moments;
  const bool has_values = expected.count() > 0 && realised.count() > 0;
  message.set_mean(has_values ? expected.mean() : kNoValue);
  message.set_standard_error(known_error(expected));
  message.set_standard_deviation_between_draws(known_deviation(expected));
  message.set_standard_deviation(known_deviation(realised));
  message.set_minimum(has_values ? realised.minimum() : kNoValue);
  message.set_maximum(has_values ? realised.maximum() : kNoValue);
  if (!has_values) {
    return message;
  }
  for (const double probability : kQuantiles) {
    auto* quantile = message.add_quantiles();
    quantile->set_probability(probability);
    quantile->set_value(
        std::clamp(value.sketch.quantile(probability), realised.minimum(), realised.maximum()));
  }
  return message;
}

void add_solving(const SolveAccumulator& solving,
                 std::uint64_t draws,
                 v1::SolveStatistics& message) {
  message.set_solved(solving.by_status[static_cast<std::size_t>(SolveStatus::converged)]);
  for (std::size_t s = 0; s < solving.by_status.size(); ++s) {
    const auto status = static_cast<SolveStatus>(s);
    if (status != SolveStatus::converged && solving.by_status[s] > 0) {
      (*message.mutable_failures())[std::string(to_string(status))] = solving.by_status[s];
    }
  }
  for (const auto& [count, number] : solving.multiplicity) {
    (*message.mutable_multiplicity())[count] = number;
  }
  message.set_degenerate(solving.degenerate);
  message.set_incomplete(solving.incomplete);
  message.set_mean_iterations(static_cast<double>(solving.iterations) /
                              static_cast<double>(std::max<std::uint64_t>(draws, 1)));
  message.set_max_iterations(solving.max_iterations);
  const bool is_any = solving.residual.count() > 0;
  message.set_max_residual(is_any ? solving.residual.maximum() : kNoValue);
  message.set_mean_residual(is_any ? solving.residual.mean() : kNoValue);
  message.set_max_regret(is_any ? solving.regret.maximum() : kNoValue);
  message.set_mean_regret(is_any ? solving.regret.mean() : kNoValue);
}

void add_levers(const RunPlan& plan,
                const Accumulator& accumulated,
                std::uint64_t unsolved,
                v1::Result& result) {
  for (std::size_t v = 0; v < plan.model.variables.size(); ++v) {
    auto* distribution = result.add_levers();
    const v1::Lever& lever = lever_of(plan.model, v);
    distribution->set_actor(plan.model.scenario.actors(plan.model.variables[v].actor).id());
    distribution->set_lever(lever.id());
    for (int level = 0; level < lever.levels_size(); ++level) {
      *distribution->add_levels() = probability_estimate(
          lever.levels(level).id(),
          accumulated.levels[plan.first_level[v] + static_cast<std::size_t>(level)],
          unsolved);
    }
  }
}

/// Adds what bears on the numbers: what is only not documented does not.
void add_warnings(const Model& model, v1::Result& result) {
  for (const Problem& problem : model.warnings) {
    if (problem.rule != "undocumented") {
      auto& warning = *result.add_warnings();
      warning.set_rule(problem.rule);
      warning.set_element(problem.path);
      warning.set_message(problem.message);
    }
  }
}

void add_profiles(const Model& model, const Accumulator& accumulated, v1::Result& result) {
  using Entry = std::pair<std::u16string_view, std::uint64_t>;
  std::vector<Entry> entries;
  accumulated.for_each_profile([&](std::u16string_view profile, std::uint64_t draws) {
    entries.emplace_back(profile, draws);
  });
  const std::size_t count = std::min(kMaxProfiles, entries.size());
  std::partial_sort(entries.begin(),
                    entries.begin() + static_cast<std::ptrdiff_t>(count),
                    entries.end(),
                    [](const Entry& a, const Entry& b) {
                      return a.second != b.second ? a.second > b.second : a.first < b.first;
                    });
  result.set_num_distinct_profiles(entries.size());
  std::uint64_t counted = 0;
  for (const auto& [profile, draws] : entries) {
    counted += draws;
  }
  result.set_profile_draws(counted);
  for (std::size_t e = 0; e < count; ++e) {
    auto* message = result.add_profiles();
    message->set_count(entries[e].second);
    for (std::size_t v = 0; v < model.variables.size(); ++v) {
      const auto actor = static_cast<std::size_t>(model.variables[v].actor);
      const int level = model.level(v, entries[e].first[actor]);
      message->add_levels(lever_of(model, v).levels(level).id());
    }
  }
}

void add_header(const RunPlan& plan, std::uint64_t draws_done, v1::Result& result) {
  const v1::Scenario& scenario = plan.model.scenario;
  result.set_scenario_id(scenario.id());
  result.set_scenario_name(scenario.name());
  add_warnings(plan.model, result);
  result.set_scenario_digest(plan.model.digest);
  result.set_base_digest(scenario.base_digest());
  result.set_variant_id(scenario.variant_id());
  if (!plan.model.what_if.is_empty()) {
    *result.mutable_what_if() = message_of(plan.model.what_if);
  }
  *result.mutable_options() = run_options(plan);
  auto& versions = *result.mutable_versions();
  versions["demarche"] = std::string(version());
  versions["simd"] = instruction_set();  // Two instruction sets may give different bits.
  versions["boost"] = BOOST_LIB_VERSION;
  versions["protobuf"] = google::protobuf::internal::VersionString(GOOGLE_PROTOBUF_VERSION);
  versions["eigen"] = std::to_string(EIGEN_WORLD_VERSION) + "." +
                      std::to_string(EIGEN_MAJOR_VERSION) + "." +
                      std::to_string(EIGEN_MINOR_VERSION);
  result.set_is_complete(draws_done == plan.draws);
  result.set_draws_done(draws_done);
}

/// Writes an option of concepts into the field of the same name. The message has no field for the
/// logit precision, which the scenario states.
void set_option(const OptionDescription& option,
                const ConceptOptions& own,
                v1::RunOptions& message) {
  const auto* field = message.GetDescriptor()->FindFieldByName(std::string(option.name));
  if (field == nullptr) {
    // Without a field for any other option a result would not say what it was made with.
    assert(option.field == OptionField(&ConceptOptions::precision));
    return;
  }
  const auto& reflection = *message.GetReflection();
  std::visit(
      [&](auto member) {
        using Value = std::remove_cvref_t<decltype(own.*member)>;
        if constexpr (std::is_same_v<Value, double>) {
          reflection.SetDouble(&message, field, own.*member);
        } else if constexpr (std::is_same_v<Value, int>) {
          reflection.SetInt32(&message, field, own.*member);
        } else if constexpr (std::is_enum_v<Value>) {
          reflection.SetString(&message, field, std::string(to_string(own.*member)));
        } else {
          for (const int element : own.*member) {
            reflection.AddInt32(&message, field, element);
          }
        }
      },
      option.field);
}

}  // namespace

v1::Estimate probability_estimate(const std::string& id,
                                  const ValueAccumulator& value,
                                  std::uint64_t unsolved) {
  v1::Estimate message;
  message.set_id(id);
  message.set_count(value.moments.count());
  message.set_undefined(value.undefined);
  if (value.moments.count() == 0) {
    message.set_mean(kNoValue);
    message.set_standard_error(kNoValue);
    message.set_high(1.0);
    message.set_highest(1.0);
    return message;
  }
  const double mean = value.moments.mean();
  message.set_mean(mean);
  message.set_standard_error(known_error(value.moments));
  const ProbabilityInterval interval =
      probability_interval(mean, value.moments.standard_error(), message.count());
  message.set_low(interval.low);
  message.set_high(interval.high);
  const ProbabilityInterval bounds = bounds_over_all_draws(mean, message.count(), unsolved);
  message.set_lowest(bounds.low);
  message.set_highest(bounds.high);
  return message;
}

std::span<const double> summary_quantiles() {
  return kQuantiles;
}

v1::RunOptions run_options(const RunPlan& plan) {
  v1::RunOptions options;
  options.set_solution_concept(std::string(plan.solution_concept.name));
  options.set_seed(plan.seed);
  options.set_draws(plan.draws);
  const ConceptOptions& own = plan.concept_options;
  for (const OptionDescription& option : option_table()) {
    set_option(option, own, options);
  }
  if (plan.code.payoffs.compute) {
    options.set_payoffs(plan.code.payoffs.name);
    for (const OpenPayoff& open : plan.model.open_payoffs) {
      options.add_payoff_actors(open.actor);
    }
  }
  for (const CustomMetric& metric : plan.code.metrics) {
    options.add_metrics(metric.name);
  }
  options.set_design(std::string(plan.parameter_design->name()));
  return options;
}

v1::Result make_result(const RunPlan& plan,
                       const Accumulator& accumulated,
                       std::uint64_t draws_done) {
  const v1::Scenario& scenario = plan.model.scenario;
  v1::Result result;
  add_header(plan, draws_done, result);
  add_solving(accumulated.solving, draws_done, *result.mutable_solving());
  if (accumulated.answering) {
    const SolveAccumulator& answering = accumulated.answering->solving;
    add_solving(answering, answering.num_games(), *result.mutable_answering());
  }
  const std::uint64_t unsolved = draws_done - result.solving().solved();
  for (int i = 0; i < scenario.outcomes_size(); ++i) {
    *result.add_outcomes() = probability_estimate(
        scenario.outcomes(i).id(), accumulated.outcomes[static_cast<std::size_t>(i)], unsolved);
  }
  add_levers(plan, accumulated, unsolved, result);
  for (int i = 0; i < scenario.metrics_size(); ++i) {
    *result.add_metrics() =
        summary(scenario.metrics(i).id(), accumulated.metrics[static_cast<std::size_t>(i)]);
  }
  for (std::size_t i = 0; i < plan.code.metrics.size(); ++i) {
    *result.add_metrics() =
        summary(plan.code.metrics[i].name, accumulated.metrics[plan.model.metrics.size() + i]);
  }
  for (int i = 0; i < scenario.actors_size(); ++i) {
    if (plan.model.payoffs[static_cast<std::size_t>(i)] >= 0) {
      *result.add_payoffs() =
          summary(scenario.actors(i).id(), accumulated.payoffs[static_cast<std::size_t>(i)]);
    }
  }
  for (int i = 0; i < scenario.claims_size(); ++i) {
    *result.add_claims() = probability_estimate(
        scenario.claims(i).id(), accumulated.claims[static_cast<std::size_t>(i)], unsolved);
  }
  add_option_sets(plan.model, accumulated, result);
  add_profiles(plan.model, accumulated, result);
  if (accumulated.posterior) {
    add_posterior(plan, *accumulated.posterior, result);
  }
  return result;
}

}  // namespace demarche
