// SPDX-License-Identifier: MIT
#include "demarche/simulate/quantile_sketch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>

#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "simulate/bucket_counters.hpp"
#include "simulate/bucket_search.hpp"

namespace demarche {
namespace {

constexpr int kMostShift = QuantileSketch::kMostBits - QuantileSketch::kLeastBits;

/// The bits of a number without its sign; they order magnitudes.
std::uint64_t key_of(double value) {
  return std::bit_cast<std::uint64_t>(std::abs(value));
}

/// How many buckets finite numbers of one sign have.
constexpr std::uint64_t num_buckets(int shift) {
  return (std::uint64_t{0x7ff} << 52U) >> static_cast<unsigned>(shift);
}

/// The edge of a bucket that is nearer to zero.
double edge_of(std::uint64_t bucket, int shift) {
  return std::bit_cast<double>(bucket << static_cast<unsigned>(shift));
}

/// After each look at all counters so many numbers may come before the next one, so that looking
/// costs a fraction of counting.
constexpr std::uint64_t kSpareCounts = 1U << 14U;
/// The same for blocks of numbers that count more than once.
constexpr std::uint64_t kBlocksBetweenLooks = kSpareCounts / kBlockLanes;

}  // namespace

std::uint64_t QuantileSketch::Window::total() const noexcept {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

QuantileSketch::QuantileSketch(int bits, Window negative, Window positive, std::uint64_t zeros)
    : bits_(bits), zeros_(zeros) {
  if (bits < kLeastBits || bits > kMostBits) {
    throw InvalidArgument(
        fmt::format("bits must be in [{}, {}], got {}", kLeastBits, kMostBits, bits));
  }
  const std::uint64_t most = num_buckets(shift());
  for (const Window* window : {&negative, &positive}) {
    if (window->first > most || window->counts.size() > most - window->first) {
      throw InvalidArgument(fmt::format("buckets must be below {}, got {} from {} on",
                                        most,
                                        window->counts.size(),
                                        window->first));
    }
  }
  if (bits > kLeastBits && negative.counts.size() + positive.counts.size() > kMostFine) {
    throw InvalidArgument(fmt::format("{} bits allow {} buckets, got {}",
                                      bits,
                                      kMostFine,
                                      negative.counts.size() + positive.counts.size()));
  }
  make_counts_fit(std::max(largest_count(negative, 0), largest_count(positive, 0)));
  struct Given {
    const Window& negative;
    const Window& positive;
  };
  std::visit(
      [&](auto& pair) {
        pair = with_width_of<std::remove_reference_t<decltype(pair)>>(Given{negative, positive});
      },
      pairs_);
  make_counts_fit(0);
}

double QuantileSketch::relative_error() const noexcept {
  return std::ldexp(1.0, -bits_);
}

bool QuantileSketch::is_empty() const {
  return zeros_ == 0 && std::visit(
                            [](const auto& pair) {
                              return pair.negative.counts.empty() && pair.positive.counts.empty();
                            },
                            pairs_);
}

QuantileSketch::Window QuantileSketch::window(bool is_negative) const {
  return std::visit(
      [&](const auto& pair) -> Window {
        const auto& counters = of_sign(pair, is_negative);
        const Extent extent = extent_of(counters);
        if (extent.is_empty()) {
          return {};
        }
        const auto begin =
            counters.counts.begin() + static_cast<std::ptrdiff_t>(extent.low - counters.first);
        return {extent.low, {begin, begin + static_cast<std::ptrdiff_t>(extent.size())}};
      },
      pairs_);
}

/// Makes counters wide enough for `more` numbers besides those there are, once buckets have dropped
/// `dropped` bits.
void QuantileSketch::make_counts_fit(std::uint64_t more, int dropped) {
  const std::uint64_t most = std::visit(
      [&](const auto& pair) {
        return std::max(largest_count(pair.negative, dropped),
                        largest_count(pair.positive, dropped));
      },
      pairs_);
  const auto limit = [&] {
    return std::visit([](const auto& pair) { return most_counted(pair); }, pairs_);
  };
  const auto is_enough = [&] { return most <= limit() && more <= limit() - most; };
  if (std::holds_alternative<Pair<std::uint16_t>>(pairs_) && !is_enough()) {
    pairs_ = with_width_of<Pair<std::uint32_t>>(std::get<Pair<std::uint16_t>>(pairs_));
  }
  if (std::holds_alternative<Pair<std::uint32_t>>(pairs_) && !is_enough()) {
    pairs_ = with_width_of<Pair<std::uint64_t>>(std::get<Pair<std::uint32_t>>(pairs_));
  }
  spare_counts_ = limit() - most;
}

/// Makes room for numbers of one sign whose buckets are `low` to `high`, and drops as many bits as
/// that takes. Windows reach beyond their numbers, so that growing is rare. While more than the
/// least bits are kept, both windows together have at most kMostFine buckets, so that a number
/// within a window never makes buckets wider.
void QuantileSketch::make_room(bool is_negative, std::uint64_t low, std::uint64_t high) {
  Extent negative;
  Extent positive;
  std::visit(
      [&](const auto& pair) {
        negative = extent_of(pair.negative);
        positive = extent_of(pair.positive);
      },
      pairs_);
  (is_negative ? negative : positive).include({low, high});
  const auto size_at = [&](int dropped) {
    return negative.coarser(dropped).size() + positive.coarser(dropped).size();
  };
  int dropped = 0;
  while (size_at(dropped) > kMostFine && shift() + dropped < kMostShift) {
    ++dropped;
  }
  if (dropped > 0) {
    make_counts_fit(kSpareCounts, dropped);
  }
  bits_ -= dropped;
  // With the least bits: room for numbers 2^16 times smaller and 2^4 times larger.
  constexpr std::uint64_t kOctave = std::uint64_t{1} << kLeastBits;
  Margin margin{.below = 16 * kOctave, .above = 4 * kOctave};
  if (bits_ > kLeastBits) {
    const std::uint64_t num_windows = negative.is_empty() || positive.is_empty() ? 1 : 2;
    margin.below = margin.above = (kMostFine - size_at(dropped)) / (2 * num_windows);
  }
  const std::uint64_t most = num_buckets(shift());
  std::visit(
      [&](auto& pair) {
        rebuild(pair.negative, negative.coarser(dropped), margin, most, dropped);
        rebuild(pair.positive, positive.coarser(dropped), margin, most, dropped);
      },
      pairs_);
}

void QuantileSketch::add(double value, std::uint64_t count) {
  assert(std::isfinite(value));
  if (value == 0.0) {
    zeros_ += count;
    return;
  }
  if (count == 0) {
    return;
  }
  assert(count <= std::numeric_limits<std::uint64_t>::max() / kSpareCounts);
  if (spare_counts_ < count) {
    make_counts_fit(count * kSpareCounts);
  }
  const bool is_negative = value < 0.0;
  const std::uint64_t key = key_of(value);
  const auto is_counted = [&] {
    const std::uint64_t bucket = key >> static_cast<unsigned>(shift());
    return std::visit(
        [&](auto& pair) { return count_in(of_sign(pair, is_negative), bucket, count); }, pairs_);
  };
  if (!is_counted()) {
    const std::uint64_t bucket = key >> static_cast<unsigned>(shift());
    make_room(is_negative, bucket, bucket);
    if (spare_counts_ < count) {  // Wider buckets hold more.
      make_counts_fit(count * kSpareCounts);
    }
    const bool is_counted_now = is_counted();
    assert(is_counted_now);
    static_cast<void>(is_counted_now);
  }
  assert(spare_counts_ >= count);
  spare_counts_ -= count;
}

/// Counts the numbers of a block where all their buckets have counters; else does nothing and
/// returns false.
template <class Pair, class CountOf>
bool count_block(std::span<const double> values,
                 int shift,
                 const CountOf& count_of,
                 Pair& pair,
                 std::uint64_t& zeros) {
  using Count = typename decltype(pair.negative.counts)::value_type;
  const auto address_of = [](Count* counter) {
    return static_cast<std::int64_t>(std::bit_cast<std::uintptr_t>(counter));
  };
  // Bucket 0 holds the smallest subnormal numbers, which a vector unit may flush to zero. Numbers
  // of a window that reaches down to bucket 0 go through add().
  const auto row_of = [&](auto& counters) {
    const auto size = static_cast<std::int64_t>(counters.counts.size());
    return CounterRow{static_cast<std::int64_t>(counters.first),
                      counters.first == 0 ? 0 : size,
                      address_of(counters.counts.data())};
  };
  static_assert(kBlockLanes <= std::numeric_limits<Count>::max());
  Count zero = 0;
  std::array<std::int64_t, kBlockLanes> found;
  if (!find_counters(values,
                     shift,
                     std::countr_zero(sizeof(Count)),
                     row_of(pair.positive),
                     row_of(pair.negative),
                     address_of(&zero),
                     found.data())) {
    return false;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto& counter = *std::bit_cast<Count*>(static_cast<std::uintptr_t>(found[i]));
    counter = static_cast<Count>(counter + count_of(i));
  }
  zeros += zero;
  return true;
}

void QuantileSketch::add_block(std::span<const double> values) {
  static_assert(kSpareCounts >= kBlockLanes);
  for (; !values.empty(); values = values.subspan(std::min(values.size(), kBlockLanes))) {
    const auto some = values.first(std::min(values.size(), kBlockLanes));
    if (spare_counts_ < some.size()) {
      make_counts_fit(kSpareCounts);
    }
    const auto once = [](std::size_t) { return 1U; };
    if (std::visit([&](auto& pair) { return count_block(some, shift(), once, pair, zeros_); },
                   pairs_)) {
      spare_counts_ -= some.size();
      continue;
    }
    for (const double value : some) {
      if (std::isfinite(value)) {
        add(value);
      }
    }
  }
}

void QuantileSketch::add_block(std::span<const double> values,
                               std::span<const std::uint64_t> counts) {
  assert(values.size() == counts.size() && values.size() <= kBlockLanes);
  if (values.empty()) {
    return;
  }
  const std::uint64_t total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  if (spare_counts_ < total) {
    make_counts_fit(total * kBlocksBetweenLooks);
  }
  const auto count_of = [&](std::size_t i) { return counts[i]; };
  if (std::visit([&](auto& pair) { return count_block(values, shift(), count_of, pair, zeros_); },
                 pairs_)) {
    spare_counts_ -= total;
    return;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) {
      add(values[i], counts[i]);
    }
  }
}

void QuantileSketch::merge(const QuantileSketch& other) {
  if (other.bits_ < bits_) {
    const int dropped = bits_ - other.bits_;
    make_counts_fit(0, dropped);
    bits_ = other.bits_;
    const std::uint64_t most = num_buckets(shift());
    std::visit(
        [&](auto& pair) {
          rebuild(pair.negative, extent_of(pair.negative).coarser(dropped), {}, most, dropped);
          rebuild(pair.positive, extent_of(pair.positive).coarser(dropped), {}, most, dropped);
        },
        pairs_);
  }
  for (const bool is_negative : {true, false}) {
    const Window source = other.window(is_negative);
    if (source.counts.empty()) {
      continue;
    }
    const Extent extent =
        Extent{source.first, source.first + source.counts.size() - 1}.coarser(other.bits_ - bits_);
    const bool has_room = std::visit(
        [&](const auto& pair) {
          const auto& target = of_sign(pair, is_negative);
          return extent.low >= target.first && extent.high < target.first + target.counts.size();
        },
        pairs_);
    if (!has_room) {
      make_room(is_negative, extent.low, extent.high);
    }
    add_counts(is_negative, source, other.bits_ - bits_);
  }
  zeros_ += other.zeros_;
}

/// Adds counts of one sign whose buckets have `finer` more bits.
/// @pre There are counters for them.
void QuantileSketch::add_counts(bool is_negative, const Window& source, int finer) {
  const std::uint64_t more = largest_count(source, finer);
  if (spare_counts_ < more) {
    make_counts_fit(more);
  }
  spare_counts_ -= std::min(spare_counts_, more);
  std::visit(
      [&](auto& pair) {
        auto& target = of_sign(pair, is_negative);
        for (std::size_t i = 0; i < source.counts.size(); ++i) {
          if (source.counts[i] > 0) {
            const std::uint64_t bucket = (source.first + i) >> static_cast<unsigned>(finer);
            auto& count = target.counts[bucket - target.first];
            count = static_cast<std::remove_reference_t<decltype(count)>>(count + source.counts[i]);
          }
        }
      },
      pairs_);
}

void QuantileSketch::merge(QuantileSketch&& other) {
  if (is_empty()) {
    *this = std::move(other);
  } else {
    merge(std::as_const(other));
  }
}

std::uint64_t QuantileSketch::count() const {
  return zeros_ +
         std::visit(
             [](const auto& pair) {
               std::uint64_t total = 0;
               for (const auto* counters : {&pair.negative, &pair.positive}) {
                 total = std::accumulate(counters->counts.begin(), counters->counts.end(), total);
               }
               return total;
             },
             pairs_);
}

double QuantileSketch::quantile(double probability) const {
  if (!(probability >= 0.0 && probability <= 1.0)) {
    throw InvalidArgument(fmt::format("probability must be in [0, 1], got {}", probability));
  }
  const std::uint64_t total = count();
  if (total == 0) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double wanted = std::max(1.0, std::ceil(probability * static_cast<double>(total)));
  const auto find = [&](const auto& pair) {
    double seen = 0.0;
    for (std::size_t i = pair.negative.counts.size(); i-- > 0;) {
      seen += static_cast<double>(pair.negative.counts[i]);
      if (seen >= wanted) {
        return -edge_of(pair.negative.first + i, shift());
      }
    }
    seen += static_cast<double>(zeros_);
    if (seen >= wanted) {
      return 0.0;
    }
    std::size_t last = 0;
    for (std::size_t i = 0; i < pair.positive.counts.size() && seen < wanted; ++i) {
      seen += static_cast<double>(pair.positive.counts[i]);
      last = pair.positive.counts[i] > 0 ? i : last;
    }
    return edge_of(pair.positive.first + last, shift());
  };
  return std::visit(find, pairs_);
}

}  // namespace demarche
