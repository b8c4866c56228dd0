// SPDX-License-Identifier: MIT
#include "simulate/posterior.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "core/to_size.hpp"
#include "simulate/best_option.hpp"
#include "simulate/claims.hpp"
#include "simulate/first_blocks.hpp"
#include "simulate/merge_all.hpp"

namespace demarche {
namespace {

/// The power of two that brings a weight into [1, 2).
double factor_for(double weight) {
  return weight > 0.0 && std::isfinite(weight) ? std::ldexp(1.0, -std::ilogb(weight)) : 1.0;
}

/// Adds the weights of finite values to sums[0], and weight times value to sums[1].
void add_values(const double* weights,
                const double* row,
                std::span<const std::size_t> solved,
                ExactSum* sums) {
  double total = 0.0;
  double weighted = 0.0;
  for (std::size_t i = 0; i < solved.size(); ++i) {
    const double value = row[solved[i]];
    const bool is_defined = std::isfinite(value);
    total += is_defined ? weights[i] : 0.0;
    weighted += is_defined ? weights[i] * value : 0.0;
  }
  sums[0].add(total);
  sums[1].add(weighted);
}

/// Adds an option's regret and how often it is best.
void add_option_sums(const WeightedLanes& lanes,
                     const double* row,
                     const BestOption& best,
                     WeightedOption& option) {
  std::array<double, WeightedOption::num_sums> sums{};
  std::array<double, kBlockLanes> regrets;
  for (std::size_t k = 0; k < lanes.count; ++k) {
    const std::size_t lane = lanes.lane[k];
    regrets[lane] = best.value[lane] - row[lane];
    if (!std::isnan(best.value[lane])) {
      const bool is_best = row[lane] == best.value[lane];
      sums[WeightedOption::regret] += lanes.weight[k] * regrets[lane];
      option.largest_regret = std::max(option.largest_regret, regrets[lane]);
      sums[WeightedOption::best] += is_best ? lanes.weight[k] * best.tie_share[lane] : 0.0;
      sums[WeightedOption::unbeaten] += is_best ? lanes.weight[k] : 0.0;
    }
  }
  for (std::size_t s = 0; s < sums.size(); ++s) {
    option.sums[s].add(sums[s]);
  }
  add_to_sketch(lanes, regrets.data(), option.regret_sketch);
}

}  // namespace

EvidenceVariations::EvidenceVariations(std::size_t num_items, std::size_t num_elements)
    : num_items_(num_items),
      num_elements_(num_elements),
      weights_(num_variations()),
      likelihood_(num_items),
      before_(num_items + 1, 1.0) {
  sums.resize(num_variations() * (1 + 2 * num_elements_));
}

/// The weight of each solved lane under each variation; 0 where a likelihood is not defined.
void EvidenceVariations::find_weights(const BlockEvidence& evidence,
                                      std::span<const std::size_t> solved) {
  for (std::size_t i = 0; i < solved.size(); ++i) {
    for (std::size_t k = 0; k < num_items_; ++k) {
      likelihood_[k] = evidence.sampled_likelihood(k)[solved[i]];
      before_[k + 1] = before_[k] * likelihood_[k];
    }
    const double all = before_[num_items_];
    const bool is_defined = std::isfinite(all);
    weights_[kAll][i] = is_defined ? all : 0.0;
    weights_[kNone][i] = is_defined ? 1.0 : 0.0;
    double after = 1.0;  // The product of the items behind.
    for (std::size_t k = num_items_; k-- > 0;) {
      const double others = before_[k] * after;
      after *= likelihood_[k];
      const std::array<double, num_kinds> of_kind = {
          likelihood_[k], others, others * std::sqrt(likelihood_[k]), all * likelihood_[k]};
      for (std::size_t kind = 0; kind < num_kinds; ++kind) {
        weights_[kFirst + num_kinds * k + kind][i] = is_defined ? of_kind[kind] : 0.0;
      }
    }
  }
}

template <class Values>
void EvidenceVariations::add(const BlockEvidence& evidence,
                             std::span<const std::size_t> solved,
                             const Values& values) {
  find_weights(evidence, solved);
  for (std::size_t v = 0; v < num_variations(); ++v) {
    double total = 0.0;
    for (std::size_t i = 0; i < solved.size(); ++i) {
      total += weights_[v][i];
    }
    sums[weights_place(v)].add(total);
  }
  for (std::size_t element = 0; element < num_elements_; ++element) {
    const auto [prior, given] = values(element);
    for (std::size_t v = 0; v < num_variations(); ++v) {
      const bool is_prior = v == kNone || (v >= kFirst && (v - kFirst) % num_kinds == alone);
      const double* const row = is_prior ? prior : given;
      add_values(weights_[v].data(), row, solved, sums.data() + place(v, element));
    }
  }
}

void EvidenceVariations::merge(const EvidenceVariations& other) {
  assert(sums.size() == other.sums.size());
  for (std::size_t s = 0; s < sums.size(); ++s) {
    sums[s].merge(other.sums[s]);
  }
}

double EvidenceVariations::mean_likelihood(std::size_t item) const {
  const double draws = sums[weights_place(kNone)].value();
  return sums[weights_place(kFirst + num_kinds * item + alone)].value() / draws;
}

double EvidenceVariations::mean(std::size_t item, Kind kind, std::size_t element) const {
  return mean_of(kFirst + num_kinds * item + kind, element);
}

double EvidenceVariations::mean_of(std::size_t variation, std::size_t element) const {
  const std::size_t first = place(variation, element);
  return sums[first + 1].value() / sums[first].value();
}

double weight_factor(const RunPlan& plan) {
  double most = 1.0;
  for (const EvidenceModel& item : plan.model.evidence) {
    most *= item.is_observed && item.most > 0.0 && std::isfinite(item.most) ? item.most : 1.0;
  }
  if (is_called(plan.code)) {
    return factor_for(most);
  }
  double factor = factor_for(most);
  run_first_blocks(plan, [&](const BlockEngine& engine) {
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      const double weight = engine.evidence()->weights()[lane];
      const bool is_counted = weight > 0.0 && std::isfinite(weight);
      sum += is_counted ? weight : 0.0;
      count += is_counted ? 1.0 : 0.0;
    }
    const bool is_mean = count > 0.0 && std::isfinite(sum);
    factor = is_mean ? factor_for(sum / count) : factor;
    return is_mean;
  });
  return factor;
}

PosteriorAccumulator::PosteriorAccumulator(const RunPlan& plan, double factor)
    : outcomes(plan.model.outcomes.size()),
      levels(plan.num_levels),
      metrics(plan.num_metrics()),
      payoffs(plan.model.payoffs.size()),
      claims(plan.model.claims.size()),
      parameters(plan.sampler.num_parameters()),
      weighted_parameters(plan.sampler.num_parameters()),
      variations(evidence_items(plan.model, true).size(),
                 plan.model.outcomes.size() + plan.model.claims.size()),
      model_(&plan.model),
      factor_(factor),
      claim_rows_(2 * plan.model.claims.size()) {
  std::size_t num_sums = 1;
  for (const OptionSetModel& set : plan.model.option_sets) {
    option_sets.emplace_back(set.values.size());
    answered_sets.emplace_back(set.answered.size());
    num_sums += 1 + set.values.size();
  }
  if (!option_sets.empty()) {
    observations.assign(evidence_items(plan.model, false).size(), std::vector<ExactSum>(num_sums));
  }
}

void PosteriorAccumulator::add(const BlockEngine& engine, std::span<const std::size_t> solved) {
  assert(engine.evidence() != nullptr);
  const BlockEvidence& evidence = *engine.evidence();
  const Play& play = evidence.play();
  lanes_.start(solved, evidence.weights(), factor_);
  weights.add(solved, evidence.weights(), lanes_);
  add_parameters(engine, solved);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    add_probability(play.query(to_size(model_->outcomes[i])), outcomes[i]);
  }
  for (std::size_t i = 0; i < levels.size(); ++i) {
    add_probability(play.level(i), levels[i]);
  }
  for (std::size_t i = 0; i < model_->metrics.size(); ++i) {
    const std::size_t query = to_size(model_->metrics[i]);
    metrics[i].add(lanes_, play.query(query), play.realised(query));
  }
  for (std::size_t i = 0; i < payoffs.size(); ++i) {
    if (model_->payoffs[i] >= 0) {
      const std::size_t query = to_size(model_->payoffs[i]);
      payoffs[i].add(lanes_, play.query(query), play.realised(query));
    }
  }
  // Sampled play is right on average over draws. What compares options in each draw needs the
  // expectations of the draw, and so keeps the prior's play.
  const Play& of_options = evidence.is_sampled() ? engine.play() : play;
  add_claims(engine, of_options);
  for (std::size_t i = 0; i < option_sets.size(); ++i) {
    add_options(of_options, model_->option_sets[i].values, option_sets[i]);
    add_options(of_options, model_->option_sets[i].answered, answered_sets[i]);
  }
  add_variations(engine, solved);
  for (std::size_t i = 0; i < observations.size(); ++i) {
    add_observation(evidence.with_observation(i), solved, observations[i]);
  }
}

void PosteriorAccumulator::add_probability(const double* row, WeightedValue& value) {
  // Rounding may put a probability a few units in the last place outside [0, 1], or below the 1
  // that play has which is conditional on the event.
  constexpr double kRounding = 1e-14;
  std::transform(row, row + kBlockLanes, row_.begin(), [](double x) {
    return x > 1.0 - kRounding ? 1.0 : std::max(x, 0.0);
  });
  value.add(lanes_, row_.data());
}

void PosteriorAccumulator::add_claims(const BlockEngine& engine, const Play& of_options) {
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Play& play = model_->claims[i].event >= 0 ? engine.evidence()->play() : of_options;
    claim_values(model_->claims[i], play, engine.cells(), claim_rows_[i].data());
    claims[i].add(lanes_, claim_rows_[i].data());
  }
}

void PosteriorAccumulator::add_options(const Play& play,
                                       const std::vector<int>& queries,
                                       std::vector<WeightedOption>& options) {
  const std::span<const std::size_t> lanes(lanes_.lane.data(), lanes_.count);
  const BestOption best = best_option(play, queries, lanes);
  for (std::size_t o = 0; o < queries.size(); ++o) {
    WeightedOption& option = options[o];
    const double* const row = play.query(to_size(queries[o]));
    best.compare(row, lanes, row_.data());
    option.value.add(lanes_, row_.data());
    add_to_sketch(lanes_, row_.data(), option.sketch);
    add_option_sums(lanes_, row, best, option);
  }
}

void PosteriorAccumulator::add_parameters(const BlockEngine& engine,
                                          std::span<const std::size_t> solved) {
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const double* const row = engine.parameter(p);
    for (std::size_t i = 0; i < solved.size(); ++i) {
      row_[i] = row[solved[i]];
    }
    parameters[p].add_block({row_.data(), solved.size()});
    double weighted = 0.0;
    for (std::size_t k = 0; k < lanes_.count; ++k) {
      weighted += lanes_.weight[k] * row[lanes_.lane[k]];
    }
    weighted_parameters[p].add(weighted);
  }
}

void PosteriorAccumulator::add_variations(const BlockEngine& engine,
                                          std::span<const std::size_t> solved) {
  const Play& prior = engine.play();
  const std::size_t num_claims = claims.size();
  for (std::size_t i = 0; i < num_claims; ++i) {
    if (model_->claims[i].event < 0) {
      claim_values(model_->claims[i], prior, engine.cells(), claim_rows_[num_claims + i].data());
    }
  }
  variations.add(*engine.evidence(), solved, [&](std::size_t element) {
    const std::size_t claim = element - outcomes.size();
    const int query =
        element < outcomes.size() ? model_->outcomes[element] : model_->claims[claim].event;
    if (query >= 0) {
      const double* const row = prior.realised(to_size(query));
      return std::pair(row, row);
    }
    return std::pair<const double*, const double*>(claim_rows_[num_claims + claim].data(),
                                                   claim_rows_[claim].data());
  });
}

void PosteriorAccumulator::add_observation(const PosteriorPlay& given,
                                           std::span<const std::size_t> solved,
                                           std::vector<ExactSum>& sums) {
  WeightedLanes lanes;
  lanes.start(solved, given.weights(), factor_);
  double total = 0.0;
  for (std::size_t k = 0; k < lanes.count; ++k) {
    total += lanes.weight[k];
  }
  std::size_t next = 0;
  sums[next++].add(total);
  for (const OptionSetModel& set : model_->option_sets) {
    const BestOption best = best_option(given.play(), set.values, {lanes.lane.data(), lanes.count});
    const auto sum_of = [&](const auto& value) {
      double sum = 0.0;
      for (std::size_t k = 0; k < lanes.count; ++k) {
        const std::size_t lane = lanes.lane[k];
        sum += std::isnan(best.value[lane]) ? 0.0 : lanes.weight[k] * value(lane);
      }
      return sum;
    };
    sums[next++].add(sum_of([](std::size_t) { return 1.0; }));
    for (const int query : set.values) {
      const double* const row = given.play().query(to_size(query));
      sums[next++].add(sum_of([row](std::size_t lane) { return row[lane]; }));
    }
  }
}

void PosteriorAccumulator::add_custom(const CustomStage& custom) {
  const std::size_t first_metric = model_->metrics.size();
  assert(custom.num_draws() % kBlockLanes == 0);
  WeightedLanes lanes;
  std::array<double, kBlockLanes> weights_of{};
  std::vector<std::size_t> solved;
  for (std::size_t block = 0; block < custom.num_draws(); block += kBlockLanes) {
    solved.clear();
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      if (custom.is_solved(block + lane)) {
        solved.push_back(lane);
        weights_of[lane] = custom.weight(block + lane);
      }
    }
    lanes.start(solved, weights_of.data(), factor_);
    for (std::size_t i = 0; i + first_metric < metrics.size(); ++i) {
      const double* const row = custom.metric(i) + block;
      metrics[first_metric + i].add(lanes, row, row);
    }
  }
}

void PosteriorAccumulator::merge(PosteriorAccumulator other) {
  weights.merge(other.weights);
  merge_all(outcomes, other.outcomes);
  merge_all(levels, other.levels);
  merge_all(metrics, other.metrics);
  merge_all(payoffs, other.payoffs);
  merge_all(claims, other.claims);
  for (std::size_t i = 0; i < option_sets.size(); ++i) {
    merge_all(option_sets[i], other.option_sets[i]);
    merge_all(answered_sets[i], other.answered_sets[i]);
  }
  merge_all(parameters, other.parameters);
  merge_all(weighted_parameters, other.weighted_parameters);
  variations.merge(other.variations);
  for (std::size_t i = 0; i < observations.size(); ++i) {
    merge_all(observations[i], other.observations[i]);
  }
}

}  // namespace demarche
