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
}

OptionAccumulator restored(const v1::OptionState& state) {
  return {restored(state.value()),
          restored(state.sketch()),
          restored(state.regret()),
          restored_sum(state.best()),
          state.unbeaten()};
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

SolveAccumulator restored(const v1::SolveState& state) {
  SolveAccumulator solving;
  if (state.by_status_size() != kNumSolveStatuses) {
    throw InvalidArgument(fmt::format(
        "a slice must count {} statuses, got {}", kNumSolveStatuses, state.by_status_size()));
  }
  std::copy(state.by_status().begin(), state.by_status().end(), solving.by_status.begin());
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
  if (static_cast<std::size_t>(slice.option_sets_size()) != accumulator.option_sets.size()) {
    throw InvalidArgument(fmt::format("a slice must hold {} option sets, got {}",
                                      accumulator.option_sets.size(),
                                      slice.option_sets_size()));
  }
  for (std::size_t i = 0; i < accumulator.option_sets.size(); ++i) {
    restore_all("options",
                slice.option_sets(static_cast<int>(i)).options(),
                accumulator.option_sets[i],
                kRestore);
  }
  if (accumulator.posterior) {
    restore(slice.posterior(), *accumulator.posterior);
  }
  restore_profiles(plan, slice, accumulator);
  return accumulator;
}

}  // namespace demarche
