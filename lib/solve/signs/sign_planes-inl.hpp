// SPDX-License-Identifier: MIT
// Compiled once per instruction set: the signs of one player's minors.
#if defined(DEMARCHE_SIGN_PLANES_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SIGN_PLANES_INL
#undef DEMARCHE_SIGN_PLANES_INL
#else
#define DEMARCHE_SIGN_PLANES_INL
#endif

#include <hwy/highway.h>

#include "solve/signs/minors-inl.hpp"
#include "solve/signs/sign_planes.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

/// At most 8 lanes, so that their bits fit a byte.
using Lanes = hn::CappedTag<double, 8>;
using LaneVector = hn::Vec<Lanes>;
using LaneMask = hn::Mask<Lanes>;

/// Spreads of columns beyond which products might overflow, and what keeps those that underflow
/// within their bounds: see generate_sign_planes.py.
constexpr double kLargestSpread = 0x1p200;
constexpr double kLeastBound = 0x1p-600;

/// The payoffs of a vector of games.
class Payoffs {
 public:
  HWY_INLINE Payoffs(const double* payoffs, std::size_t own_stride, std::size_t other_stride)
      : payoffs_(payoffs),
        own_stride_(own_stride),
        other_stride_(other_stride),
        highest_(hn::LoadU(Lanes(), payoffs)),
        lowest_(highest_),
        total_(hn::Zero(Lanes())),
        largest_spread_(total_) {}

  [[nodiscard]] HWY_INLINE LaneVector load(std::size_t own, std::size_t other) const {
    return hn::LoadU(Lanes(), payoffs_ + own * own_stride_ + other * other_stride_);
  }

  /// Takes note of a column and returns its spread.
  template <class... Vectors>
  HWY_INLINE LaneVector see(LaneVector first, Vectors... others) {
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

  /// Of minors with columns of these spreads.
  [[nodiscard]] HWY_INLINE LaneVector bound(LaneVector first, LaneVector second) const {
    const Lanes d;
    return hn::MulAdd(hn::Mul(first, hn::Set(d, kSmallestMinor)), second, hn::Set(d, kLeastBound));
  }
  /// With one column more.
  [[nodiscard]] HWY_INLINE LaneVector bound_more(LaneVector bound, LaneVector spread) const {
    return hn::MulAdd(bound, spread, hn::Set(Lanes(), kLeastBound));
  }

  [[nodiscard]] HWY_INLINE LaneVector spread() const { return hn::Sub(highest_, lowest_); }
  [[nodiscard]] HWY_INLINE LaneMask unfit() const {
    const Lanes d;
    const auto is_within = hn::Le(largest_spread_, hn::Set(d, kLargestSpread));
    // The sum keeps what is not finite, which maxima may lose; less itself, that is NaN.
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

/// Writes the signs of a vector's minors, and notes whether one is tied.
class SignWriter {
 public:
  HWY_INLINE SignWriter(SidePlanes& planes, std::size_t vector, std::size_t num_bytes)
      : negative_(planes.negative.bytes.get() + vector),
        num_bytes_(num_bytes),
        least_(hn::Set(Lanes(), 1.0)) {}

  HWY_INLINE void put(std::size_t index, LaneVector minor) {
    write(index, minor);
    least_ = hn::Min(least_, hn::Abs(minor));
  }
  HWY_INLINE void put(std::size_t index, LaneVector minor, LaneVector bound) {
    write(index, minor);
    least_ = hn::Min(least_, hn::Sub(hn::Abs(minor), bound));
  }

  [[nodiscard]] HWY_INLINE bool has_ties() const {
    const Lanes d;
    return !hn::AllFalse(d, hn::Le(least_, hn::Zero(d)));
  }

 private:
  HWY_INLINE void write(std::size_t index, LaneVector minor) {
    const Lanes d;
    hn::StoreMaskBits(d, hn::Lt(minor, hn::Zero(d)), negative_ + index * num_bytes_);
  }

  std::uint8_t* negative_;
  std::size_t num_bytes_;
  LaneVector least_;  ///< Of what minors exceed their bounds by.
};

/// Writes which of a vector's minors are tied.
class TieWriter {
 public:
  HWY_INLINE TieWriter(SidePlanes& planes, std::size_t vector, std::size_t num_bytes)
      : tied_(planes.tied.bytes.get() + vector), num_bytes_(num_bytes) {}

  HWY_INLINE void put(std::size_t index, LaneVector minor) { put(index, minor, hn::Zero(Lanes())); }
  HWY_INLINE void put(std::size_t index, LaneVector minor, LaneVector bound) {
    const Lanes d;
    hn::StoreMaskBits(d, hn::Le(hn::Abs(minor), bound), tied_ + index * num_bytes_);
  }

 private:
  std::uint8_t* tied_;
  std::size_t num_bytes_;
};

/// Strides are in payoffs of one game. Ties are rare: they are looked at in a second pass.
template <int own, int other>
void find_signs(const double* payoffs,
                std::size_t own_stride,
                std::size_t other_stride,
                SidePlanes& planes) {
  const Lanes d;
  const std::size_t num_bytes = kBlockLanes / hn::Lanes(d);
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
