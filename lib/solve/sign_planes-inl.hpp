// SPDX-License-Identifier: MIT
// Compiled once per instruction set: the signs of one player's minors.
#if defined(DEMARCHE_SIGN_PLANES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SIGN_PLANES_INL
#undef DEMARCHE_SIGN_PLANES_INL
#else
#define DEMARCHE_SIGN_PLANES_INL
#endif

#include <hwy/highway.h>

#include "solve/minors-inl.hpp"
#include "solve/sign_planes.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// At most 8 lanes, so that their bits fit a byte.
using Lanes = hn::CappedTag<double, 8>;
using LaneVector = hn::Vec<Lanes>;
using LaneMask = hn::Mask<Lanes>;

/// Spreads of a column's payoffs that scaling by a power of two copes with, and 0.
constexpr double kSmallestSpread = 0x1p-900;
constexpr double kLargestSpread = 0x1p1000;

/// The payoffs of a vector of games, each column scaled by a power of two to differences below 1.
class Payoffs {
 public:
  Payoffs(const double* payoffs, std::size_t own_stride, std::size_t other_stride)
      : payoffs_(payoffs),
        own_stride_(own_stride),
        other_stride_(other_stride),
        highest_(hn::LoadU(Lanes(), payoffs)),
        lowest_(highest_),
        probe_(hn::Zero(Lanes())),
        unfit_(hn::Lt(probe_, probe_)) {}

  [[nodiscard]] HWY_INLINE LaneVector load(std::size_t own, std::size_t other) const {
    return hn::LoadU(Lanes(), payoffs_ + own * own_stride_ + other * other_stride_);
  }

  template <class... Vectors>
  HWY_INLINE void balance(LaneVector& first, Vectors&... others) {
    const Lanes d;
    const auto zero = hn::Zero(d);
    LaneVector high = first;
    LaneVector low = first;
    ((high = hn::Max(high, others), low = hn::Min(low, others)), ...);
    highest_ = hn::Max(highest_, high);
    lowest_ = hn::Min(lowest_, low);
    // 0 times what is not finite is NaN.
    probe_ = hn::MulAdd(zero, first, probe_);
    ((probe_ = hn::MulAdd(zero, others, probe_)), ...);
    const auto spread = hn::Sub(high, low);
    const auto is_flat = hn::Eq(spread, zero);
    const auto is_within = hn::And(hn::Ge(spread, hn::Set(d, kSmallestSpread)),
                                   hn::Le(spread, hn::Set(d, kLargestSpread)));
    unfit_ = hn::Or(unfit_, hn::Not(hn::Or(is_flat, is_within)));
    const auto scale = hn::IfThenElse(is_within, scale_below_one(spread), hn::Set(d, 1.0));
    first = hn::Mul(first, scale);
    ((others = hn::Mul(others, scale)), ...);
  }

  [[nodiscard]] HWY_INLINE LaneVector spread() const { return hn::Sub(highest_, lowest_); }
  [[nodiscard]] HWY_INLINE LaneMask unfit() const {
    return hn::Or(unfit_, hn::Not(hn::Eq(probe_, hn::Zero(Lanes()))));
  }

 private:
  /// The power of two that takes a normal x to [1/2, 1).
  static HWY_INLINE LaneVector scale_below_one(LaneVector x) {
    constexpr std::uint64_t kExponent = 0x7ff0000000000000;
    constexpr std::uint64_t kSumOfExponents = 2045;
    const hn::RebindToUnsigned<Lanes> bits;
    const auto exponent = hn::And(hn::BitCast(bits, x), hn::Set(bits, kExponent));
    return hn::BitCast(Lanes(), hn::Sub(hn::Set(bits, kSumOfExponents << 52U), exponent));
  }

  const double* payoffs_;
  std::size_t own_stride_;
  std::size_t other_stride_;
  LaneVector highest_;
  LaneVector lowest_;
  LaneVector probe_;
  LaneMask unfit_;
};

/// Writes the bits of a vector's minors.
class SignWriter {
 public:
  SignWriter(SidePlanes& planes, std::size_t vector, std::size_t num_bytes)
      : negative_(planes.negative.bytes.get() + vector),
        tied_(planes.tied.bytes.get() + vector),
        num_bytes_(num_bytes),
        any_tied_(hn::Lt(hn::Zero(Lanes()), hn::Zero(Lanes()))) {}

  template <int order>
  HWY_INLINE void put(std::size_t index, LaneVector minor) {
    const Lanes d;
    const auto is_tied = hn::Le(hn::Abs(minor), hn::Set(d, kMinorErrors[order - 1]));
    hn::StoreMaskBits(d, hn::Lt(minor, hn::Zero(d)), negative_ + index * num_bytes_);
    hn::StoreMaskBits(d, is_tied, tied_ + index * num_bytes_);
    any_tied_ = hn::Or(any_tied_, is_tied);
  }

  [[nodiscard]] bool has_ties() const { return !hn::AllFalse(Lanes(), any_tied_); }

 private:
  std::uint8_t* negative_;
  std::uint8_t* tied_;
  std::size_t num_bytes_;
  LaneMask any_tied_;
};

/// Strides are in payoffs of one game.
template <int own, int other>
void find_signs(const double* payoffs,
                std::size_t own_stride,
                std::size_t other_stride,
                SidePlanes& planes) {
  const Lanes d;
  const std::size_t num_bytes = kBlockLanes / hn::Lanes(d);
  planes.has_ties = false;
  for (std::size_t v = 0; v < num_bytes; ++v) {
    Payoffs source(
        payoffs + v * hn::Lanes(d), own_stride * kBlockLanes, other_stride * kBlockLanes);
    SignWriter sink(planes, v, num_bytes);
    Minors<own, other>::visit(source, sink);
    planes.has_ties = planes.has_ties || sink.has_ties();
    hn::StoreMaskBits(d, source.unfit(), planes.unfit.bytes.get() + v);
    hn::Store(source.spread(), d, planes.spread.data() + v * hn::Lanes(d));
  }
}

}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
