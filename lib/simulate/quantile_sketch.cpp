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

/// The end of the bucket that is nearer to zero.
double edge_of(std::uint32_t bucket) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(bucket) << kDroppedBits);
}

}  // namespace

void QuantileSketch::Window::add(std::uint32_t bucket, std::uint64_t count) {
  if (counts.empty()) {
    first = bucket;
  }
  if (bucket < first) {
    // Grow by at least half of what there is, so that growing is rare.
    const auto slack = static_cast<std::uint32_t>(counts.size() / 2);
    const std::uint32_t start = bucket - std::min(bucket, slack);
    counts.insert(counts.begin(), first - start, 0);
    first = start;
  }
  if (bucket - first >= counts.size()) {
    counts.resize(bucket - first + 1, 0);
  }
  counts[bucket - first] += count;
}

std::uint64_t QuantileSketch::Window::total() const noexcept {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

QuantileSketch::QuantileSketch(Window negative, Window positive, std::uint64_t zeros)
    : negative_(std::move(negative)), positive_(std::move(positive)), zeros_(zeros) {
  const std::size_t most = bucket_of(std::numeric_limits<double>::max()) + std::size_t{1};
  for (const Window* window : {&negative_, &positive_}) {
    if (window->first > most || window->counts.size() > most - window->first) {
      throw InvalidArgument(fmt::format("buckets must be below {}, got {} from {} on",
                                        most,
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
  constexpr std::uint64_t kInfinity = std::uint64_t{0x7ff} << 9;
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
    } else if (bucket < kInfinity) {
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
  for (std::size_t i = 0; i < positive_.counts.size(); ++i) {
    seen += static_cast<double>(positive_.counts[i]);
    if (seen >= wanted) {
      return edge_of(positive_.first + static_cast<std::uint32_t>(i));
    }
  }
  return edge_of(positive_.first + static_cast<std::uint32_t>(positive_.counts.size()) - 1);
}

}  // namespace demarche
