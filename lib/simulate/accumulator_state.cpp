// SPDX-License-Identifier: MIT
#include "simulate/accumulator_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/core/error.hpp"
#include "simulate/posterior_state.hpp"
#include "simulate/state_parts.hpp"

namespace demarche {
namespace {

using demarche::restored;
using demarche::store;

void store(const ValueAccumulator& value, v1::ValueState& state) {
  store(value.moments, *state.mutable_moments());
  state.set_undefined(value.undefined);
}

ValueAccumulator restored(const v1::ValueState& state) {
  return {restored(state.moments()), state.undefined()};
}

void store(const SummaryAccumulator& summary, v1::SummaryState& state) {
  store(summary.expected, *state.mutable_expected());
  store(summary.realised, *state.mutable_realised());
  store(summary.sketch, *state.mutable_sketch());
}

SummaryAccumulator restored(const v1::SummaryState& state) {
  return {restored(state.expected()), restored(state.realised()), restored(state.sketch())};
}

void store(const OptionAccumulator& option, v1::OptionState& state) {
  store(option.value, *state.mutable_value());
  store(option.sketch, *state.mutable_sketch());
  store(option.regret, *state.mutable_regret());
  store_sum(option.best, *state.mutable_best());
  state.set_unbeaten(option.unbeaten);
  store(option.regret_sketch, *state.mutable_regret_sketch());
}

/// Whether an option has a regret for each of its values, and none below 0. A regret that overflows
/// leaves out those of its block; only a value below -2^970 can be so far below another double.
bool do_regrets_fit(const OptionAccumulator& option) {
  constexpr double kFarthest = -0x1p970;
  const Moments& values = option.value.moments;
  const bool may_overflow = values.minimum() <= kFarthest;
  const bool is_count_fine = may_overflow ? option.regret.count() <= values.count()
                                          : option.regret.count() == values.count();
  return is_count_fine && (option.regret.count() == 0 || option.regret.maximum() >= 0.0);
}

OptionAccumulator restored(const v1::OptionState& state) {
  OptionAccumulator option{restored(state.value()),
                           restored(state.sketch()),
                           restored(state.regret()),
                           restored(state.regret_sketch()),
                           restored_sum(state.best()),
                           state.unbeaten()};
  if (!do_regrets_fit(option)) {
    throw InvalidArgument("a slice holds an option whose regrets do not fit its values");
  }
  return option;
}

void store(const SolveAccumulator& solving, v1::SolveState& state) {
  state.mutable_by_status()->Assign(solving.by_status.begin(), solving.by_status.end());
  for (const auto& [count, draws] : solving.multiplicity) {
    (*state.mutable_multiplicity())[count] = draws;
  }
  state.set_degenerate(solving.degenerate);
  state.set_incomplete(solving.incomplete);
  state.set_iterations(solving.iterations);
  state.set_max_iterations(solving.max_iterations);
  store(solving.residual, *state.mutable_residual());
  store(solving.regret, *state.mutable_regret());
}

AnsweringAccumulator::ByStatus restored_statuses(
    const google::protobuf::RepeatedField<std::uint64_t>& states) {
  if (states.size() != kNumSolveStatuses) {
    throw InvalidArgument(
        fmt::format("a slice must count {} statuses, got {}", kNumSolveStatuses, states.size()));
  }
  AnsweringAccumulator::ByStatus by_status{};
  std::copy(states.begin(), states.end(), by_status.begin());
  return by_status;
}

SolveAccumulator restored(const v1::SolveState& state) {
  SolveAccumulator solving;
  solving.by_status = restored_statuses(state.by_status());
  solving.multiplicity.insert(state.multiplicity().begin(), state.multiplicity().end());
  solving.degenerate = state.degenerate();
  solving.incomplete = state.incomplete();
  solving.iterations = state.iterations();
  solving.max_iterations = state.max_iterations();
  solving.residual = restored(state.residual());
  solving.regret = restored(state.regret());
  return solving;
}

constexpr auto kStore = [](const auto& element, auto& state) { store(element, state); };
constexpr auto kRestore = [](const auto& state) { return restored(state); };

void restore_sets(const char* what,
                  const google::protobuf::RepeatedPtrField<v1::OptionSetState>& states,
                  std::vector<std::vector<OptionAccumulator>>& sets) {
  if (static_cast<std::size_t>(states.size()) != sets.size()) {
    throw InvalidArgument(
        fmt::format("a slice must hold {} {}, got {}", sets.size(), what, states.size()));
  }
  for (std::size_t i = 0; i < sets.size(); ++i) {
    restore_all("options", states[static_cast<int>(i)].options(), sets[i], kRestore);
  }
}

void store(const AnsweringAccumulator& answering, v1::RunSlice& slice) {
  store(answering.solving, *slice.mutable_answering());
  for (const auto& by_status : answering.by_commitment) {
    slice.add_commitments()->mutable_by_status()->Assign(by_status.begin(), by_status.end());
  }
}

void restore(const v1::RunSlice& slice, AnsweringAccumulator& answering) {
  answering.solving = restored(slice.answering());
  restore_all("commitments",
              slice.commitments(),
              answering.by_commitment,
              [](const v1::StatusState& state) { return restored_statuses(state.by_status()); });
}

void restore_profiles(const RunPlan& plan, const v1::RunSlice& slice, Accumulator& accumulator) {
  const auto& players = plan.model.shape.players;
  for (const v1::ProfileState& profile : slice.profiles()) {
    bool fits = static_cast<std::size_t>(profile.strategies_size()) == players.size();
    std::u16string key;
    for (std::size_t i = 0; fits && i < players.size(); ++i) {
      const std::uint32_t strategy = profile.strategies(static_cast<int>(i));
      fits = strategy < players[i].strategies.size();
      key.push_back(static_cast<char16_t>(strategy));
    }
    if (!fits) {
      throw InvalidArgument("a slice counts a profile that the game does not have");
    }
    accumulator.count_profile(key, profile.count());
  }
}

}  // namespace

void store(const Accumulator& accumulator, v1::RunSlice& slice) {
  store(accumulator.solving, *slice.mutable_solving());
  store_all(accumulator.outcomes, *slice.mutable_outcomes(), kStore);
  store_all(accumulator.levels, *slice.mutable_levels(), kStore);
  store_all(accumulator.metrics, *slice.mutable_metrics(), kStore);
  store_all(accumulator.payoffs, *slice.mutable_payoffs(), kStore);
  store_all(accumulator.claims, *slice.mutable_claims(), kStore);
  for (const auto& set : accumulator.option_sets) {
    store_all(set, *slice.add_option_sets()->mutable_options(), kStore);
  }
  for (const auto& set : accumulator.answered_sets) {
    store_all(set, *slice.add_answered_sets()->mutable_options(), kStore);
  }
  if (accumulator.answering) {
    store(*accumulator.answering, slice);
  }
  if (accumulator.posterior) {
    store(*accumulator.posterior, *slice.mutable_posterior());
  }
  // In the order of their strategies: the order of counting depends on the threads.
  std::vector<std::pair<std::u16string_view, std::uint64_t>> profiles;
  accumulator.for_each_profile([&](std::u16string_view profile, std::uint64_t count) {
    profiles.emplace_back(profile, count);
  });
  std::sort(profiles.begin(), profiles.end());
  for (const auto& [profile, count] : profiles) {
    v1::ProfileState* state = slice.add_profiles();
    state->mutable_strategies()->Assign(profile.begin(), profile.end());
    state->set_count(count);
  }
}

Accumulator restored(const RunPlan& plan, const v1::RunSlice& slice) {
  Accumulator accumulator(plan);
  accumulator.solving = restored(slice.solving());
  restore_all("outcomes", slice.outcomes(), accumulator.outcomes, kRestore);
  restore_all("levels", slice.levels(), accumulator.levels, kRestore);
  restore_all("metrics", slice.metrics(), accumulator.metrics, kRestore);
  restore_all("payoffs", slice.payoffs(), accumulator.payoffs, kRestore);
  restore_all("claims", slice.claims(), accumulator.claims, kRestore);
  restore_sets("option sets", slice.option_sets(), accumulator.option_sets);
  restore_sets("answered option sets", slice.answered_sets(), accumulator.answered_sets);
  if (accumulator.answering) {
    restore(slice, *accumulator.answering);
  }
  if (accumulator.posterior) {
    restore(slice.posterior(), *accumulator.posterior);
  }
  restore_profiles(plan, slice, accumulator);
  return accumulator;
}

}  // namespace demarche
