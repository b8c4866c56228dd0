// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "demarche/core/error.hpp"
#include "demarche/simulate/exact_sum.hpp"
#include "demarche/simulate/quantile_sketch.hpp"
#include "demarche/v1/slice.pb.h"

/// Storing the parts that accumulators of a slice consist of, and restoring them.
namespace demarche {

template <class Numbers>
ExactSum restored_sum(const Numbers& chunks) {
  return ExactSum::from_chunks({chunks.data(), static_cast<std::size_t>(chunks.size())});
}

template <class Numbers>
void store_sum(const ExactSum& sum, Numbers& chunks) {
  const auto all = sum.chunks();
  chunks.Assign(all.begin(), all.end());
}

inline void store(const Moments& moments, v1::MomentsState& state) {
  state.set_count(moments.count());
  state.set_minimum(moments.minimum());
  state.set_maximum(moments.maximum());
  store_sum(moments.sum(), *state.mutable_sum());
  store_sum(moments.squares(), *state.mutable_squares());
}

inline Moments restored(const v1::MomentsState& state) {
  return {state.count(),
          state.minimum(),
          state.maximum(),
          restored_sum(state.sum()),
          restored_sum(state.squares())};
}

inline void store(const QuantileSketch::Window& window, v1::WindowState& state) {
  state.set_first(window.first);
  state.mutable_counts()->Assign(window.counts.begin(), window.counts.end());
}

inline QuantileSketch::Window restored(const v1::WindowState& state) {
  return {state.first(), {state.counts().begin(), state.counts().end()}};
}

inline void store(const QuantileSketch& sketch, v1::SketchState& state) {
  store(sketch.negative(), *state.mutable_negative());
  store(sketch.positive(), *state.mutable_positive());
  state.set_zeros(sketch.zeros());
  state.set_bits(static_cast<std::uint32_t>(sketch.bits()));
}

inline QuantileSketch restored(const v1::SketchState& state) {
  constexpr std::uint32_t kMost = QuantileSketch::kMostBits + 1;  // Refused, as all above are.
  return {static_cast<int>(std::min(state.bits(), kMost)),
          restored(state.negative()),
          restored(state.positive()),
          state.zeros()};
}

/// Stores all elements by store(element, state).
template <class Accumulators, class States, class Store>
void store_all(const Accumulators& all, States& states, const Store& store) {
  for (const auto& one : all) {
    store(one, *states.Add());
  }
}

/// Restores all elements by restore(state).
/// @throws InvalidArgument if there are too few or too many states of `what`.
template <class States, class Accumulators, class Restore>
void restore_all(const char* what,
                 const States& states,
                 Accumulators& all,
                 const Restore& restore) {
  if (static_cast<std::size_t>(states.size()) != all.size()) {
    throw InvalidArgument(
        fmt::format("a slice must hold {} {}, got {}", all.size(), what, states.size()));
  }
  std::transform(states.begin(), states.end(), all.begin(), restore);
}

}  // namespace demarche
