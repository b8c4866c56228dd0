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

/// A bucket is a sign, an exponent and the upper 9 bits of the mantissa.
constexpr int kDroppedBits = 52 - 9;

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

/// Finds the counter of each number: `zeros`, or one of `positive` or of `negative`. Returns false,
/// with counters that must not be used, if the bucket of a number has no counter yet.
bool find_counters(std::span<const double> values,
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
  const auto magnitude = hn::Set(d, (std::int64_t{1} << (63 - kDroppedBits)) - 1);
  auto out = hn::Zero(d);  // Negative in a lane once a number there had no counter.
  const auto find = [&](const double* some, std::uint64_t** counters) HWY_ATTR {
    const auto value = hn::LoadU(real, some);
    const auto is_zero = hn::Eq(value, hn::Zero(real));
    const auto is_negative = hn::Lt(value, hn::Zero(real));
    const auto key = hn::BitCast(d, hn::ShiftRight<kDroppedBits>(hn::BitCast(bits, value)));
    const auto first = choose(is_negative, hn::Set(d, negative.first), hn::Set(d, positive.first));
    const auto size = choose(is_negative, hn::Set(d, negative.size), hn::Set(d, positive.size));
    const auto counts = choose(is_negative, address(negative.counts), address(positive.counts));
    const auto offset = hn::Sub(hn::And(key, magnitude), first);
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

std::uint32_t bucket_of(double magnitude) {
  return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(magnitude) >> kDroppedBits);
}

/// How many buckets finite numbers of one sign have.
constexpr std::uint32_t kNumBuckets = 0x7ffU << (52 - kDroppedBits);

/// The edge of a bucket that is nearer to zero.
double edge_of(std::uint32_t bucket) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(bucket) << kDroppedBits);
}

}  // namespace

void QuantileSketch::Window::add(std::uint32_t bucket, std::uint64_t count) {
  assert(bucket < kNumBuckets);
  // Growing copies all counters. The window begins with room for numbers 2^32 times smaller and 2^8
  // times larger than the first, which makes growing rare.
  constexpr std::uint32_t kOctave = 1U << (52 - kDroppedBits);
  const std::uint32_t below =
      counts.empty() ? 32 * kOctave : static_cast<std::uint32_t>(counts.size() / 2);
  if (counts.empty()) {
    first = bucket;
  }
  if (bucket < first || counts.empty()) {
    const std::uint32_t start = bucket - std::min(bucket, below);
    counts.insert(counts.begin(), first - start, 0);
    first = start;
  }
  if (bucket - first >= counts.size()) {
    const std::uint32_t end = std::min(bucket + 8 * kOctave, kNumBuckets);
    counts.resize(end - first, 0);
  }
  counts[bucket - first] += count;
}

std::uint64_t QuantileSketch::Window::total() const noexcept {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

QuantileSketch::QuantileSketch(Window negative, Window positive, std::uint64_t zeros)
    : negative_(std::move(negative)), positive_(std::move(positive)), zeros_(zeros) {
  constexpr std::size_t kMost = kNumBuckets;
  for (const Window* window : {&negative_, &positive_}) {
    if (window->first > kMost || window->counts.size() > kMost - window->first) {
      throw InvalidArgument(fmt::format("buckets must be below {}, got {} from {} on",
                                        kMost,
                                        window->counts.size(),
                                        window->first));
    }
  }
}

void QuantileSketch::add(double value) {
  assert(std::isfinite(value));
  if (value > 0.0) {
    positive_.add(bucket_of(value), 1);
  } else if (value < 0.0) {
    negative_.add(bucket_of(-value), 1);
  } else {
    ++zeros_;
  }
}

void QuantileSketch::add_block(std::span<const double> values) {
  // Bucket 0 holds the smallest subnormal numbers, which a vector unit may flush to zero. Numbers
  // of a window that reaches down to bucket 0 go through add().
  const auto counters_of = [](Window& window) {
    const auto size = static_cast<std::int64_t>(window.counts.size());
    return Counters{window.first, window.first == 0 ? 0 : size, window.counts.data()};
  };
  std::array<std::uint64_t*, kBlockLanes> counters;
  for (; !values.empty(); values = values.subspan(std::min(values.size(), kBlockLanes))) {
    const auto some = values.first(std::min(values.size(), kBlockLanes));
    if (HWY_DYNAMIC_DISPATCH(find_counters)(
            some, counters_of(positive_), counters_of(negative_), &zeros_, counters.data())) {
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
  for (std::size_t i = 0; i < other.negative_.counts.size(); ++i) {
    if (other.negative_.counts[i] > 0) {
      negative_.add(other.negative_.first + static_cast<std::uint32_t>(i),
                    other.negative_.counts[i]);
    }
  }
  for (std::size_t i = 0; i < other.positive_.counts.size(); ++i) {
    if (other.positive_.counts[i] > 0) {
      positive_.add(other.positive_.first + static_cast<std::uint32_t>(i),
                    other.positive_.counts[i]);
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
      return -edge_of(negative_.first + static_cast<std::uint32_t>(i));
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
  return edge_of(positive_.first + static_cast<std::uint32_t>(last));
}

}  // namespace demarche

#endif  // HWY_ONCE
