// SPDX-License-Identifier: MIT
#include "simulate/block_sums.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulate/block_sums.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Running sums: this many on every instruction set, in as many vectors as it takes.
constexpr std::size_t kRunning = 8;
using Running = std::array<double, kRunning>;
using Lanes = hn::CappedTag<double, kRunning>;
using V = hn::Vec<Lanes>;
constexpr std::size_t kWidth = HWY_MIN(kRunning, HWY_LANES(double));
constexpr std::size_t kVectors = kRunning / kWidth;

double total(const Running& r) {
  return ((r[0] + r[4]) + (r[2] + r[6])) + ((r[1] + r[5]) + (r[3] + r[7]));
}

struct RunningSums {
  alignas(64) Running sum{};
  alignas(64) Running squares{};
  alignas(64) Running minimum{};
  alignas(64) Running maximum{};
};

// Arguments in this order keep a NaN.
template <bool are_probabilities>
HWY_INLINE V seen(V x) {
  const Lanes d;
  if constexpr (are_probabilities) {
    return hn::Min(hn::Set(d, 1.0), hn::Max(hn::Zero(d), x));
  } else {
    return x;
  }
}

template <bool are_probabilities>
double seen(double x) {
  return are_probabilities ? std::clamp(x, 0.0, 1.0) : x;
}

/// The first numbers, as many as fill all running sums alike; returns how many.
template <bool are_probabilities>
std::size_t add_whole(const double* values, std::size_t count, double shift, RunningSums& sums) {
  const Lanes d;
  const V origin = hn::Set(d, shift);
  std::array<V, kVectors> sum;
  std::array<V, kVectors> squares;
  std::array<V, kVectors> low;
  std::array<V, kVectors> high;
  sum.fill(hn::Zero(d));
  squares.fill(hn::Zero(d));
  low.fill(seen<are_probabilities>(hn::Set(d, values[0])));
  high = low;
  std::size_t i = 0;
  for (; i + kRunning <= count; i += kRunning) {
    for (std::size_t k = 0; k < kVectors; ++k) {
      const V x = seen<are_probabilities>(hn::LoadU(d, values + i + k * kWidth));
      const V distance = hn::Sub(x, origin);
      sum[k] = hn::Add(sum[k], distance);
      // Not fused: instruction sets without that would round otherwise.
      squares[k] = hn::Add(squares[k], hn::Mul(distance, distance));
      low[k] = hn::Min(low[k], x);
      high[k] = hn::Max(high[k], x);
    }
  }
  for (std::size_t k = 0; k < kVectors; ++k) {
    hn::Store(sum[k], d, sums.sum.data() + k * kWidth);
    hn::Store(squares[k], d, sums.squares.data() + k * kWidth);
    hn::Store(low[k], d, sums.minimum.data() + k * kWidth);
    hn::Store(high[k], d, sums.maximum.data() + k * kWidth);
  }
  return i;
}

template <bool are_probabilities>
void add_up(const double* values, std::size_t count, BlockSums& result) {
  constexpr std::uint64_t kLowBits = (std::uint64_t{1} << 27) - 1;
  const double first = seen<are_probabilities>(values[0]);
  result.shift = std::bit_cast<double>(std::bit_cast<std::uint64_t>(first) & ~kLowBits);
  RunningSums sums;
  for (std::size_t i = add_whole<are_probabilities>(values, count, result.shift, sums); i < count;
       ++i) {
    const double x = seen<are_probabilities>(values[i]);
    const double distance = x - result.shift;
    sums.sum[i % kRunning] += distance;
    sums.squares[i % kRunning] += distance * distance;
    sums.minimum[0] = std::min(sums.minimum[0], x);
    sums.maximum[0] = std::max(sums.maximum[0], x);
  }
  result.sum = total(sums.sum);
  result.squares = total(sums.squares);
  result.minimum = *std::min_element(sums.minimum.begin(), sums.minimum.end());
  result.maximum = *std::max_element(sums.maximum.begin(), sums.maximum.end());
}

void add_numbers(const double* values, std::size_t count, BlockSums& result) {
  add_up<false>(values, count, result);
}

void add_probabilities(const double* values, std::size_t count, BlockSums& result) {
  add_up<true>(values, count, result);
}

}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(add_numbers);
HWY_EXPORT(add_probabilities);

BlockSums block_sums(std::span<const double> values) {
  BlockSums result;
  HWY_DYNAMIC_DISPATCH(add_numbers)(values.data(), values.size(), result);
  return result;
}

BlockSums block_sums_of_probabilities(std::span<const double> values) {
  BlockSums result;
  HWY_DYNAMIC_DISPATCH(add_probabilities)(values.data(), values.size(), result);
  return result;
}

}  // namespace demarche

#endif  // HWY_ONCE
