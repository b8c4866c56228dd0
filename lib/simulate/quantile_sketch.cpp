// SPDX-License-Identifier: MIT
#include "demarche/simulate/quantile_sketch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

constexpr int kDroppedBits = 52 - 9;

std::uint32_t bucket_of(double magnitude) {
  return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(magnitude) >> kDroppedBits);
}

/// Of finite numbers.
constexpr std::uint32_t kNumBuckets = 0x7ffU << (52 - kDroppedBits);

/// The end of the bucket that is nearer to zero.
double edge_of(std::uint32_t bucket) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(bucket) << kDroppedBits);
}

}  // namespace

void QuantileSketch::Window::add(std::uint32_t bucket, std::uint64_t count) {
  // Growing moves what there is. Room for numbers 2^32 times smaller and 2^8 times larger than the
  // first makes it rare.
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
  if (value > 0.0) {
    positive_.add(bucket_of(value), 1);
  } else if (value < 0.0) {
    negative_.add(bucket_of(-value), 1);
  } else {
    ++zeros_;
  }
}

void QuantileSketch::add_block(std::span<const double> values) {
  constexpr std::uint64_t kMagnitude = (std::uint64_t{1} << (63 - kDroppedBits)) - 1;
  // By sign: where buckets stand now. Bucket 0 holds zeros, too: it is left to add().
  struct View {
    std::uint32_t first;
    std::uint32_t size;
    std::uint64_t* counts;
  };
  std::array<View, 2> views;
  const auto look = [&] {
    std::size_t sign = 0;
    for (Window* window : {&positive_, &negative_}) {
      const auto size = static_cast<std::uint32_t>(window->counts.size());
      views[sign++] = {window->first, window->first == 0 ? 0 : size, window->counts.data()};
    }
  };
  look();
  for (const double value : values) {
    const std::uint64_t key = std::bit_cast<std::uint64_t>(value) >> kDroppedBits;
    const View& view = views[key >> (63 - kDroppedBits)];
    const auto bucket = static_cast<std::uint32_t>(key & kMagnitude);
    const std::uint32_t place = bucket - view.first;
    if (place < view.size) [[likely]] {
      ++view.counts[place];
    } else if (bucket < kNumBuckets) {
      add(value);
      look();
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
