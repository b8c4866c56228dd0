// SPDX-License-Identifier: MIT
#include "solve/plane_play.hpp"

#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/plane_play.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "solve/mixture-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {

constexpr std::size_t kDoublesPerVector = HWY_MIN(8, HWY_LANES(double));
using Bytes = hn::CappedTag<std::uint8_t, kBlockLanes / kDoublesPerVector>;

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
    for (std::size_t m = 0; m < places_.size(); ++m) {
      switch (places_[m].size) {
        case 2:
          is_finite = play_mixed<2>(m) && is_finite;
          break;
        case 3:
          is_finite = play_mixed<3>(m) && is_finite;
          break;
        case 4:
          is_finite = play_mixed<4>(m) && is_finite;
          break;
        default:
          is_finite = play_mixed<5>(m) && is_finite;
      }
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

  /// A bit for each of a plane's bytes that has one. (Going through its words instead would end a
  /// loop at another place for each.)
  [[nodiscard]] HWY_INLINE std::array<std::uint64_t, 2> vectors_with_any(
      const std::uint8_t* plane) const {
    const Bytes d;
    static_assert(kBlockLanes / kDoublesPerVector <= 128);
    std::array<std::uint8_t, 16> bits{};
    for (std::size_t byte = 0; byte < planes_.num_bytes(); byte += hn::Lanes(d)) {
      const auto has_any = hn::Ne(hn::Load(d, plane + byte), hn::Zero(d));
      hn::StoreMaskBits(d, has_any, bits.data() + byte / 8);
    }
    return std::bit_cast<std::array<std::uint64_t, 2>>(bits);
  }

  /// Few vectors have a lane with an equilibrium on one pair of supports: those are solved whole.
  template <std::size_t k>
  HWY_NOINLINE bool play_mixed(std::size_t mixed) {
    const SupportPlaces& places = places_[mixed];
    const std::uint8_t* const plane = planes_.plane(planes_.num_profiles() + mixed);
    bool is_finite = true;
    std::size_t first = 0;
    for (std::uint64_t vectors : vectors_with_any(plane)) {
      for (; vectors != 0; vectors &= vectors - 1) {
        const std::size_t byte = first + static_cast<std::size_t>(std::countr_zero(vectors));
        const std::size_t lane = byte * hn::Lanes(Lanes());
        const Mixture<k> mixture(payoffs_, places, lane);
        const auto is_played = hn::LoadMaskBits(Lanes(), plane + byte);
        is_finite = add(mixture, is_played, places, lane) && is_finite;
      }
      first += 64;
    }
    return is_finite;
  }

  /// False if numbers ran out of range.
  template <std::size_t k>
  HWY_INLINE bool add(const Mixture<k>& mixture,
                      hn::Mask<Lanes> is_played,
                      const SupportPlaces& places,
                      std::size_t lane) {
    const Lanes d;
    const V share = hn::Load(d, rows_.share.data() + lane);
    for (std::size_t i = 0; i < k; ++i) {
      const V played = hn::Mul(share, mixture.x[i]);
      for (std::size_t j = 0; j < k; ++j) {
        const V more = hn::IfThenElseZero(is_played, hn::Mul(played, mixture.y[j]));
        double* const profile = profiles_ + places.of[0][i][j] + lane;
        hn::Store(hn::Add(hn::Load(d, profile), more), d, profile);
      }
    }
    raise(is_played, mixture.first_regret, rows_.regrets[0].data() + lane);
    raise(is_played, mixture.second_regret, rows_.regrets[1].data() + lane);
    // A maximum may lose NaN.
    const V either = hn::Add(mixture.first_regret, mixture.second_regret);
    return hn::AllFalse(d, hn::And(is_played, hn::IsNaN(either)));
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
