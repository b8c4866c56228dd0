// SPDX-License-Identifier: MIT
#include "simulate/posterior_result.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "core/to_size.hpp"
#include "demarche/simulate/estimate.hpp"
#include "simulate/option_result.hpp"
#include "simulate/result.hpp"

namespace demarche {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

class PosteriorWriter {
 public:
  PosteriorWriter(const RunPlan& plan, const PosteriorAccumulator& accumulated, v1::Result& result)
      : model_(plan.model),
        first_level_(plan.first_level),
        accumulated_(accumulated),
        prior_(result),
        message_(*result.mutable_posterior()) {
    for (const EvidenceModel& item : model_.evidence) {
      most_ *= item.is_observed ? item.most : 1.0;
    }
    most_ *= accumulated.factor();
    unsolved_ = static_cast<double>(accumulated.weights.undefined) +
                static_cast<double>(result.draws_done() - result.solving().solved());
  }

  void run() {
    add_weights();
    for (int i = 0; i < prior_.outcomes_size(); ++i) {
      *message_.add_outcomes() = estimate(prior_.outcomes(i), accumulated_.outcomes[to_size(i)]);
    }
    add_levers();
    for (int i = 0; i < prior_.metrics_size(); ++i) {
      *message_.add_metrics() = summary(prior_.metrics(i), accumulated_.metrics[to_size(i)]);
    }
    int next = 0;
    for (std::size_t i = 0; i < accumulated_.payoffs.size(); ++i) {
      if (model_.payoffs[i] >= 0) {
        *message_.add_payoffs() = summary(prior_.payoffs(next++), accumulated_.payoffs[i]);
      }
    }
    for (int i = 0; i < prior_.claims_size(); ++i) {
      *message_.add_claims() = estimate(prior_.claims(i), accumulated_.claims[to_size(i)]);
    }
    for (int i = 0; i < prior_.option_sets_size(); ++i) {
      *message_.add_option_sets() = option_set(prior_.option_sets(i),
                                               accumulated_.option_sets[to_size(i)],
                                               accumulated_.answered_sets[to_size(i)]);
    }
    add_items();
    add_parameters();
    add_observations();
  }

 private:
  void add_weights() {
    const WeightSums& weights = accumulated_.weights;
    message_.set_weighted_draws(weights.count);
    message_.set_undefined_draws(weights.undefined);
    const double effective = weights.effective_draws();
    message_.set_effective_draws(effective);
    const double sum = weights.sum.value();
    message_.set_largest_share(sum > 0.0 ? weights.largest / sum : kNoValue);
    constexpr double kWanted = 1000.0;
    const auto draws = static_cast<double>(prior_.draws_done());
    message_.set_draws_needed(effective > 0.0 ? std::ceil(kWanted * draws / effective) : kNoValue);
    const double solved = static_cast<double>(prior_.solving().solved() - weights.undefined);
    message_.set_log_evidence(std::log(sum / solved) - std::log(accumulated_.factor()));
    // The weight's standard error relative to its mean: var(w) / mean^2 = n / effective - 1.
    message_.set_log_evidence_standard_error(
        effective > 0.0 && solved > 1.0
            ? std::sqrt(std::max(0.0, solved / effective - 1.0) / (solved - 1.0))
            : kNoValue);
  }

  /// The standard error of a mean. With few effective draws that of the draws is not known: one
  /// draw that has all the weight shows no spread. Then it is at least that of as many prior draws.
  template <class Prior>
  [[nodiscard]] double error_of(const WeightedValue& value, const Prior& prior) const {
    constexpr double kFew = 100.0;
    const double error = value.standard_error();
    const double effective = accumulated_.weights.effective_draws();
    const double of_prior = prior.standard_error() * std::sqrt(static_cast<double>(prior.count()) /
                                                               std::max(effective, 1.0));
    return effective < kFew && of_prior > error ? of_prior : error;
  }

  /// How many draws of equal weight would give this error, at most those of the run.
  [[nodiscard]] double effective_of(const WeightedValue& value) const {
    return std::min(value.effective_draws(), accumulated_.weights.effective_draws());
  }

  [[nodiscard]] v1::Estimate estimate(const v1::Estimate& prior, const WeightedValue& value) const {
    v1::Estimate message;
    message.set_id(prior.id());
    message.set_count(value.count);
    message.set_undefined(value.undefined);
    message.set_mean(value.mean());
    const double error = error_of(value, prior);
    message.set_standard_error(error);
    if (value.count == 0) {
      message.set_high(1.0);
      message.set_highest(1.0);
      return message;
    }
    const double effective = effective_of(value);
    message.set_effective_draws(effective);
    const auto count = static_cast<std::uint64_t>(std::max(1LL, std::llround(effective)));
    const ProbabilityInterval interval = probability_interval(value.mean(), error, count);
    message.set_low(interval.low);
    message.set_high(interval.high);
    // An unsolved draw has a weight from 0 to the largest possible, and anything holds in it.
    const double weights = value.sums[WeightedValue::w].value();
    const double unknown = unsolved_ > 0.0 && !std::isnan(most_) ? unsolved_ * most_ : 0.0;
    const double sum = value.mean() * weights;
    message.set_lowest(sum / (weights + unknown));
    message.set_highest(std::isfinite(unknown) ? (sum + unknown) / (weights + unknown) : 1.0);
    return message;
  }

  [[nodiscard]] v1::Summary summary(const v1::Summary& prior, const WeightedSummary& value) const {
    v1::Summary message;
    message.set_id(prior.id());
    message.set_count(value.expected.count);
    message.set_undefined(std::max(value.expected.undefined, value.realised.undefined));
    message.set_quantile_relative_error(value.sketch.relative_error());
    const WeightedValue& realised = value.realised;
    const bool has_values = value.expected.count > 0 && realised.count > 0;
    const bool has_spread = value.expected.count > 1 && realised.count > 1;
    message.set_mean(has_values ? value.expected.mean() : kNoValue);
    message.set_standard_error(error_of(value.expected, prior));
    message.set_effective_draws(effective_of(value.expected));
    message.set_standard_deviation_between_draws(has_spread ? std::sqrt(value.expected.variance())
                                                            : kNoValue);
    message.set_standard_deviation(has_spread ? std::sqrt(realised.variance()) : kNoValue);
    message.set_minimum(has_values ? realised.minimum : kNoValue);
    message.set_maximum(has_values ? realised.maximum : kNoValue);
    for (const double probability : summary_quantiles()) {
      const double quantile = value.sketch.quantile(probability);
      if (has_values && std::isfinite(quantile)) {
        auto* entry = message.add_quantiles();
        entry->set_probability(probability);
        entry->set_value(std::clamp(quantile, realised.minimum, realised.maximum));
      }
    }
    return message;
  }

  void add_levers() {
    for (int v = 0; v < prior_.levers_size(); ++v) {
      const v1::LeverDistribution& from = prior_.levers(v);
      auto& to = *message_.add_levers();
      to.set_actor(from.actor());
      to.set_lever(from.lever());
      for (int level = 0; level < from.levels_size(); ++level) {
        *to.add_levels() = estimate(from.levels(level),
                                    accumulated_.levels[first_level_[to_size(v)] + to_size(level)]);
      }
    }
  }

  static v1::OptionSetResult option_set(v1::OptionSetResult message,
                                        const std::vector<WeightedOption>& options,
                                        const std::vector<WeightedOption>& answered) {
    message.set_count(options.front().value.count);
    message.set_undefined(options.front().value.undefined);
    for (std::size_t o = 0; o < options.size(); ++o) {
      set_option(options[o], *message.mutable_options(static_cast<int>(o)));
    }
    if (!answered.empty()) {
      message.set_answered_count(answered.front().value.count);
      message.set_answered_undefined(answered.front().value.undefined);
    }
    for (std::size_t o = 0; o < answered.size(); ++o) {
      set_option(answered[o], *message.mutable_answered(static_cast<int>(o)));
    }
    return message;
  }

  static void set_option(const WeightedOption& from, v1::Option& option) {
    const WeightedValue& value = from.value;
    const double weights = value.sums[WeightedValue::w].value();
    const auto mean_of = [&](WeightedOption::Sum sum) {
      return weights > 0.0 ? from.sums[sum].value() / weights : kNoValue;
    };
    option.set_mean(value.mean());
    option.set_standard_error(value.standard_error());
    option.set_standard_deviation(value.count > 1 ? std::sqrt(value.variance()) : kNoValue);
    option.set_mean_regret(mean_of(WeightedOption::regret));
    option.set_share_best(mean_of(WeightedOption::best));
    option.set_share_unbeaten(mean_of(WeightedOption::unbeaten));
    set_tails(
        from.sketch, value.minimum, value.maximum, from.regret_sketch, from.largest_regret, option);
  }

  /// Sampled profiles are noisier than expectations, but two variations of the same profiles have
  /// most of their noise in common: the difference of two is added to what is known better.
  [[nodiscard]] double varied(std::size_t item,
                              EvidenceVariations::Kind kind,
                              std::size_t element,
                              double prior,
                              double posterior) const {
    const EvidenceVariations& variations = accumulated_.variations;
    if (variations.num_items() == 1 && kind == EvidenceVariations::alone) {
      return posterior;
    }
    if (variations.num_items() == 1 && kind == EvidenceVariations::without) {
      return prior;
    }
    const bool is_alone = kind == EvidenceVariations::alone;
    const double base =
        is_alone ? variations.prior_mean(element) : variations.posterior_mean(element);
    const double known = is_alone ? prior : posterior;
    const double value = known + (variations.mean(item, kind, element) - base);
    return std::isnan(value) ? value : std::clamp(value, 0.0, 1.0);
  }

  void add_items() {
    const std::vector<int> items = evidence_items(model_, true);
    for (std::size_t k = 0; k < items.size(); ++k) {
      auto& item = *message_.add_items();
      item.set_id(model_.scenario.evidence(items[k]).id());
      item.set_log_evidence(items.size() == 1
                                ? message_.log_evidence()
                                : std::log(accumulated_.variations.mean_likelihood(k)));
      add_shifts("outcome", prior_.outcomes(), message_.outcomes(), k, 0, item);
      add_shifts(
          "claim", prior_.claims(), message_.claims(), k, to_size(prior_.outcomes_size()), item);
    }
  }

  template <class Estimates>
  void add_shifts(const char* kind,
                  const Estimates& priors,
                  const Estimates& posteriors,
                  std::size_t item,
                  std::size_t first_element,
                  v1::EvidenceEffect& effect) {
    for (int i = 0; i < priors.size(); ++i) {
      auto& shift = *effect.add_shifts();
      shift.set_kind(kind);
      shift.set_id(priors[i].id());
      const auto value = [&](EvidenceVariations::Kind variation) {
        return varied(
            item, variation, first_element + to_size(i), priors[i].mean(), posteriors[i].mean());
      };
      shift.set_alone(value(EvidenceVariations::alone));
      shift.set_without(value(EvidenceVariations::without));
      shift.set_half(value(EvidenceVariations::half));
      shift.set_twice(value(EvidenceVariations::twice));
    }
  }

  void add_parameters() {
    std::vector<std::pair<double, v1::ParameterShift>> shifts;
    const double weights = accumulated_.weights.sum.value();
    for (int p = 0; p < model_.scenario.parameters_size(); ++p) {
      const Moments& moments = accumulated_.parameters[to_size(p)];
      v1::ParameterShift shift;
      shift.set_id(model_.scenario.parameters(p).id());
      shift.set_prior_mean(moments.count() > 0 ? moments.mean() : kNoValue);
      shift.set_prior_standard_deviation(moments.standard_deviation());
      shift.set_posterior_mean(accumulated_.weighted_parameters[to_size(p)].value() / weights);
      const double deviations =
          std::abs(shift.posterior_mean() - shift.prior_mean()) / shift.prior_standard_deviation();
      shifts.emplace_back(std::isfinite(deviations) ? deviations : 0.0, std::move(shift));
    }
    std::stable_sort(shifts.begin(), shifts.end(), [](const auto& a, const auto& b) {
      return a.first > b.first;
    });
    for (auto& [deviations, shift] : shifts) {
      *message_.add_parameters() = std::move(shift);
    }
  }

  void add_observations() {
    if (accumulated_.observations.empty()) {
      return;
    }
    const std::vector<int> items = evidence_items(model_, false);
    for (std::size_t k = 0; k < items.size(); ++k) {
      auto& observation = *message_.add_observations();
      observation.set_id(model_.scenario.evidence(items[k]).id());
      const std::vector<ExactSum>& sums = accumulated_.observations[k];
      observation.set_probability(sums[0].value() / accumulated_.weights.sum.value());
      constexpr double kRounding = 1e-9;
      if (!(observation.probability() <= 1.0 + kRounding)) {
        continue;  // No draw counts, or the likelihood is no probability.
      }
      std::size_t next = 1;
      for (int s = 0; s < prior_.option_sets_size(); ++s) {
        const auto& options = accumulated_.option_sets[to_size(s)];
        add_observation_value(s, {sums.data() + next, 1 + options.size()}, observation);
        next += 1 + options.size();
      }
    }
  }

  /// The value of sample information @cite Raiffa1961: with it, the best option may differ between
  /// what is observed and what is not.
  void add_observation_value(int set,
                             std::span<const ExactSum> sums,
                             v1::Observation& observation) {
    const auto& options = accumulated_.option_sets[to_size(set)];
    std::size_t best = 0;
    std::size_t best_if = 0;
    std::size_t best_if_not = 0;
    std::vector<double> all;
    std::vector<double> observed;
    for (std::size_t o = 0; o < options.size(); ++o) {
      all.push_back(options[o].value.sums[WeightedValue::wx].value());
      observed.push_back(sums[1 + o].value());
      best = all[o] > all[best] ? o : best;
      best_if = observed[o] > observed[best_if] ? o : best_if;
      best_if_not =
          all[o] - observed[o] > all[best_if_not] - observed[best_if_not] ? o : best_if_not;
    }
    const double weights = options.front().value.sums[WeightedValue::w].value();
    auto& value = *observation.add_values();
    value.set_option_set(prior_.option_sets(set).id());
    value.set_expected_value(std::max(
        0.0,
        (observed[best_if] + (all[best_if_not] - observed[best_if_not]) - all[best]) / weights));
    const auto& entries = prior_.option_sets(set).options();
    *value.mutable_if_observed() = entries[static_cast<int>(best_if)].levels();
    *value.mutable_if_not_observed() = entries[static_cast<int>(best_if_not)].levels();
  }

  const Model& model_;
  const std::vector<std::size_t>& first_level_;
  const PosteriorAccumulator& accumulated_;
  const v1::Result& prior_;
  v1::Posterior& message_;
  double most_ = 1.0;
  double unsolved_ = 0.0;
};

}  // namespace

void add_posterior(const RunPlan& plan,
                   const PosteriorAccumulator& accumulated,
                   v1::Result& result) {
  PosteriorWriter(plan, accumulated, result).run();
}

}  // namespace demarche
