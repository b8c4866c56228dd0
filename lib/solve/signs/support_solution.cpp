// SPDX-License-Identifier: MIT
#include "solve/signs/support_solution.hpp"

#include <bit>
#include <cassert>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/signs/support_solution.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "solve/signs/mixture-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

/// The larger number, or NaN if one of them is NaN. A vector maximum alone may drop NaN; adding 0
/// times the sum keeps it.
HWY_INLINE V larger(V a, V b) {
  return hn::MulAdd(hn::Zero(LaneTag()), hn::Add(a, b), hn::Max(a, b));
}

template <std::size_t k>
void solve_lanes(const std::array<LanePayoffs, 2>& payoffs,
                 const SupportPlaces& supports,
                 SupportSolution& solution) {
  const LaneTag d;
  for (std::size_t lane = 0; lane < kSupportLanes; lane += hn::Lanes(d)) {
    const Mixture<k> mixture(payoffs, supports, lane);
    for (std::size_t t = 0; t < k; ++t) {
      hn::Store(mixture.x[t], d, solution.probabilities[0][t].data() + lane);
      hn::Store(mixture.y[t], d, solution.probabilities[1][t].data() + lane);
    }
    const V first = hn::Div(mixture.first_regret, hn::LoadU(d, payoffs[0].spread + lane));
    const V second = hn::Div(mixture.second_regret, hn::LoadU(d, payoffs[1].spread + lane));
    hn::Store(
        larger(mixture.first_regret, mixture.second_regret), d, solution.regret.data() + lane);
    hn::Store(larger(first, second), d, solution.relative_regret.data() + lane);
  }
}

void solve_supports_of_size(const std::array<LanePayoffs, 2>& payoffs,
                            const SupportPlaces& supports,
                            SupportSolution& solution) {
  switch (supports.size) {
    case 2:
      return solve_lanes<2>(payoffs, supports, solution);
    case 3:
      return solve_lanes<3>(payoffs, supports, solution);
    case 4:
      return solve_lanes<4>(payoffs, supports, solution);
    default:
      return solve_lanes<5>(payoffs, supports, solution);
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(solve_supports_of_size);

using Members = std::array<std::uint8_t, kMostSigned>;

constexpr std::array<Members, 1U << kMostSigned> all_members() {
  std::array<Members, 1U << kMostSigned> all{};
  for (unsigned set = 0; set < all.size(); ++set) {
    std::size_t count = 0;
    for (std::uint8_t i = 0; i < kMostSigned; ++i) {
      if ((set >> i & 1U) != 0) {
        all[set][count++] = i;
      }
    }
  }
  return all;
}

}  // namespace

const std::array<std::uint8_t, kMostSigned>& members(std::uint8_t set) noexcept {
  assert(set < 1U << kMostSigned);
  static constexpr auto kMembers = all_members();
  return kMembers[set];
}

SupportPlaces::SupportPlaces(SupportPair supports,
                             std::size_t num_rows,
                             std::size_t num_columns,
                             std::size_t stride)
    : size(static_cast<std::size_t>(std::popcount(supports.first))),
      num_strategies{num_rows, num_columns},
      of{} {
  assert(std::popcount(supports.first) == std::popcount(supports.second) && size >= 1);
  assert(num_rows <= kMostSigned && num_columns <= kMostSigned);
  const std::array<std::uint8_t, 2> sets{supports.first, supports.second};
  for (std::size_t player = 0; player < 2; ++player) {
    const std::uint8_t own = sets[player];
    const auto all = static_cast<std::uint8_t>((1U << num_strategies[player]) - 1U);
    const Members& played = members(own);
    const Members& others = members(static_cast<std::uint8_t>(all & ~own));
    for (std::size_t s = 0; s < num_strategies[player]; ++s) {
      const std::size_t strategy = s < size ? played[s] : others[s - size];
      for (std::size_t t = 0; t < size; ++t) {
        const std::size_t other = members(sets[1 - player])[t];
        const std::size_t profile =
            player == 0 ? strategy * num_columns + other : other * num_columns + strategy;
        of[player][s * size + t] = static_cast<std::uint32_t>(profile * stride);
      }
    }
  }
}

SupportPlaces SupportPlaces::gathered(std::size_t stride) const {
  SupportPlaces places = *this;
  for (std::size_t player = 0; player < 2; ++player) {
    for (std::size_t i = 0; i < count(player); ++i) {
      places.of[player][i] = static_cast<std::uint32_t>(i * stride);
    }
  }
  return places;
}

std::vector<SupportPlaces> mixed_support_places(const SignPlanes& planes) {
  const auto& supports = planes.table().supports;
  std::vector<SupportPlaces> places;
  for (std::size_t s = planes.num_profiles(); s < supports.size(); ++s) {
    places.emplace_back(supports[s], planes.num_rows(), planes.num_columns(), kBlockLanes);
  }
  return places;
}

void solve_supports(const std::array<LanePayoffs, 2>& payoffs,
                    const SupportPlaces& supports,
                    SupportSolution& solution) {
  assert(supports.size >= 2 && supports.size <= kMostSigned);
  HWY_DYNAMIC_DISPATCH(solve_supports_of_size)(payoffs, supports, solution);
}

}  // namespace demarche

#endif  // HWY_ONCE
