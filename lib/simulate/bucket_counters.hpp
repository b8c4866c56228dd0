// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "demarche/simulate/quantile_sketch.hpp"

namespace demarche {

/// A range of buckets, or of keys.
struct Extent {
  std::uint64_t low = ~std::uint64_t{0};
  std::uint64_t high = 0;  ///< The last in the range.

  [[nodiscard]] bool is_empty() const { return low > high; }
  [[nodiscard]] std::uint64_t size() const { return is_empty() ? 0 : high - low + 1; }
  [[nodiscard]] Extent coarser(int dropped) const {
    return is_empty() ? Extent{}
                      : Extent{low >> static_cast<unsigned>(dropped),
                               high >> static_cast<unsigned>(dropped)};
  }
  void include(const Extent& other) {
    low = std::min(low, other.low);
    high = std::max(high, other.high);
  }
};

/// From the first to the last bucket in use.
template <class Counters>
Extent extent_of(const Counters& counters) {
  Extent extent;
  for (std::size_t i = 0; i < counters.counts.size(); ++i) {
    if (counters.counts[i] > 0) {
      extent.include({counters.first + i, counters.first + i});
    }
  }
  return extent;
}

/// The largest count once buckets drop `dropped` more bits.
template <class Counters>
std::uint64_t largest_count(const Counters& counters, int dropped) {
  const auto bucket = [&](std::size_t i) {
    return (counters.first + i) >> static_cast<unsigned>(dropped);
  };
  std::uint64_t most = 0;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < counters.counts.size(); ++i) {
    sum = i > 0 && bucket(i) == bucket(i - 1) ? sum + counters.counts[i] : counters.counts[i];
    most = std::max(most, sum);
  }
  return most;
}

/// How many more buckets than its numbers need a window has at either end.
struct Margin {
  std::uint64_t below = 0;
  std::uint64_t above = 0;
};

/// Has the buckets drop `dropped` more bits and reach over `extent` and the margin.
/// @pre The counts fit their type afterwards.
template <class Counters>
void rebuild(Counters& counters,
             const Extent& extent,
             const Margin& margin,
             std::uint64_t most_buckets,
             int dropped) {
  if (extent.is_empty()) {
    return;
  }
  // The storage that a window gives up is the next one's, so runs stop asking the heap for it once
  // their sketches have settled. That of a far wider window is given back: a sketch would keep it.
  thread_local decltype(counters.counts) spare;
  const std::uint64_t first = extent.low - std::min(extent.low, margin.below);
  const std::uint64_t size = std::min(extent.high + margin.above + 1, most_buckets) - first;
  if (spare.capacity() > 2 * std::max(size, QuantileSketch::kMostFine)) {
    spare = {};
  }
  spare.reserve(QuantileSketch::kMostFine);
  spare.assign(size, 0);
  for (std::size_t i = 0; i < counters.counts.size(); ++i) {
    if (counters.counts[i] > 0) {
      const std::uint64_t bucket = (counters.first + i) >> static_cast<unsigned>(dropped);
      auto& count = spare[bucket - first];
      count = static_cast<std::remove_reference_t<decltype(count)>>(count + counters.counts[i]);
    }
  }
  counters.first = first;
  counters.counts.swap(spare);
}

/// Counts `more` numbers in a bucket; false if the window does not reach it.
/// @pre The counters can hold them.
template <class Counters>
bool count_in(Counters& counters, std::uint64_t bucket, std::uint64_t more) {
  const std::uint64_t place = bucket - counters.first;  // Huge below the window.
  if (place >= counters.counts.size()) {
    return false;
  }
  auto& count = counters.counts[place];
  count = static_cast<std::remove_reference_t<decltype(count)>>(count + more);
  return true;
}

template <class Pair>
auto& of_sign(Pair& pair, bool is_negative) {
  return is_negative ? pair.negative : pair.positive;
}

/// Counters of another width with the same counts, which have to fit.
template <class Pair, class Other>
Pair with_width_of(const Other& other) {
  Pair pair{};
  for (const bool is_negative : {true, false}) {
    const auto& from = of_sign(other, is_negative);
    auto& to = of_sign(pair, is_negative);
    to.first = from.first;
    to.counts.assign(from.counts.begin(), from.counts.end());
  }
  return pair;
}

/// The largest count that counters of a pair hold.
template <class Pair>
constexpr std::uint64_t most_counted(const Pair& /*pair*/) {
  return std::numeric_limits<typename decltype(Pair::negative.counts)::value_type>::max();
}

}  // namespace demarche
