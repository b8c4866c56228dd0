// SPDX-License-Identifier: MIT
#include "simulate/block_sums.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulate/block_sums.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

/// Number i of a row is added to running sum i % 8. Eight sums are one vector of AVX-512, two of
/// AVX2 and four of SSE, so every instruction set adds in the same order.
constexpr std::size_t kRunning = 8;
using Lanes = hn::CappedTag<double, kRunning>;
using V = hn::Vec<Lanes>;
constexpr std::size_t kWidth = HWY_MIN(kRunning, HWY_LANES(double));
constexpr std::size_t kVectors = kRunning / kWidth;

using Sums = V[kVectors];

/// Combines the lanes of a vector by halves (lane i with lane i + n / 2, and so on).
template <class D, class Combine>
HWY_INLINE double fold_lanes(D /*d*/, hn::Vec<D> v, const Combine& combine) {
  if constexpr (hn::MaxLanes(D()) == 1) {
    return hn::GetLane(v);
  } else {
    const hn::Half<D> half;
    return fold_lanes(half, combine(half, hn::LowerHalf(half, v), hn::UpperHalf(half, v)), combine);
  }
}

/// Combines the vectors first, first + step, ... by halves, in the order in which fold_lanes()
/// would combine them if they were one vector.
template <std::size_t first, std::size_t step, class Combine>
HWY_INLINE V fold_vectors(const Sums& sums, const Combine& combine) {
  if constexpr (step == kVectors) {
    return sums[first];
  } else {
    return combine(Lanes(),
                   fold_vectors<first, 2 * step>(sums, combine),
                   fold_vectors<first + step, 2 * step>(sums, combine));
  }
}

template <class Combine>
HWY_INLINE double fold(const Sums& sums, const Combine& combine) {
  return fold_lanes(Lanes(), fold_vectors<0, 1>(sums, combine), combine);
}

struct Plus {
  template <class D>
  HWY_INLINE hn::Vec<D> operator()(D /*d*/, hn::Vec<D> a, hn::Vec<D> b) const {
    return hn::Add(a, b);
  }
};
struct Lower {
  template <class D>
  HWY_INLINE hn::Vec<D> operator()(D /*d*/, hn::Vec<D> a, hn::Vec<D> b) const {
    return hn::Min(a, b);
  }
};
struct Higher {
  template <class D>
  HWY_INLINE hn::Vec<D> operator()(D /*d*/, hn::Vec<D> a, hn::Vec<D> b) const {
    return hn::Max(a, b);
  }
};

/// The running sums of one row.
template <bool are_probabilities>
class RowSums {
 public:
  HWY_INLINE RowSums(const double* values, std::size_t count) : values_(values) {
    const double first = hn::GetLane(seen(hn::Set(Lanes(), values[0])));
    const double other = hn::GetLane(seen(hn::Set(Lanes(), values[count / 2])));
    shift_ = shift_of(first, other);
    // A loop over elements: with array assignment GCC 12 keeps the sums in memory.
    for (std::size_t k = 0; k < kVectors; ++k) {
      sum_[k] = hn::Zero(Lanes());
      squares_[k] = hn::Zero(Lanes());
      low_[k] = hn::Set(Lanes(), first);
      high_[k] = hn::Set(Lanes(), first);
    }
  }

  /// Adds kRunning numbers from number i on.
  HWY_INLINE void add(std::size_t i) {
    const Lanes d;
    for (std::size_t k = 0; k < kVectors; ++k) {
      const V x = seen(hn::LoadU(d, values_ + i + k * kWidth));
      add(k, x, hn::Sub(x, hn::Set(d, shift_)));
    }
  }

  /// Adds the last numbers, from number i on, which are fewer than kRunning. They are copied first,
  /// as a masked load may read beyond the row.
  HWY_INLINE void add_last(std::size_t i, std::size_t count) {
    const Lanes d;
    alignas(64) std::array<double, kRunning> last{};
    std::copy(values_ + i, values_ + count, last.begin());
    for (std::size_t k = 0; i + k * kWidth < count; ++k) {
      const auto is_there = hn::FirstN(d, count - i - k * kWidth);
      const V loaded = seen(hn::Load(d, last.data() + k * kWidth));
      const V x = hn::IfThenElse(is_there, loaded, low_[k]);
      add(k, x, hn::IfThenElseZero(is_there, hn::Sub(x, hn::Set(d, shift_))));
    }
  }

  HWY_INLINE void store(BlockSums& result) const {
    result.shift = shift_;
    result.sum = fold(sum_, Plus());
    result.squares = fold(squares_, Plus());
    result.minimum = fold(low_, Lower());
    result.maximum = fold(high_, Higher());
  }

 private:
  /// A shift protects the variance of numbers that are close to each other from cancellation. Where
  /// two numbers differ by at least half of the first, there is none: the rounding error of the
  /// squares is small beside the square of that difference. The lower 27 bits are cleared, so that
  /// the square of the shift is exact.
  static HWY_INLINE double shift_of(double first, double other) {
    constexpr std::uint64_t kLowBits = (std::uint64_t{1} << 27) - 1;
    constexpr double kFar = 0.5;
    return std::abs(first - other) >= kFar * std::abs(first)
               ? 0.0
               : std::bit_cast<double>(std::bit_cast<std::uint64_t>(first) & ~kLowBits);
  }

  // With the arguments of Min and Max in this order, NaN stays NaN.
  static HWY_INLINE V seen(V x) {
    const Lanes d;
    if constexpr (are_probabilities) {
      return hn::Min(hn::Set(d, 1.0), hn::Max(hn::Zero(d), x));
    } else {
      return x;
    }
  }

  HWY_INLINE void add(std::size_t k, V x, V distance) {
    sum_[k] = hn::Add(sum_[k], distance);
    // No MulAdd: instruction sets without FMA would round differently.
    squares_[k] = hn::Add(squares_[k], hn::Mul(distance, distance));
    low_[k] = hn::Min(low_[k], x);
    high_[k] = hn::Max(high_[k], x);
  }

  const double* values_;
  double shift_;
  Sums sum_;
  Sums squares_;
  Sums low_;
  Sums high_;
};

/// Sums rows. With AVX-512 the running sums are one vector, and each addition waits for the one
/// before it, so two rows are summed at a time.
template <bool are_probabilities>
void add_rows(std::span<const double* const> rows, std::size_t count, BlockSums* sums) {
  const std::size_t whole = count - count % kRunning;
  std::size_t r = 0;
  if constexpr (kVectors == 1) {
    for (; r + 2 <= rows.size(); r += 2) {
      RowSums<are_probabilities> first(rows[r], count);
      RowSums<are_probabilities> second(rows[r + 1], count);
      for (std::size_t i = 0; i < whole; i += kRunning) {
        first.add(i);
        second.add(i);
      }
      if (whole < count) {
        first.add_last(whole, count);
        second.add_last(whole, count);
      }
      first.store(sums[r]);
      second.store(sums[r + 1]);
    }
  }
  for (; r < rows.size(); ++r) {
    RowSums<are_probabilities> row(rows[r], count);
    for (std::size_t i = 0; i < whole; i += kRunning) {
      row.add(i);
    }
    if (whole < count) {
      row.add_last(whole, count);
    }
    row.store(sums[r]);
  }
}

/// Clamping costs two operations per number, and few rows of probabilities need it: rows are summed
/// as they are, and those whose minimum or maximum lies outside [0, 1] are summed again.
void add_up(std::span<const double* const> rows,
            std::size_t count,
            bool are_probabilities,
            BlockSums* sums) {
  add_rows<false>(rows, count, sums);
  for (std::size_t r = 0; are_probabilities && r < rows.size(); ++r) {
    if (sums[r].minimum < 0.0 || sums[r].maximum > 1.0) {
      add_rows<true>(rows.subspan(r, 1), count, sums + r);
    }
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(add_up);

void block_sums(std::span<const double* const> rows,
                std::size_t count,
                bool are_probabilities,
                BlockSums* sums) {
  assert(rows.empty() || count >= 1);
  HWY_DYNAMIC_DISPATCH(add_up)(rows, count, are_probabilities, sums);
}

BlockSums block_sums(std::span<const double> values, bool are_probabilities) {
  BlockSums result;
  const double* const row = values.data();
  block_sums({&row, 1}, values.size(), are_probabilities, &result);
  return result;
}

}  // namespace demarche

#endif  // HWY_ONCE
