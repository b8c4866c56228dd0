// SPDX-License-Identifier: MIT
// Compiled once per instruction set: the signs of one player's minors.
#if defined(DEMARCHE_SIGN_PLANES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SIGN_PLANES_INL
#undef DEMARCHE_SIGN_PLANES_INL
#else
#define DEMARCHE_SIGN_PLANES_INL
#endif

#include <hwy/highway.h>

#include "core/lane_vectors-inl.hpp"
#include "solve/signs/minors-inl.hpp"
#include "solve/signs/sign_planes.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

using LaneVector = hn::Vec<LaneTag>;
using LaneMask = hn::Mask<LaneTag>;

/// Products of payoff differences might overflow if a column had a larger spread.
constexpr double kLargestSpread = 0x1p200;
/// Added to bounds, so that they cover products that underflow: see generate_sign_planes.py.
constexpr double kLeastBound = 0x1p-600;

/// One player's payoffs of a vector of games, as the source of Minors::visit().
class Payoffs {
 public:
  HWY_INLINE Payoffs(const double* payoffs, std::size_t own_stride, std::size_t other_stride)
      : payoffs_(payoffs),
        own_stride_(own_stride),
        other_stride_(other_stride),
        highest_(hn::LoadU(LaneTag(), payoffs)),
        lowest_(highest_),
        total_(hn::Zero(LaneTag())),
        largest_spread_(total_) {}

  [[nodiscard]] HWY_INLINE LaneVector load(std::size_t own, std::size_t other) const {
    return hn::LoadU(LaneTag(), payoffs_ + own * own_stride_ + other * other_stride_);
  }

  /// Takes the range of a column into account and returns its spread.
  template <class... Vectors>
  HWY_INLINE LaneVector add_column(LaneVector first, Vectors... others) {
    LaneVector high = first;
    LaneVector low = first;
    ((high = hn::Max(high, others), low = hn::Min(low, others)), ...);
    highest_ = hn::Max(highest_, high);
    lowest_ = hn::Min(lowest_, low);
    total_ = hn::Add(total_, first);
    ((total_ = hn::Add(total_, others)), ...);
    const LaneVector spread = hn::Sub(high, low);
    largest_spread_ = hn::Max(largest_spread_, spread);
    return spread;
  }

  /// The bound of minors of two columns with these spreads: smaller ones count as tied.
  [[nodiscard]] HWY_INLINE LaneVector bound(LaneVector first, LaneVector second) const {
    const LaneTag d;
    return hn::MulAdd(hn::Mul(first, hn::Set(d, kSmallestMinor)), second, hn::Set(d, kLeastBound));
  }
  /// The bound of minors of one column more.
  [[nodiscard]] HWY_INLINE LaneVector bound_more(LaneVector bound, LaneVector spread) const {
    return hn::MulAdd(bound, spread, hn::Set(LaneTag(), kLeastBound));
  }

  /// The largest less the smallest payoff of all columns added.
  [[nodiscard]] HWY_INLINE LaneVector spread() const { return hn::Sub(highest_, lowest_); }
  /// Lanes with a payoff that is not finite or a column whose spread is too large.
  [[nodiscard]] HWY_INLINE LaneMask unfit() const {
    const LaneTag d;
    const auto is_within = hn::Le(largest_spread_, hn::Set(d, kLargestSpread));
    // The sum of all payoffs keeps infinities and NaN, which maxima may drop. Subtracted from
    // itself it is then NaN, which is not equal to 0.
    const auto is_finite = hn::Eq(hn::Sub(total_, total_), hn::Zero(d));
    return hn::Not(hn::And(is_within, is_finite));
  }

 private:
  const double* payoffs_;
  std::size_t own_stride_;
  std::size_t other_stride_;
  LaneVector highest_;
  LaneVector lowest_;
  LaneVector total_;
  LaneVector largest_spread_;
};

/// The sink of a first pass over a vector's minors: writes their signs and finds out whether one is
/// tied.
class SignWriter {
 public:
  HWY_INLINE SignWriter(SidePlanes& planes, std::size_t vector, std::size_t num_bytes)
      : negative_(planes.negative.bytes.get() + vector),
        num_bytes_(num_bytes),
        least_(hn::Set(LaneTag(), 1.0)) {}

  HWY_INLINE void put(std::size_t index, LaneVector minor) {
    write(index, minor);
    least_ = hn::Min(least_, hn::Abs(minor));
  }
  HWY_INLINE void put(std::size_t index, LaneVector minor, LaneVector bound) {
    write(index, minor);
    least_ = hn::Min(least_, hn::Sub(hn::Abs(minor), bound));
  }

  [[nodiscard]] HWY_INLINE bool has_ties() const {
    const LaneTag d;
    return !hn::AllFalse(d, hn::Le(least_, hn::Zero(d)));
  }

 private:
  HWY_INLINE void write(std::size_t index, LaneVector minor) {
    const LaneTag d;
    hn::StoreMaskBits(d, hn::Lt(minor, hn::Zero(d)), negative_ + index * num_bytes_);
  }

  std::uint8_t* negative_;
  std::size_t num_bytes_;
  LaneVector least_;  ///< The least absolute value of a minor less its bound, or 1.
};

/// The sink of a second pass, which writes the minors that are tied.
class TieWriter {
 public:
  HWY_INLINE TieWriter(SidePlanes& planes, std::size_t vector, std::size_t num_bytes)
      : tied_(planes.tied.bytes.get() + vector), num_bytes_(num_bytes) {}

  HWY_INLINE void put(std::size_t index, LaneVector minor) {
    put(index, minor, hn::Zero(LaneTag()));
  }
  HWY_INLINE void put(std::size_t index, LaneVector minor, LaneVector bound) {
    const LaneTag d;
    hn::StoreMaskBits(d, hn::Le(hn::Abs(minor), bound), tied_ + index * num_bytes_);
  }

 private:
  std::uint8_t* tied_;
  std::size_t num_bytes_;
};

/// Fills the planes of one player. Strides are in payoffs of one game. Ties are rare, so the first
/// pass only finds out whether there are any, and a second pass writes them.
template <int own, int other>
void find_signs(const double* payoffs,
                std::size_t own_stride,
                std::size_t other_stride,
                SidePlanes& planes) {
  const LaneTag d;
  const std::size_t num_bytes = kPlaneBytes;
  const auto payoffs_of = [&](std::size_t v) HWY_ATTR {
    return Payoffs(
        payoffs + v * hn::Lanes(d), own_stride * kBlockLanes, other_stride * kBlockLanes);
  };
  planes.has_ties = false;
  for (std::size_t v = 0; v < num_bytes; ++v) {
    Payoffs source = payoffs_of(v);
    SignWriter sink(planes, v, num_bytes);
    Minors<own, other>::visit(source, sink);
    planes.has_ties = planes.has_ties || sink.has_ties();
    hn::StoreMaskBits(d, source.unfit(), planes.unfit.bytes.get() + v);
    hn::Store(source.spread(), d, planes.spread.data() + v * hn::Lanes(d));
  }
  for (std::size_t v = 0; planes.has_ties && v < num_bytes; ++v) {
    Payoffs source = payoffs_of(v);
    TieWriter sink(planes, v, num_bytes);
    Minors<own, other>::visit(source, sink);
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
