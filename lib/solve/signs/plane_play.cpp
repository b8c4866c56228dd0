// SPDX-License-Identifier: MIT
#include "solve/signs/plane_play.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/signs/plane_play.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "solve/signs/mixture-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

constexpr std::size_t kDoublesPerVector = HWY_MIN(8, HWY_LANES(double));
using Bytes = hn::CappedTag<std::uint8_t, kBlockLanes / kDoublesPerVector>;

/// A bit for each byte of a vector.
using Word = std::conditional_t<
    HWY_LANES(std::uint8_t) == 64,
    std::uint64_t,
    std::conditional_t<HWY_LANES(std::uint8_t) == 32, std::uint32_t, std::uint16_t>>;
constexpr std::size_t kWordBits = 8 * sizeof(Word);

/// Binary digits of a number of equilibria: isolated ones are vertices of best-response polytopes,
/// at most 8 for a game of 3 by 3 or 2 by 4, one of which is none, and 42 for one of 5 by 5
/// (McMullen 1970).
constexpr std::size_t kDigits = 6;
using Digits = std::array<std::array<std::uint8_t, kBlockLanes>, kDigits>;

/// Adds up planes, a plane per digit.
HWY_INLINE void count_planes(const SignPlanes& planes, Digits& digits) {
  const Bytes d;
  using Plane = hn::Vec<Bytes>;
  for (std::size_t first = 0; first < planes.num_bytes(); first += hn::Lanes(d)) {
    // One by one, so that they stay in registers.
    Plane d0 = hn::Zero(d);
    Plane d1 = d0;
    Plane d2 = d0;
    Plane d3 = d0;
    Plane d4 = d0;
    Plane d5 = d0;
    for (std::size_t s = 0; s < planes.table().supports.size(); ++s) {
      Plane carry = hn::Load(d, planes.plane(s) + first);
      const auto add_to = [&](Plane& digit) HWY_ATTR {
        const Plane both = hn::And(digit, carry);
        digit = hn::Xor(digit, carry);
        carry = both;
      };
      add_to(d0);
      add_to(d1);
      add_to(d2);
      add_to(d3);
      add_to(d4);
      add_to(d5);
    }
    hn::Store(d0, d, digits[0].data() + first);
    hn::Store(d1, d, digits[1].data() + first);
    hn::Store(d2, d, digits[2].data() + first);
    hn::Store(d3, d, digits[3].data() + first);
    hn::Store(d4, d, digits[4].data() + first);
    hn::Store(d5, d, digits[5].data() + first);
  }
}

class Player {
 public:
  Player(const SignPlanes& planes,
         const std::vector<SupportPlaces>& places,
         const std::array<LanePayoffs, 2>& payoffs,
         PlanePlay::Rows& rows,
         Certificates& certificates,
         double* profiles)
      : planes_(planes),
        places_(places),
        payoffs_(payoffs),
        rows_(rows),
        certificates_(certificates),
        profiles_(profiles) {}

  /// False if numbers ran out of range.
  bool run() {
    count_planes(planes_, digits_);
    share_out();
    play_pure();
    bool is_finite = true;
    for (std::size_t first = 0; first < places_.size();) {
      std::size_t end = first;
      while (end < places_.size() && places_[end].size == places_[first].size) {
        ++end;
      }
      is_finite = play_size(first, end) && is_finite;
      first = end;
    }
    return is_finite;
  }

  /// Largest regrets from those of each player. False if one is above the tolerance.
  bool certify(double tolerance) {
    const Lanes d;
    const V zero = hn::Zero(d);
    auto is_precise = hn::Eq(zero, zero);
    for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
      const V first = hn::Load(d, rows_.regrets[0].data() + lane);
      const V second = hn::Load(d, rows_.regrets[1].data() + lane);
      // 0 of 0 is 0, where a player's payoffs are all the same.
      const auto relative = [&](V regret, std::size_t player) HWY_ATTR {
        const V spread = hn::Load(d, payoffs_[player].spread + lane);
        return hn::IfThenZeroElse(hn::Eq(regret, zero), hn::Div(regret, spread));
      };
      const V larger = hn::Max(relative(first, 0), relative(second, 1));
      hn::Store(hn::Max(first, second), d, certificates_.max_regret.data() + lane);
      hn::Store(larger, d, certificates_.residual.data() + lane);
      is_precise = hn::And(is_precise, hn::Le(larger, hn::Set(d, tolerance)));
    }
    return hn::AllTrue(d, is_precise);
  }

 private:
  /// Counts each lane's equilibria, and what each of them is worth.
  HWY_INLINE void share_out() {
    const Lanes d;
    const hn::Rebind<std::int32_t, Lanes> whole;
    const std::size_t num_bytes = planes_.num_bytes();
    const std::size_t num_digits = planes_.num_profiles() <= 9 ? 3 : kDigits;
    for (std::size_t byte = 0; byte < num_bytes; ++byte) {
      V count = hn::Zero(d);
      for (std::size_t k = 0; k < num_digits; ++k) {
        const V value = hn::Set(d, static_cast<double>(1U << k));
        const auto has_digit = hn::LoadMaskBits(d, digits_[k].data() + byte);
        count = hn::Add(count, hn::IfThenElseZero(has_digit, value));
      }
      const auto has_any = hn::Gt(count, hn::Zero(d));
      const V share = hn::IfThenElseZero(has_any, hn::Div(hn::Set(d, 1.0), count));
      const std::size_t lane = byte * hn::Lanes(d);
      hn::Store(hn::DemoteTo(whole, count), whole, certificates_.num_equilibria.data() + lane);
      hn::Store(share, d, rows_.share.data() + lane);
      hn::Store(hn::Zero(d), d, rows_.regrets[0].data() + lane);
      hn::Store(hn::Zero(d), d, rows_.regrets[1].data() + lane);
    }
  }

  HWY_INLINE void play_pure() {
    const Lanes d;
    const std::size_t num_bytes = planes_.num_bytes();
    const std::size_t num_profiles = planes_.num_profiles();
    for (std::size_t p = 0; p < num_profiles; ++p) {
      const std::uint8_t* const plane = planes_.plane(p);
      const double* share = rows_.share.data();
      double* profile = profiles_ + p * kBlockLanes;
      for (std::size_t byte = 0; byte < num_bytes; ++byte) {
        const auto is_played = hn::LoadMaskBits(d, plane + byte);
        hn::Store(hn::IfThenElseZero(is_played, hn::Load(d, share)), d, profile);
        share += hn::Lanes(d);
        profile += hn::Lanes(d);
      }
    }
  }

  /// Mixed supports [first, end), all of one size. False if numbers ran out of range.
  bool play_size(std::size_t first, std::size_t end) {
    switch (places_[first].size) {
      case 2:
        return play_mixed<2>(first, end);
      case 3:
        return play_mixed<3>(first, end);
      case 4:
        return play_mixed<4>(first, end);
      default:
        return play_mixed<5>(first, end);
    }
  }

  /// Few vectors have a lane with an equilibrium on one pair of supports: those are solved whole.
  /// The planes of all pairs are looked through as one array, so that loops do not end after a
  /// vector or two.
  template <std::size_t k>
  HWY_NOINLINE bool play_mixed(std::size_t first, std::size_t end) {
    constexpr std::size_t kNumBytes = kBlockLanes / kDoublesPerVector;
    const std::uint8_t* const bytes = planes_.plane(planes_.num_profiles() + first);
    const std::size_t num_bytes = (end - first) * kNumBytes;
    auto is_finite = hn::Eq(hn::Zero(Lanes()), hn::Zero(Lanes()));
    for (std::size_t start = 0; start < num_bytes; start += kWordBits) {
      for (Word word = bytes_with_any(bytes + start, num_bytes - start); word != 0;
           word = static_cast<Word>(word & (word - 1))) {
        const std::size_t byte = start + static_cast<std::size_t>(std::countr_zero(word));
        const SupportPlaces& places = places_[first + byte / kNumBytes];
        const std::size_t lane = byte % kNumBytes * kDoublesPerVector;
        const Mixture<k> mixture(payoffs_, places, lane);
        const auto is_played = hn::LoadMaskBits(Lanes(), bytes + byte);
        is_finite = hn::And(is_finite, add(mixture, is_played, places, lane));
      }
    }
    return hn::AllTrue(Lanes(), is_finite);
  }

  /// A bit for each of the first bytes that is not zero; of `count` at most.
  static HWY_INLINE Word bytes_with_any(const std::uint8_t* bytes, std::size_t count) {
    const hn::ScalableTag<std::uint8_t> d;
    const auto has_any = hn::Ne(hn::LoadU(d, bytes), hn::Zero(d));
    static_assert(HWY_LANES(std::uint8_t) == kWordBits);
    std::array<std::uint8_t, 8> bits;  // The least that may be written to.
    hn::StoreMaskBits(d, has_any, bits.data());
    // Not more than was stored at once: that would wait for memory.
    Word word = 0;
    std::memcpy(&word, bits.data(), sizeof(word));
    return count < kWordBits ? static_cast<Word>(word & ((Word{1} << count) - 1U)) : word;
  }

  /// False where numbers ran out of range.
  template <std::size_t k>
  HWY_INLINE hn::Mask<Lanes> add(const Mixture<k>& mixture,
                                 hn::Mask<Lanes> is_played,
                                 const SupportPlaces& places,
                                 std::size_t lane) {
    const Lanes d;
    const V share = hn::Load(d, rows_.share.data() + lane);
    double* const profiles = profiles_ + lane;
    for (std::size_t i = 0; i < k; ++i) {
      const V played = hn::Mul(share, mixture.x[i]);
      for (std::size_t j = 0; j < k; ++j) {
        const V more = hn::IfThenElseZero(is_played, hn::Mul(played, mixture.y[j]));
        double* const profile = profiles + places.of[0][i][j];
        hn::Store(hn::Add(hn::Load(d, profile), more), d, profile);
      }
    }
    raise(is_played, mixture.first_regret, rows_.regrets[0].data() + lane);
    raise(is_played, mixture.second_regret, rows_.regrets[1].data() + lane);
    // A maximum may lose NaN.
    const V either = hn::Add(mixture.first_regret, mixture.second_regret);
    return hn::Not(hn::And(is_played, hn::IsNaN(either)));
  }

  static HWY_INLINE void raise(hn::Mask<Lanes> where, V to, double* values) {
    const Lanes d;
    const V value = hn::Load(d, values);
    hn::Store(hn::IfThenElse(where, hn::Max(value, to), value), d, values);
  }

  const SignPlanes& planes_;
  const std::vector<SupportPlaces>& places_;
  const std::array<LanePayoffs, 2>& payoffs_;
  PlanePlay::Rows& rows_;
  Certificates& certificates_;
  double* profiles_;
  alignas(64) Digits digits_;
};

bool play(const SignPlanes& planes,
          const std::vector<SupportPlaces>& places,
          const std::array<LanePayoffs, 2>& payoffs,
          double tolerance,
          PlanePlay::Rows& rows,
          Certificates& certificates,
          double* profiles) {
  Player player(planes, places, payoffs, rows, certificates, profiles);
  return player.run() && player.certify(tolerance);
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(play);

PlanePlay::PlanePlay(const SignPlanes& planes) {
  const auto& supports = planes.table().supports;
  for (std::size_t s = planes.num_profiles(); s < supports.size(); ++s) {
    places_.emplace_back(supports[s], planes.num_rows(), planes.num_columns(), kBlockLanes);
  }
}

bool PlanePlay::play(const SignPlanes& planes,
                     const std::array<const double*, 2>& payoffs,
                     double tolerance,
                     Certificates& certificates,
                     double* profiles) {
  const std::array<LanePayoffs, 2> all{LanePayoffs{payoffs[0], planes.spread(0)},
                                       LanePayoffs{payoffs[1], planes.spread(1)}};
  return HWY_DYNAMIC_DISPATCH(play)(planes, places_, all, tolerance, rows_, certificates, profiles);
}

}  // namespace demarche

#endif  // HWY_ONCE
