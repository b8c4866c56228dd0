// SPDX-License-Identifier: MIT
#include "simulate/accumulator_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

template <class Numbers>
ExactSum restored_sum(const Numbers& chunks) {
  return ExactSum::from_chunks({chunks.data(), static_cast<std::size_t>(chunks.size())});
}

template <class Numbers>
void store_sum(const ExactSum& sum, Numbers& chunks) {
  const auto all = sum.chunks();
  chunks.Assign(all.begin(), all.end());
}

void store(const Moments& moments, v1::MomentsState& state) {
  state.set_count(moments.count());
  state.set_minimum(moments.minimum());
  state.set_maximum(moments.maximum());
  store_sum(moments.sum(), *state.mutable_sum());
  store_sum(moments.squares(), *state.mutable_squares());
}

Moments restored(const v1::MomentsState& state) {
  return {state.count(),
          state.minimum(),
          state.maximum(),
          restored_sum(state.sum()),
          restored_sum(state.squares())};
}

void store(const ValueAccumulator& value, v1::ValueState& state) {
  store(value.moments, *state.mutable_moments());
  state.set_undefined(value.undefined);
}

ValueAccumulator restored(const v1::ValueState& state) {
  return {restored(state.moments()), state.undefined()};
}

void store(const QuantileSketch::Window& window, v1::WindowState& state) {
  state.set_first(window.first);
  state.mutable_counts()->Assign(window.counts.begin(), window.counts.end());
}

QuantileSketch::Window restored(const v1::WindowState& state) {
  return {state.first(), {state.counts().begin(), state.counts().end()}};
}

void store(const QuantileSketch& sketch, v1::SketchState& state) {
  store(sketch.negative(), *state.mutable_negative());
  store(sketch.positive(), *state.mutable_positive());
  state.set_zeros(sketch.zeros());
  state.set_bits(static_cast<std::uint32_t>(sketch.bits()));
}

QuantileSketch restored(const v1::SketchState& state) {
  constexpr std::uint32_t kMost = QuantileSketch::kMostBits + 1;  // Refused, as all above are.
  return {static_cast<int>(std::min(state.bits(), kMost)),
          restored(state.negative()),
          restored(state.positive()),
          state.zeros()};
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

template <class Accumulators, class States>
void store_all(const Accumulators& all, States& states) {
  for (const auto& one : all) {
    store(one, *states.Add());
  }
}

template <class States, class Accumulators>
void restore_all(const char* what, const States& states, Accumulators& all) {
  if (static_cast<std::size_t>(states.size()) != all.size()) {
    throw InvalidArgument(
        fmt::format("a slice must hold {} {}, got {}", all.size(), what, states.size()));
  }
  std::transform(
      states.begin(), states.end(), all.begin(), [](const auto& state) { return restored(state); });
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
  store_all(accumulator.outcomes, *slice.mutable_outcomes());
  store_all(accumulator.levels, *slice.mutable_levels());
  store_all(accumulator.metrics, *slice.mutable_metrics());
  store_all(accumulator.payoffs, *slice.mutable_payoffs());
  store_all(accumulator.claims, *slice.mutable_claims());
  for (const auto& set : accumulator.option_sets) {
    store_all(set, *slice.add_option_sets()->mutable_options());
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
  restore_all("outcomes", slice.outcomes(), accumulator.outcomes);
  restore_all("levels", slice.levels(), accumulator.levels);
  restore_all("metrics", slice.metrics(), accumulator.metrics);
  restore_all("payoffs", slice.payoffs(), accumulator.payoffs);
  restore_all("claims", slice.claims(), accumulator.claims);
  if (static_cast<std::size_t>(slice.option_sets_size()) != accumulator.option_sets.size()) {
    throw InvalidArgument(fmt::format("a slice must hold {} option sets, got {}",
                                      accumulator.option_sets.size(),
                                      slice.option_sets_size()));
  }
  for (std::size_t i = 0; i < accumulator.option_sets.size(); ++i) {
    restore_all(
        "options", slice.option_sets(static_cast<int>(i)).options(), accumulator.option_sets[i]);
  }
  restore_profiles(plan, slice, accumulator);
  return accumulator;
}

}  // namespace demarche
