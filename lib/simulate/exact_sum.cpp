// SPDX-License-Identifier: MIT
#include "demarche/simulate/exact_sum.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cassert>
#include <cmath>
#include <limits>

#include "demarche/core/error.hpp"
#include "simulate/block_sums.hpp"

namespace demarche {
namespace {

using Quad = boost::multiprecision::cpp_bin_float_quad;
__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t kMantissaMask = (std::uint64_t{1} << 52) - 1;
constexpr std::uint64_t kChunkMask = 0xffffffff;

Quad quad(const ExactSum& sum) {
  const auto parts = sum.parts();
  return Quad(parts.high) + Quad(parts.low);
}

}  // namespace

void ExactSum::add(double value) noexcept {
  assert(!std::isnan(value));
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const std::uint64_t field = (bits >> 52) & 0x7ff;
  // A subnormal number has the unit of the smallest normal numbers, but no leading one.
  const std::uint64_t exponent = field == 0 ? 1 : field;
  const std::uint64_t mantissa = (bits & kMantissaMask) | (field == 0 ? 0 : kMantissaMask + 1);
  const std::size_t chunk = exponent >> 5;
  const unsigned shift = exponent & 31;
  const std::int64_t sign = -static_cast<std::int64_t>(bits >> 63);  // 0 or -1
  const auto low = static_cast<std::int64_t>((mantissa << shift) & kChunkMask);
  const auto high = static_cast<std::int64_t>(mantissa >> (32 - shift));
  chunks_[chunk] += (low ^ sign) - sign;
  chunks_[chunk + 1] += (high ^ sign) - sign;
  if (++num_pending_ == kMaxPending) {
    propagate();
  }
}

void ExactSum::propagate() noexcept {
  for (std::size_t i = 0; i + 1 < kNumChunks; ++i) {
    const std::int64_t carry = chunks_[i] >> 32;
    chunks_[i] -= carry * (std::int64_t{1} << 32);
    chunks_[i + 1] += carry;
  }
  num_pending_ = 0;
}

void ExactSum::merge(const ExactSum& other) noexcept {
  ExactSum carried = other;
  carried.propagate();
  propagate();
  for (std::size_t i = 0; i < kNumChunks; ++i) {
    chunks_[i] += carried.chunks_[i];
  }
  propagate();
}

std::vector<std::int64_t> ExactSum::chunks() const {
  ExactSum sum = *this;
  sum.propagate();
  std::size_t size = kNumChunks;
  while (size > 0 && sum.chunks_[size - 1] == 0) {
    --size;
  }
  return {sum.chunks_.begin(), sum.chunks_.begin() + static_cast<std::ptrdiff_t>(size)};
}

ExactSum ExactSum::from_chunks(std::span<const std::int64_t> chunks) {
  constexpr std::int64_t kEnd = std::int64_t{1} << 32;
  ExactSum sum;
  bool fits = chunks.size() <= kNumChunks;
  for (std::size_t i = 0; fits && i < chunks.size(); ++i) {
    // Carries are propagated, so every chunk but the last is a digit in [0, 2^32). The last chunk
    // has the sign of the sum.
    fits = chunks[i] < kEnd && chunks[i] >= (i + 1 == kNumChunks ? -kEnd : 0);
    sum.chunks_[i] = chunks[i];
  }
  if (!fits) {
    throw InvalidArgument("these are not the chunks of an exact sum");
  }
  return sum;
}

double ExactSum::value() const noexcept {
  ExactSum sum = *this;
  sum.propagate();
  const bool is_negative = sum.chunks_.back() < 0;
  if (is_negative) {
    for (auto& chunk : sum.chunks_) {
      chunk = -chunk;
    }
    sum.propagate();
  }
  std::size_t top = kNumChunks;
  while (top > 0 && sum.chunks_[top - 1] == 0) {
    --top;
  }
  if (top == 0) {
    return 0.0;
  }
  // The top three chunks hold at least 65 bits of the sum, enough to round to 53. Of the chunks
  // below them it only matters whether one is not 0, which decides ties.
  Wide bits = 0;
  const std::size_t bottom = top < 3 ? 0 : top - 3;
  for (std::size_t i = top; i-- > bottom;) {
    bits = (bits << 32) | static_cast<std::uint64_t>(sum.chunks_[i]);
  }
  const bool is_sticky = std::any_of(sum.chunks_.begin(),
                                     sum.chunks_.begin() + static_cast<std::ptrdiff_t>(bottom),
                                     [](std::int64_t chunk) { return chunk != 0; });
  const auto high = static_cast<std::uint64_t>(bits >> 64);
  const int width = high != 0 ? 64 + static_cast<int>(std::bit_width(high))
                              : static_cast<int>(std::bit_width(static_cast<std::uint64_t>(bits)));
  int exponent = 32 * static_cast<int>(bottom) - 1075;
  auto mantissa = static_cast<std::uint64_t>(bits);
  if (width > 53) {
    const int drop = width - 53;
    const Wide rest = bits & ((Wide{1} << drop) - 1);
    const Wide half = Wide{1} << (drop - 1);
    mantissa = static_cast<std::uint64_t>(bits >> drop);
    if (rest > half || (rest == half && (is_sticky || (mantissa & 1) != 0))) {
      ++mantissa;
    }
    exponent += drop;
  }
  const double magnitude = std::ldexp(static_cast<double>(mantissa), exponent);
  return is_negative ? -magnitude : magnitude;
}

ExactSum::Parts ExactSum::parts() const noexcept {
  const double high = value();
  ExactSum rest = *this;
  if (std::isfinite(high)) {
    rest.add(-high);
    return {.high = high, .low = rest.value()};
  }
  return {.high = high, .low = 0.0};
}

namespace {

/// The number with the lower 27 bits of its mantissa cleared.
double upper_half(double value) {
  constexpr std::uint64_t kLowBits = (std::uint64_t{1} << 27) - 1;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) & ~kLowBits);
}

/// Adds a * b exactly, as the rounded product and its rounding error.
void add_product(double a, double b, ExactSum& sum) {
  const double product = a * b;
  sum.add(product);
  sum.add(std::fma(a, b, -product));
}

}  // namespace

void Moments::add(double value) noexcept {
  ++count_;
  minimum_ = std::min(minimum_, value);
  maximum_ = std::max(maximum_, value);
  sum_.add(value);
  // The rounded square and its rounding error add up to the exact square. An infinite square counts
  // as 2^1024, which makes the variance infinite, too.
  const double square = value * value;
  squares_.add(square);
  const double rest = std::fma(value, value, -square);
  if (rest != 0.0 && std::isfinite(square)) {
    squares_.add(rest);
  }
}

bool Moments::add_block(std::span<const double> values) noexcept {
  return values.empty() || add(block_sums(values), values.size()) || add_each(values);
}

bool Moments::add_probabilities(std::span<const double> values) noexcept {
  return values.empty() || add(block_sums(values, true), values.size());
}

bool Moments::add(const BlockSums& sums, std::size_t count) noexcept {
  assert(count >= 1 && count < (std::size_t{1} << 27));
  const auto n = static_cast<double>(count);
  const double square = sums.shift * sums.shift;  // Exact, as the shift is short.
  if (!std::isfinite(n * (square + sums.squares))) {
    return false;
  }
  count_ += count;
  minimum_ = std::min(minimum_, sums.minimum);
  maximum_ = std::max(maximum_, sums.maximum);
  sum_.add(sums.sum);
  squares_.add(sums.squares);
  if (sums.shift == 0.0) {
    return true;
  }
  sum_.add(n * sums.shift);  // Exact: 26 bits of the shift times a count below 2^27.
  // The sum of (shift + d)^2 is the sum of d^2, added above, plus n * shift^2 + 2 * shift * (sum of
  // d). A power of two times a square is exact; other products are added with their rounding error.
  if (std::has_single_bit(count)) {
    squares_.add(n * square);
  } else {
    add_product(n, square, squares_);
  }
  // The sum of d is split into halves whose products with the shift are exact.
  const double high = upper_half(sums.sum);
  squares_.add(2.0 * sums.shift * high);
  squares_.add(2.0 * sums.shift * (sums.sum - high));
  return true;
}

bool Moments::add_each(std::span<const double> values) noexcept {
  if (!std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); })) {
    return false;
  }
  for (const double value : values) {
    add(value);
  }
  return true;
}

void Moments::merge(const Moments& other) noexcept {
  count_ += other.count_;
  minimum_ = std::min(minimum_, other.minimum_);
  maximum_ = std::max(maximum_, other.maximum_);
  sum_.merge(other.sum_);
  squares_.merge(other.squares_);
}

double Moments::mean() const {
  return count_ == 0 ? 0.0 : static_cast<double>(quad(sum_) / count_);
}

double Moments::variance() const {
  if (count_ < 2) {
    return 0.0;
  }
  const Quad n = count_;
  const Quad sum = quad(sum_);
  const Quad variance = (quad(squares_) - sum * sum / n) / (n - 1);
  return std::max(0.0, static_cast<double>(variance));
}

double Moments::standard_deviation() const {
  return std::sqrt(variance());
}

double Moments::standard_error() const {
  return count_ == 0 ? 0.0 : std::sqrt(variance() / static_cast<double>(count_));
}

}  // namespace demarche
