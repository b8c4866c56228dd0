// SPDX-License-Identifier: MIT
#include "solve/dominance/dominance_kernel.hpp"

#include <cstdint>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/dominance/dominance_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/lane_vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

using V = hn::Vec<LaneTag>;
using Mask = hn::Mask<LaneTag>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A set of lanes that is filled vector by vector.
class LaneWords {
 public:
  /// Adds the lanes of the vector that begins at `lane` and whose bits are set.
  void put(std::size_t lane, Mask mask) {
    std::array<std::uint8_t, 8> bytes{};
    hn::StoreMaskBits(LaneTag(), mask, bytes.data());
    const std::uint64_t bits = bytes[0] & ((1U << hn::Lanes(LaneTag())) - 1U);
    words_[lane / 64] |= bits << (lane % 64);
  }
  [[nodiscard]] LaneSet set() const {
    LaneSet lanes(words_[1]);
    lanes <<= 64;
    return lanes | LaneSet(words_[0]);
  }

 private:
  static_assert(kBlockLanes == 128);
  std::array<std::uint64_t, 2> words_{};
};

/// The bits of the lanes of one vector, the first lane in the lowest bit.
std::uint8_t bits_at(const LaneSet& lanes, std::size_t lane) {
  static const LaneSet kLow(~0ULL);
  const std::uint64_t word = ((lane < 64 ? lanes : lanes >> 64) & kLow).to_ullong();
  return static_cast<std::uint8_t>((word >> (lane % 64)) & ((1U << hn::Lanes(LaneTag())) - 1U));
}

Mask mask_at(const LaneSet& lanes, std::size_t lane) {
  const std::array<std::uint8_t, 8> bytes{bits_at(lanes, lane)};
  return hn::LoadMaskBits(LaneTag(), bytes.data());
}

LaneOrder compare(const double* a, const double* b) {
  const LaneTag d;
  LaneWords first;
  LaneWords second;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    const V x = hn::LoadU(d, a + lane);
    const V y = hn::LoadU(d, b + lane);
    first.put(lane, hn::Gt(x, y));
    second.put(lane, hn::Gt(y, x));
  }
  return {first.set(), second.set()};
}

LaneSet find_spread(const double* rows,
                    std::size_t count,
                    std::array<double, kBlockLanes>& spread) {
  const LaneTag d;
  LaneWords not_finite;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    V high = hn::LoadU(d, rows + lane);
    V low = high;
    V probe = hn::Zero(d);
    for (std::size_t r = 0; r < count; ++r) {
      const V x = hn::LoadU(d, rows + r * kBlockLanes + lane);
      high = hn::Max(high, x);
      low = hn::Min(low, x);
      probe = hn::MulAdd(hn::Zero(d), x, probe);  // 0 * x is NaN where x is not finite.
    }
    const V range = hn::Sub(high, low);
    hn::StoreU(range, d, spread.data() + lane);
    const Mask is_finite =
        hn::And(hn::Eq(probe, hn::Zero(d)), hn::Lt(range, hn::Set(d, kInfinity)));
    not_finite.put(lane, hn::Not(is_finite));
  }
  return not_finite.set();
}

/// The open interval of weights w in [0, 1] for which w * first + (1 - w) * second is above a
/// bound, for every pair of numbers required so far. Each requirement is linear in w, so it cuts
/// off one side at w = (bound - second) / (first - second).
struct Interval {
  HWY_INLINE Interval() : low(hn::Zero(LaneTag())), high(hn::Set(LaneTag(), 1.0)) {}

  /// Adds a requirement in the lanes of `counts`.
  HWY_INLINE void require(V first, V second, V bound, Mask counts) {
    const LaneTag d;
    const V slope = hn::Sub(first, second);
    const V missing = hn::Sub(bound, second);
    const V edge = hn::Div(missing, slope);
    const Mask rises = hn::Gt(slope, hn::Zero(d));
    const Mask falls = hn::Lt(slope, hn::Zero(d));
    // If both numbers are equal, either all weights meet the bound or none does.
    const Mask is_short =
        hn::And(hn::And(hn::Not(rises), hn::Not(falls)), hn::Ge(missing, hn::Zero(d)));
    const V least = hn::IfThenElse(rises, edge, hn::Zero(d));
    V most = hn::IfThenElse(falls, edge, hn::Set(d, 1.0));
    most = hn::IfThenElse(is_short, hn::Set(d, -1.0), most);
    low = hn::Max(low, hn::IfThenElse(counts, least, low));
    high = hn::Min(high, hn::IfThenElse(counts, most, high));
  }
  [[nodiscard]] Mask is_open() const { return hn::Lt(low, high); }

  V low;
  V high;
};

/// Lanes of `lanes` in which some mixture of two lines of the matrix is good against all lines of
/// the other kind. By rows: a mixture of two rows gains more than the bound in every column. By
/// columns: in a mixture of two columns every row gains less than the bound, which is the same with
/// the signs of gains and bound changed.
template <bool by_rows>
LaneSet some_pair(const GainMatrix& matrix,
                  const LaneSet& lanes,
                  const std::array<double, kBlockLanes>& bound) {
  const LaneTag d;
  const auto& mixed = by_rows ? matrix.rows : matrix.columns;
  const auto& others = by_rows ? matrix.columns : matrix.rows;
  LaneWords found;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    if (bits_at(lanes, lane) == 0) {
      continue;
    }
    const auto gain = [&](std::size_t a, std::size_t o) {
      const std::size_t row = by_rows ? a : o;
      const std::size_t column = by_rows ? o : a;
      const double* payoffs = matrix.payoffs[row * matrix.columns.size() + column];
      const V value =
          hn::Sub(hn::LoadU(d, payoffs + lane), hn::LoadU(d, matrix.own[column] + lane));
      return by_rows ? value : hn::Neg(value);
    };
    const V limit = hn::LoadU(d, bound.data() + lane);
    const V least = by_rows ? limit : hn::Neg(limit);
    Mask is_found = hn::Lt(hn::Zero(d), hn::Zero(d));
    for (std::size_t a = 1; a < mixed.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        Interval weights;
        for (std::size_t o = 0; o < others.size(); ++o) {
          weights.require(gain(a, o), gain(b, o), least, mask_at(others[o], lane));
        }
        const Mask is_there = hn::And(mask_at(mixed[a], lane), mask_at(mixed[b], lane));
        is_found = hn::Or(is_found, hn::And(weights.is_open(), is_there));
      }
    }
    found.put(lane, is_found);
  }
  return found.set() & lanes;
}

LaneSet row_pairs(const GainMatrix& matrix,
                  const LaneSet& lanes,
                  const std::array<double, kBlockLanes>& bound) {
  return some_pair<true>(matrix, lanes, bound);
}

LaneSet column_pairs(const GainMatrix& matrix,
                     const LaneSet& lanes,
                     const std::array<double, kBlockLanes>& bound) {
  return some_pair<false>(matrix, lanes, bound);
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(compare);
HWY_EXPORT(find_spread);
HWY_EXPORT(row_pairs);
HWY_EXPORT(column_pairs);

LaneOrder compare_lanes(const double* a, const double* b) {
  return HWY_DYNAMIC_DISPATCH(compare)(a, b);
}

LaneSet spread_of_lanes(const double* rows,
                        std::size_t count,
                        std::array<double, kBlockLanes>& spread) {
  return HWY_DYNAMIC_DISPATCH(find_spread)(rows, count, spread);
}

LaneSet some_pair_gains(const GainMatrix& matrix,
                        const LaneSet& lanes,
                        const std::array<double, kBlockLanes>& bound) {
  return HWY_DYNAMIC_DISPATCH(row_pairs)(matrix, lanes, bound);
}

LaneSet some_pair_holds(const GainMatrix& matrix,
                        const LaneSet& lanes,
                        const std::array<double, kBlockLanes>& bound) {
  return HWY_DYNAMIC_DISPATCH(column_pairs)(matrix, lanes, bound);
}

}  // namespace demarche

#endif  // HWY_ONCE
