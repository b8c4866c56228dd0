// SPDX-License-Identifier: MIT
#include "solve/signs/plane_distribution.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/signs/plane_distribution.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/lane_vectors-inl.hpp"
#include "solve/signs/mixture-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

/// An integer with a bit for each byte of a vector.
using Word = std::conditional_t<
    HWY_LANES(std::uint8_t) == 64,
    std::uint64_t,
    std::conditional_t<HWY_LANES(std::uint8_t) == 32, std::uint32_t, std::uint16_t>>;
constexpr std::size_t kWordBits = 8 * sizeof(Word);

/// Binary digits of a number of equilibria. Isolated equilibria belong to different vertices of a
/// best-response polytope, one of which belongs to none. By the upper bound theorem (McMullen 1970)
/// there are at most 8 vertices for games of 3 by 3 or 2 by 4, and 42 for games of 5 by 5.
constexpr std::size_t kDigits = 6;
constexpr std::size_t kDigitsOfSmallGames = 3;
constexpr std::size_t kMostProfilesOfSmallGames = 9;
using Digits = std::array<std::array<std::uint8_t, kBlockLanes>, kDigits>;

/// Counts the planes that have a lane's bit, for all lanes of a vector of bytes at once. `digits`
/// gets a plane per binary digit of the counts.
HWY_INLINE void count_planes(const SignPlanes& planes, Digits& digits) {
  const PlaneTag d;
  using Plane = hn::Vec<PlaneTag>;
  for (std::size_t first = 0; first < planes.num_bytes(); first += hn::Lanes(d)) {
    // Six variables instead of an array, so that the digits stay in registers.
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

/// One call of PlaneDistribution::distribute().
class Distributor {
 public:
  Distributor(const SignPlanes& planes,
              const std::vector<SupportPlaces>& mixed,
              const std::array<LanePayoffs, 2>& payoffs,
              PlaneDistribution::Workspace& workspace,
              Certificates& certificates,
              double* profiles)
      : planes_(planes),
        mixed_(mixed),
        payoffs_(payoffs),
        workspace_(workspace),
        certificates_(certificates),
        profiles_(profiles) {}

  /// Writes the distribution. False if numbers ran out of range.
  bool run() {
    count_planes(planes_, digits_);
    set_weights();
    write_pure();
    bool is_finite = true;
    for (std::size_t first = 0; first < mixed_.size();) {
      std::size_t end = first;
      while (end < mixed_.size() && mixed_[end].size == mixed_[first].size) {
        ++end;
      }
      is_finite = add_size(first, end) && is_finite;
      first = end;
    }
    return is_finite;
  }

  /// Writes the larger of both players' regrets to the certificates. False if a relative regret is
  /// above the tolerance.
  bool certify(double tolerance) {
    const LaneTag d;
    const V zero = hn::Zero(d);
    auto is_precise = hn::Eq(zero, zero);
    for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
      const V first = hn::Load(d, workspace_.regrets[0].data() + lane);
      const V second = hn::Load(d, workspace_.regrets[1].data() + lane);
      // A regret of 0 is a relative regret of 0 even if the spread is 0, too.
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
  /// Writes each lane's number of equilibria and the weight of each of them, 0 if there is none.
  HWY_INLINE void set_weights() {
    const LaneTag d;
    const hn::Rebind<std::int32_t, LaneTag> whole;
    const std::size_t num_bytes = planes_.num_bytes();
    const std::size_t num_digits =
        planes_.num_profiles() <= kMostProfilesOfSmallGames ? kDigitsOfSmallGames : kDigits;
    for (std::size_t byte = 0; byte < num_bytes; ++byte) {
      V count = hn::Zero(d);
      for (std::size_t k = 0; k < num_digits; ++k) {
        const V value = hn::Set(d, static_cast<double>(1U << k));
        const auto has_digit = hn::LoadMaskBits(d, digits_[k].data() + byte);
        count = hn::Add(count, hn::IfThenElseZero(has_digit, value));
      }
      const auto has_any = hn::Gt(count, hn::Zero(d));
      const V weight = hn::IfThenElseZero(has_any, hn::Div(hn::Set(d, 1.0), count));
      const std::size_t lane = byte * hn::Lanes(d);
      hn::Store(hn::DemoteTo(whole, count), whole, certificates_.num_equilibria.data() + lane);
      hn::Store(weight, d, workspace_.weight.data() + lane);
      hn::Store(hn::Zero(d), d, workspace_.regrets[0].data() + lane);
      hn::Store(hn::Zero(d), d, workspace_.regrets[1].data() + lane);
    }
  }

  /// Writes the probabilities that pure equilibria give to their profiles, 0 to all others.
  HWY_INLINE void write_pure() {
    const LaneTag d;
    const std::size_t num_bytes = planes_.num_bytes();
    const std::size_t num_profiles = planes_.num_profiles();
    for (std::size_t p = 0; p < num_profiles; ++p) {
      const std::uint8_t* const plane = planes_.plane(p);
      const double* weight = workspace_.weight.data();
      double* profile = profiles_ + p * kBlockLanes;
      for (std::size_t byte = 0; byte < num_bytes; ++byte) {
        const auto is_equilibrium = hn::LoadMaskBits(d, plane + byte);
        hn::Store(hn::IfThenElseZero(is_equilibrium, hn::Load(d, weight)), d, profile);
        weight += hn::Lanes(d);
        profile += hn::Lanes(d);
      }
    }
  }

  /// Adds equilibria on mixed supports [first, end), which have the same size. False if numbers ran
  /// out of range.
  bool add_size(std::size_t first, std::size_t end) {
    switch (mixed_[first].size) {
      case 2:
        return add_mixed<2>(first, end);
      case 3:
        return add_mixed<3>(first, end);
      case 4:
        return add_mixed<4>(first, end);
      default:
        return add_mixed<5>(first, end);
    }
  }

  /// Few vectors have a lane with an equilibrium on one pair of supports. A vector that has one is
  /// solved in all of its lanes, without gathering the lanes that need it. The planes of all pairs
  /// are read as one array, since the planes of one pair are only one or two vectors of bytes.
  template <std::size_t k>
  HWY_NOINLINE bool add_mixed(std::size_t first, std::size_t end) {
    const std::uint8_t* const bytes = planes_.plane(planes_.num_profiles() + first);
    const std::size_t num_bytes = (end - first) * kPlaneBytes;
    auto is_finite = hn::Eq(hn::Zero(LaneTag()), hn::Zero(LaneTag()));
    for (std::size_t start = 0; start < num_bytes; start += kWordBits) {
      for (Word word = bytes_with_any(bytes + start, num_bytes - start); word != 0;
           word = static_cast<Word>(word & (word - 1))) {
        const std::size_t byte = start + static_cast<std::size_t>(std::countr_zero(word));
        const SupportPlaces& places = mixed_[first + byte / kPlaneBytes];
        const std::size_t lane = byte % kPlaneBytes * kLanesPerVector;
        const Mixture<k> mixture(payoffs_, places, lane);
        const auto is_equilibrium = hn::LoadMaskBits(LaneTag(), bytes + byte);
        is_finite = hn::And(is_finite, add(mixture, is_equilibrium, places, lane));
      }
    }
    return hn::AllTrue(LaneTag(), is_finite);
  }

  /// Bit i is set if bytes[i] is not 0, for i < count. Reads a whole vector.
  static HWY_INLINE Word bytes_with_any(const std::uint8_t* bytes, std::size_t count) {
    const hn::ScalableTag<std::uint8_t> d;
    const auto has_any = hn::Ne(hn::LoadU(d, bytes), hn::Zero(d));
    static_assert(HWY_LANES(std::uint8_t) == kWordBits);
    std::array<std::uint8_t, 8> bits;  // StoreMaskBits() may write 8 bytes.
    hn::StoreMaskBits(d, has_any, bits.data());
    // A load of more bytes than the mask's store wrote would wait until that store is in the cache.
    Word word = 0;
    std::memcpy(&word, bits.data(), sizeof(word));
    return count < kWordBits ? static_cast<Word>(word & ((std::uint64_t{1} << count) - 1U)) : word;
  }

  /// Adds an equilibrium in the lanes that have it. The result is false where numbers ran out of
  /// range.
  template <std::size_t k>
  HWY_INLINE hn::Mask<LaneTag> add(const Mixture<k>& mixture,
                                   hn::Mask<LaneTag> is_equilibrium,
                                   const SupportPlaces& places,
                                   std::size_t lane) {
    const LaneTag d;
    const V weight = hn::Load(d, workspace_.weight.data() + lane);
    double* const profiles = profiles_ + lane;
    for (std::size_t i = 0; i < k; ++i) {
      const V of_row = hn::Mul(weight, mixture.x[i]);
      for (std::size_t j = 0; j < k; ++j) {
        const V more = hn::IfThenElseZero(is_equilibrium, hn::Mul(of_row, mixture.y[j]));
        double* const profile = profiles + places.of[0][i * k + j];
        hn::Store(hn::Add(hn::Load(d, profile), more), d, profile);
      }
    }
    raise(is_equilibrium, mixture.first_regret, workspace_.regrets[0].data() + lane);
    raise(is_equilibrium, mixture.second_regret, workspace_.regrets[1].data() + lane);
    // The vector maximum in raise() may drop NaN, so NaN is reported here.
    const V either = hn::Add(mixture.first_regret, mixture.second_regret);
    return hn::Not(hn::And(is_equilibrium, hn::IsNaN(either)));
  }

  /// Raises values in the lanes of `where` to at least `to`.
  static HWY_INLINE void raise(hn::Mask<LaneTag> where, V to, double* values) {
    const LaneTag d;
    const V value = hn::Load(d, values);
    hn::Store(hn::IfThenElse(where, hn::Max(value, to), value), d, values);
  }

  const SignPlanes& planes_;
  const std::vector<SupportPlaces>& mixed_;
  const std::array<LanePayoffs, 2>& payoffs_;
  PlaneDistribution::Workspace& workspace_;
  Certificates& certificates_;
  double* profiles_;
  alignas(64) Digits digits_;
};

bool distribute_planes(const SignPlanes& planes,
                       const std::vector<SupportPlaces>& mixed,
                       const std::array<LanePayoffs, 2>& payoffs,
                       double tolerance,
                       PlaneDistribution::Workspace& workspace,
                       Certificates& certificates,
                       double* profiles) {
  Distributor distributor(planes, mixed, payoffs, workspace, certificates, profiles);
  return distributor.run() && distributor.certify(tolerance);
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

namespace {

HWY_EXPORT(distribute_planes);

/// Whether the probabilities of each lane with an equilibrium sum to 1.
[[maybe_unused]] bool are_distributions(const Certificates& certificates,
                                        const double* profiles,
                                        std::size_t num_profiles) {
  constexpr double kRounding = 1e-6;  // Tolerances allow probabilities below 0, which become 0.
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    double total = certificates.num_equilibria[lane] > 0 ? 0.0 : 1.0;
    for (std::size_t p = 0; p < num_profiles; ++p) {
      total += profiles[p * kBlockLanes + lane];
    }
    if (!(std::abs(total - 1.0) <= kRounding)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool PlaneDistribution::distribute(const SignPlanes& planes,
                                   const std::array<const double*, 2>& payoffs,
                                   double tolerance,
                                   Certificates& certificates,
                                   double* profiles) {
  assert(planes.undecided().none());
  assert(planes.num_profiles() + mixed_.size() == planes.table().supports.size());
  const std::array<LanePayoffs, 2> all{LanePayoffs{payoffs[0], planes.spread(0)},
                                       LanePayoffs{payoffs[1], planes.spread(1)}};
  const bool is_precise = HWY_DYNAMIC_DISPATCH(distribute_planes)(
      planes, mixed_, all, tolerance, workspace_, certificates, profiles);
  assert(!is_precise || are_distributions(certificates, profiles, planes.num_profiles()));
  return is_precise;
}

}  // namespace demarche

#endif  // HWY_ONCE
