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
#include <utility>

#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulate/quantile_sketch.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef DEMARCHE_SIMULATE_BUCKETS_
#define DEMARCHE_SIMULATE_BUCKETS_
namespace demarche {

/// Counters of neighbouring buckets.
struct Counters {
  std::int64_t first;  ///< Number of the first bucket.
  std::int64_t size;   ///< How many buckets.
  std::uint64_t* counts;
};

}  // namespace demarche
#endif

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

/// Finds the counter of each number: `zeros`, or one of `positive` or of `negative`, whose buckets
/// are numbered by a number's bits without the lowest `shift`. Returns false, with counters that
/// must not be used, if the bucket of a number has no counter yet.
bool find_counters(std::span<const double> values,
                   int shift,
                   const Counters& positive,
                   const Counters& negative,
                   std::uint64_t* zeros,
                   std::uint64_t** found) {
  const hn::ScalableTag<std::int64_t> d;
  const hn::RebindToFloat<decltype(d)> real;
  const hn::RebindToUnsigned<decltype(d)> bits;
  const auto address = [&](const std::uint64_t* counter) {
    return hn::Set(d, static_cast<std::int64_t>(std::bit_cast<std::uintptr_t>(counter)));
  };
  const auto choose = [&](auto where, auto yes, auto no) HWY_ATTR {
    return hn::BitCast(d, hn::IfThenElse(where, hn::BitCast(real, yes), hn::BitCast(real, no)));
  };
  const auto magnitude = hn::Set(d, static_cast<std::int64_t>(~std::uint64_t{0} >> 1U));
  auto out = hn::Zero(d);  // Negative in a lane once a number there had no counter.
  const auto find = [&](const double* some, std::uint64_t** counters) HWY_ATTR {
    const auto value = hn::LoadU(real, some);
    const auto is_zero = hn::Eq(value, hn::Zero(real));
    const auto is_negative = hn::Lt(value, hn::Zero(real));
    const auto key = hn::And(hn::BitCast(d, value), magnitude);
    const auto bucket = hn::BitCast(d, hn::ShiftRightSame(hn::BitCast(bits, key), shift));
    const auto first = choose(is_negative, hn::Set(d, negative.first), hn::Set(d, positive.first));
    const auto size = choose(is_negative, hn::Set(d, negative.size), hn::Set(d, positive.size));
    const auto counts = choose(is_negative, address(negative.counts), address(positive.counts));
    const auto offset = hn::Sub(bucket, first);
    // Negative unless 0 <= offset < size.
    const auto is_out = hn::Or(offset, hn::Not(hn::Sub(offset, size)));
    out = hn::Or(out, choose(is_zero, hn::Zero(d), is_out));
    const auto counter = choose(is_zero, address(zeros), hn::Add(counts, hn::ShiftLeft<3>(offset)));
    hn::StoreU(counter, d, reinterpret_cast<std::int64_t*>(counters));
  };
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + lanes <= values.size(); i += lanes) {
    find(values.data() + i, found + i);
  }
  if (i < values.size()) {
    std::array<double, HWY_LANES(double)> last;
    last.fill(values[i]);
    std::copy(values.begin() + static_cast<std::ptrdiff_t>(i), values.end(), last.begin());
    std::array<std::uint64_t*, HWY_LANES(double)> counters;
    find(last.data(), counters.data());
    std::copy_n(counters.begin(), values.size() - i, found + i);
  }
  return hn::AllFalse(d, hn::Lt(out, hn::Zero(d)));
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(find_counters);

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
Extent extent_of(const QuantileSketch::Window& window) {
  Extent extent;
  for (std::size_t i = 0; i < window.counts.size(); ++i) {
    if (window.counts[i] > 0) {
      extent.include({window.first + i, window.first + i});
    }
  }
  return extent;
}

/// How many more buckets than its numbers need a window has at either end.
struct Margin {
  std::uint64_t below = 0;
  std::uint64_t above = 0;
};

/// Has the window's buckets drop `dropped` more bits and reach over `extent` and the margin.
void rebuild(QuantileSketch::Window& window,
             const Extent& extent,
             const Margin& margin,
             std::uint64_t most_buckets,
             int dropped) {
  if (extent.is_empty()) {
    return;
  }
  // The storage that a window gives up is the next one's, so runs stop asking the heap for it once
  // their sketches have settled.
  thread_local std::vector<std::uint64_t> spare;
  spare.reserve(QuantileSketch::kMostFine);
  const std::uint64_t first = extent.low - std::min(extent.low, margin.below);
  spare.assign(std::min(extent.high + margin.above + 1, most_buckets) - first, 0);
  for (std::size_t i = 0; i < window.counts.size(); ++i) {
    if (window.counts[i] > 0) {
      const std::uint64_t bucket = (window.first + i) >> static_cast<unsigned>(dropped);
      spare[bucket - first] += window.counts[i];
    }
  }
  window.first = first;
  window.counts.swap(spare);
}

/// Counts one more number in a bucket; false if the window does not reach it.
bool count_in(QuantileSketch::Window& window, std::uint64_t bucket) {
  const std::uint64_t place = bucket - window.first;  // Huge below the window.
  if (place >= window.counts.size()) {
    return false;
  }
  ++window.counts[place];
  return true;
}

}  // namespace

std::uint64_t QuantileSketch::Window::total() const noexcept {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

QuantileSketch::QuantileSketch(int bits, Window negative, Window positive, std::uint64_t zeros)
    : bits_(bits), negative_(std::move(negative)), positive_(std::move(positive)), zeros_(zeros) {
  if (bits < kLeastBits || bits > kMostBits) {
    throw InvalidArgument(
        fmt::format("bits must be in [{}, {}], got {}", kLeastBits, kMostBits, bits));
  }
  const std::uint64_t most = num_buckets(shift());
  for (const Window* window : {&negative_, &positive_}) {
    if (window->first > most || window->counts.size() > most - window->first) {
      throw InvalidArgument(fmt::format("buckets must be below {}, got {} from {} on",
                                        most,
                                        window->counts.size(),
                                        window->first));
    }
  }
  if (bits > kLeastBits && negative_.counts.size() + positive_.counts.size() > kMostFine) {
    throw InvalidArgument(fmt::format("{} bits allow {} buckets, got {}",
                                      bits,
                                      kMostFine,
                                      negative_.counts.size() + positive_.counts.size()));
  }
}

double QuantileSketch::relative_error() const noexcept {
  return std::ldexp(1.0, -bits_);
}

/// Makes room for numbers of one sign whose buckets are `low` to `high`, and drops as many bits as
/// that takes. Windows reach beyond their numbers, so that growing is rare. While more than the
/// least bits are kept, both windows together have at most kMostFine buckets, so that a number
/// within a window never makes buckets wider.
void QuantileSketch::make_room(bool is_negative, std::uint64_t low, std::uint64_t high) {
  Extent negative = extent_of(negative_);
  Extent positive = extent_of(positive_);
  (is_negative ? negative : positive).include({low, high});
  const auto size_at = [&](int dropped) {
    return negative.coarser(dropped).size() + positive.coarser(dropped).size();
  };
  int dropped = 0;
  while (size_at(dropped) > kMostFine && shift() + dropped < kMostShift) {
    ++dropped;
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
  rebuild(negative_, negative.coarser(dropped), margin, most, dropped);
  rebuild(positive_, positive.coarser(dropped), margin, most, dropped);
}

void QuantileSketch::add(double value) {
  assert(std::isfinite(value));
  if (value == 0.0) {
    ++zeros_;
    return;
  }
  const bool is_negative = value < 0.0;
  Window& window = is_negative ? negative_ : positive_;
  const std::uint64_t key = key_of(value);
  if (!count_in(window, key >> static_cast<unsigned>(shift()))) {
    const std::uint64_t bucket = key >> static_cast<unsigned>(shift());
    make_room(is_negative, bucket, bucket);
    const bool is_counted = count_in(window, key >> static_cast<unsigned>(shift()));
    assert(is_counted);
    static_cast<void>(is_counted);
  }
}

void QuantileSketch::add_block(std::span<const double> values) {
  // Bucket 0 holds the smallest subnormal numbers, which a vector unit may flush to zero. Numbers
  // of a window that reaches down to bucket 0 go through add().
  const auto counters_of = [](Window& window) {
    const auto size = static_cast<std::int64_t>(window.counts.size());
    return Counters{static_cast<std::int64_t>(window.first),
                    window.first == 0 ? 0 : size,
                    window.counts.data()};
  };
  std::array<std::uint64_t*, kBlockLanes> counters;
  for (; !values.empty(); values = values.subspan(std::min(values.size(), kBlockLanes))) {
    const auto some = values.first(std::min(values.size(), kBlockLanes));
    if (HWY_DYNAMIC_DISPATCH(find_counters)(some,
                                            shift(),
                                            counters_of(positive_),
                                            counters_of(negative_),
                                            &zeros_,
                                            counters.data())) {
      for (std::size_t i = 0; i < some.size(); ++i) {
        ++*counters[i];
      }
      continue;
    }
    for (const double value : some) {
      if (std::isfinite(value)) {
        add(value);
      }
    }
  }
}

void QuantileSketch::merge(const QuantileSketch& other) {
  if (other.bits_ < bits_) {
    const int dropped = bits_ - other.bits_;
    bits_ = other.bits_;
    const std::uint64_t most = num_buckets(shift());
    rebuild(negative_, extent_of(negative_).coarser(dropped), {}, most, dropped);
    rebuild(positive_, extent_of(positive_).coarser(dropped), {}, most, dropped);
  }
  for (const bool is_negative : {true, false}) {
    const Window& source = is_negative ? other.negative_ : other.positive_;
    Window& target = is_negative ? negative_ : positive_;
    const Extent extent = extent_of(source).coarser(other.bits_ - bits_);
    if (extent.is_empty()) {
      continue;
    }
    if (extent.low < target.first || extent.high >= target.first + target.counts.size()) {
      make_room(is_negative, extent.low, extent.high);
    }
    for (std::size_t i = 0; i < source.counts.size(); ++i) {
      if (source.counts[i] > 0) {
        const std::uint64_t bucket =
            (source.first + i) >> static_cast<unsigned>(other.bits_ - bits_);
        target.counts[bucket - target.first] += source.counts[i];
      }
    }
  }
  zeros_ += other.zeros_;
}

std::uint64_t QuantileSketch::count() const noexcept {
  return negative_.total() + zeros_ + positive_.total();
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
  double seen = 0.0;
  for (std::size_t i = negative_.counts.size(); i-- > 0;) {
    seen += static_cast<double>(negative_.counts[i]);
    if (seen >= wanted) {
      return -edge_of(negative_.first + i, shift());
    }
  }
  seen += static_cast<double>(zeros_);
  if (seen >= wanted) {
    return 0.0;
  }
  std::size_t last = 0;
  for (std::size_t i = 0; i < positive_.counts.size() && seen < wanted; ++i) {
    seen += static_cast<double>(positive_.counts[i]);
    last = positive_.counts[i] > 0 ? i : last;
  }
  return edge_of(positive_.first + last, shift());
}

}  // namespace demarche

#endif  // HWY_ONCE
