// SPDX-License-Identifier: MIT
#include "simulate/accumulator.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "core/to_size.hpp"
#include "simulate/claims.hpp"
#include "simulate/merge_all.hpp"

namespace demarche {
namespace {

/// So many metrics or options are under one lock. A thread holds it for some microseconds.
constexpr std::size_t kGroup = 16;

}  // namespace

std::size_t most_profiles(const RunPlan& plan) {
  return static_cast<std::size_t>(std::min(
      plan.model.shape.num_profiles(), static_cast<double>(std::min(plan.draws, kProfileDraws))));
}

Accumulator::Accumulator(const RunPlan& plan, SharedAccumulator& whole)
    : outcomes(plan.model.outcomes.size()),
      levels(plan.num_levels),
      payoffs(plan.model.payoffs.size()),
      claims(plan.model.claims.size()),
      model_(&plan.model),
      whole_(&whole),
      profiles_(plan.model.shape.num_players(), most_profiles(plan)) {
  add_answering(plan.model);
  add_posterior(plan, &whole.total);
}

Accumulator::Accumulator(const RunPlan& plan, const Accumulator* total)
    : outcomes(plan.model.outcomes.size()),
      levels(plan.num_levels),
      metrics(plan.num_metrics()),
      payoffs(plan.model.payoffs.size()),
      claims(plan.model.claims.size()),
      model_(&plan.model),
      profiles_(plan.model.shape.num_players(), most_profiles(plan)) {
  for (const auto& set : plan.model.option_sets) {
    option_sets.emplace_back(set.values.size());
    answered_sets.emplace_back(set.answered.size());
  }
  add_answering(plan.model);
  add_posterior(plan, total);
}

void Accumulator::add_answering(const Model& model) {
  if (const std::size_t count = commitments_of(model).size(); count > 0) {
    answering.emplace(count);
  }
}

void Accumulator::add_posterior(const RunPlan& plan, const Accumulator* total) {
  if (is_any_evidence(plan.model)) {
    posterior.emplace(plan, total == nullptr ? weight_factor(plan) : total->posterior->factor());
  }
}

void Accumulator::add(const BlockEngine& engine) {
  const Play& play = engine.play();
  const std::size_t num_lanes = engine.num_lanes();
  solving.add(engine.solution().certificates, num_lanes, solved_);
  if (solved_.empty()) {
    return;
  }
  probabilities_.start(solved_, num_lanes);
  numbers_.start(solved_, num_lanes);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    probabilities_.add(play.query(to_size(model_->outcomes[i])), outcomes[i]);
  }
  for (std::size_t i = 0; i < levels.size(); ++i) {
    probabilities_.add(play.level(i), levels[i]);
  }
  add_metrics(play);
  for (std::size_t i = 0; i < payoffs.size(); ++i) {
    if (model_->payoffs[i] >= 0) {
      add_summary(play, model_->payoffs[i], payoffs[i]);
    }
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    add_claim(engine, i);
  }
  for (std::size_t i = 0; i < model_->option_sets.size(); ++i) {
    add_options(play, i, false);
    if (!model_->option_sets[i].answered.empty()) {
      add_options(play, i, true);
    }
  }
  if (answering) {
    answering->add(*engine.commitments(), solved_);
  }
  probabilities_.flush();
  numbers_.flush();
  static_assert(kProfileDraws % kBlockLanes == 0);
  if (engine.first_draw() < kProfileDraws) {
    play.count_profiles(solved_, profiles_);
  }
  if (posterior) {
    posterior->add(engine, solved_);
  }
}

void Accumulator::add_custom(const CustomStage& custom) {
  if (posterior) {
    posterior->add_custom(custom);
  }
  const std::size_t first_metric = model_->metrics.size();
  const std::size_t num_metrics = (whole_ == nullptr ? *this : whole_->total).metrics.size();
  // Block by block, so that the bits do not depend on the length of a batch.
  assert(custom.num_draws() % kBlockLanes == 0);
  for (std::size_t block = 0; block < custom.num_draws(); block += kBlockLanes) {
    in_groups(num_metrics - first_metric, 0, [&](Accumulator& to, std::size_t i) {
      const double* row = custom.metric(i);
      std::size_t count = 0;
      for (std::size_t draw = block; draw < block + kBlockLanes; ++draw) {
        if (custom.is_solved(draw)) {
          scratch_[count++] = row[draw];
        }
      }
      if (count > 0) {
        to.metrics[first_metric + i].add({scratch_.data(), count}, {scratch_.data(), count});
      }
    });
  }
}

/// Calls add(accumulator, i) for i below `count`, with the accumulator that has the metrics and
/// options. If that is shared, then group by group under the locks from number `first_group` on,
/// and what add() queues is added before the lock is given back.
template <class Add>
void Accumulator::in_groups(std::size_t count, std::size_t first_group, const Add& add) {
  if (whole_ == nullptr) {
    for (std::size_t i = 0; i < count; ++i) {
      add(*this, i);
    }
    return;
  }
  for (std::size_t first = 0; first < count; first += kGroup) {
    const std::size_t number = first_group + first / kGroup;
    const std::lock_guard lock(whole_->locks[number % SharedAccumulator::kNumLocks]);
    for (std::size_t i = first; i < std::min(first + kGroup, count); ++i) {
      add(whole_->total, i);
    }
    numbers_.flush();
  }
}

void Accumulator::add_metrics(const Play& play) {
  in_groups(model_->metrics.size(), 0, [&](Accumulator& to, std::size_t i) {
    add_summary(play, model_->metrics[i], to.metrics[i]);
  });
}

void Accumulator::add_summary(const Play& play, int query, SummaryAccumulator& summary) {
  numbers_.add(play.query(to_size(query)), summary.expected);
  summary.sketch.add_block(numbers_.add(play.realised(to_size(query)), summary.realised));
}

void Accumulator::add_claim(const BlockEngine& engine, std::size_t claim) {
  const ClaimModel& model = model_->claims[claim];
  if (model.event >= 0) {
    probabilities_.add(engine.play().query(to_size(model.event)), claims[claim]);
    return;
  }
  double* const row = numbers_.buffer();
  claim_values(model, engine.play(), engine.cells(), row);
  numbers_.add(row, claims[claim]);
}

void Accumulator::add_options(const Play& play, std::size_t set, bool are_answered) {
  const OptionSetModel& model = model_->option_sets[set];
  const std::vector<int>& queries = are_answered ? model.answered : model.values;
  const BestOption best = best_option(play, queries, solved_);
  in_groups(queries.size(), set, [&](Accumulator& to, std::size_t o) {
    auto& sets = are_answered ? to.answered_sets : to.option_sets;
    add_option(play.query(to_size(queries[o])), best, sets[set][o]);
  });
}

void Accumulator::add_option(const double* row, const BestOption& best, OptionAccumulator& option) {
  const double* compared = row;
  if (!best.is_defined) {
    double* const buffer = numbers_.buffer();
    best.compare(row, solved_, buffer);
    compared = buffer;
  }
  option.sketch.add_block(numbers_.add(compared, option.value));
  std::size_t count = 0;
  for (const std::size_t lane : solved_) {
    if (!std::isnan(best.value[lane])) {
      scratch_[count++] = best.value[lane] - row[lane];
      option.best.add(best.share(row[lane], lane));
      option.unbeaten += row[lane] == best.value[lane] ? 1 : 0;
    }
  }
  option.regret.add_block({scratch_.data(), count});
  option.regret_sketch.add_block({scratch_.data(), count});
}

void Accumulator::merge(Accumulator other) {
  assert(model_ == other.model_);
  solving.merge(other.solving);
  merge_all(outcomes, other.outcomes);
  merge_all(levels, other.levels);
  merge_all(payoffs, other.payoffs);
  merge_all(claims, other.claims);
  if (other.whole_ == nullptr) {
    merge_all(metrics, other.metrics);
    assert(option_sets.size() == other.option_sets.size());
    for (std::size_t i = 0; i < option_sets.size(); ++i) {
      merge_all(option_sets[i], other.option_sets[i]);
      merge_all(answered_sets[i], other.answered_sets[i]);
    }
  }
  if (answering) {
    answering->merge(*other.answering);
  }
  if (posterior) {
    posterior->merge(std::move(*other.posterior));
  }
  if (profiles_.size() == 0) {
    profiles_ = std::move(other.profiles_);
  } else {
    profiles_.merge(other.profiles_);
  }
}

}  // namespace demarche
