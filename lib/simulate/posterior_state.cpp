// SPDX-License-Identifier: MIT
#include "simulate/posterior_state.hpp"

#include <fmt/format.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "simulate/state_parts.hpp"

namespace demarche {
namespace {

using demarche::restored;
using demarche::store;

void store(const ExactSum& sum, v1::SumState& state) {
  store_sum(sum, *state.mutable_chunks());
}

ExactSum restored(const v1::SumState& state) {
  return restored_sum(state.chunks());
}

template <class Sums>
void require_sums(const Sums& states, std::size_t count) {
  if (static_cast<std::size_t>(states.size()) != count) {
    throw InvalidArgument(
        fmt::format("a slice must hold {} sums of a value, got {}", count, states.size()));
  }
}

void store(const WeightSums& weights, v1::WeightsState& state) {
  state.set_count(weights.count);
  state.set_undefined(weights.undefined);
  state.set_largest(weights.largest);
  store_sum(weights.sum, *state.mutable_sum());
  store_sum(weights.squares, *state.mutable_squares());
}

WeightSums restored(const v1::WeightsState& state) {
  return {state.count(),
          state.undefined(),
          state.largest(),
          restored_sum(state.sum()),
          restored_sum(state.squares())};
}

void store(const WeightedValue& value, v1::WeightedState& state) {
  state.set_count(value.count);
  state.set_undefined(value.undefined);
  state.set_minimum(value.minimum);
  state.set_maximum(value.maximum);
  for (const ExactSum& sum : value.sums) {
    store(sum, *state.add_sums());
  }
}

WeightedValue restored(const v1::WeightedState& state) {
  WeightedValue value;
  value.count = state.count();
  value.undefined = state.undefined();
  value.minimum = state.minimum();
  value.maximum = state.maximum();
  require_sums(state.sums(), value.sums.size());
  for (std::size_t s = 0; s < value.sums.size(); ++s) {
    value.sums[s] = restored(state.sums(static_cast<int>(s)));
  }
  if (std::isnan(value.minimum) || std::isnan(value.maximum)) {
    throw InvalidArgument("a slice holds an extreme of a value that is no number");
  }
  return value;
}

void store(const WeightedSummary& summary, v1::WeightedSummaryState& state) {
  store(summary.expected, *state.mutable_expected());
  store(summary.realised, *state.mutable_realised());
  store(summary.sketch, *state.mutable_sketch());
}

WeightedSummary restored(const v1::WeightedSummaryState& state) {
  return {restored(state.expected()), restored(state.realised()), restored(state.sketch())};
}

void store(const WeightedOption& option, v1::WeightedOptionState& state) {
  store(option.value, *state.mutable_value());
  store(option.sketch, *state.mutable_sketch());
  for (const ExactSum& sum : option.sums) {
    store(sum, *state.add_sums());
  }
  store(option.regret_sketch, *state.mutable_regret_sketch());
  state.set_largest_regret(option.largest_regret);
}

WeightedOption restored(const v1::WeightedOptionState& state) {
  WeightedOption option;
  option.value = restored(state.value());
  option.sketch = restored(state.sketch());
  require_sums(state.sums(), option.sums.size());
  for (std::size_t s = 0; s < option.sums.size(); ++s) {
    option.sums[s] = restored(state.sums(static_cast<int>(s)));
  }
  option.regret_sketch = restored(state.regret_sketch());
  option.largest_regret = state.largest_regret();
  if (!(option.largest_regret >= 0.0)) {
    throw InvalidArgument("a slice holds an option with a regret below 0");
  }
  return option;
}

constexpr auto kStore = [](const auto& element, auto& state) { store(element, state); };
constexpr auto kRestore = [](const auto& state) { return restored(state); };

void restore_sets(const google::protobuf::RepeatedPtrField<v1::WeightedOptionSetState>& states,
                  std::vector<std::vector<WeightedOption>>& sets) {
  require_sums(states, sets.size());
  for (std::size_t i = 0; i < sets.size(); ++i) {
    restore_all("options", states[static_cast<int>(i)].options(), sets[i], kRestore);
  }
}

}  // namespace

void store(const PosteriorAccumulator& posterior, v1::PosteriorState& state) {
  store(posterior.weights, *state.mutable_weights());
  store_all(posterior.outcomes, *state.mutable_outcomes(), kStore);
  store_all(posterior.levels, *state.mutable_levels(), kStore);
  store_all(posterior.metrics, *state.mutable_metrics(), kStore);
  store_all(posterior.payoffs, *state.mutable_payoffs(), kStore);
  store_all(posterior.claims, *state.mutable_claims(), kStore);
  for (const auto& set : posterior.option_sets) {
    store_all(set, *state.add_option_sets()->mutable_options(), kStore);
  }
  for (const auto& set : posterior.answered_sets) {
    store_all(set, *state.add_answered_sets()->mutable_options(), kStore);
  }
  store_all(posterior.parameters, *state.mutable_parameters(), kStore);
  store_all(posterior.weighted_parameters, *state.mutable_weighted_parameters(), kStore);
  store_all(posterior.variations.sums, *state.mutable_variations(), kStore);
  for (const auto& sums : posterior.observations) {
    store_all(sums, *state.mutable_observations(), kStore);
  }
}

void restore(const v1::PosteriorState& state, PosteriorAccumulator& posterior) {
  posterior.weights = restored(state.weights());
  restore_all("outcomes", state.outcomes(), posterior.outcomes, kRestore);
  restore_all("levels", state.levels(), posterior.levels, kRestore);
  restore_all("metrics", state.metrics(), posterior.metrics, kRestore);
  restore_all("payoffs", state.payoffs(), posterior.payoffs, kRestore);
  restore_all("claims", state.claims(), posterior.claims, kRestore);
  restore_sets(state.option_sets(), posterior.option_sets);
  restore_sets(state.answered_sets(), posterior.answered_sets);
  restore_all("parameters", state.parameters(), posterior.parameters, kRestore);
  restore_all("parameters", state.weighted_parameters(), posterior.weighted_parameters, kRestore);
  restore_all("variations", state.variations(), posterior.variations.sums, kRestore);
  std::size_t num_sums = 0;
  for (const auto& sums : posterior.observations) {
    num_sums += sums.size();
  }
  require_sums(state.observations(), num_sums);
  int next = 0;
  for (auto& sums : posterior.observations) {
    for (ExactSum& sum : sums) {
      sum = restored(state.observations(next++));
    }
  }
}

}  // namespace demarche
