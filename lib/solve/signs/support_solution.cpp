// SPDX-License-Identifier: MIT
#include "solve/signs/support_solution.hpp"

#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/signs/support_solution.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "solve/signs/mixture-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

/// A sum with 0 times the other keeps NaN, which a maximum may lose.
HWY_INLINE V larger(V a, V b) {
  return hn::MulAdd(hn::Zero(Lanes()), hn::Add(a, b), hn::Max(a, b));
}

template <std::size_t k>
void solve_lanes(const std::array<LanePayoffs, 2>& payoffs,
                 const SupportPlaces& supports,
                 SupportSolution& solution) {
  const Lanes d;
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
        of[player][s][t] = static_cast<std::uint32_t>(profile * stride);
      }
    }
  }
}

void solve_supports(const std::array<LanePayoffs, 2>& payoffs,
                    const SupportPlaces& supports,
                    SupportSolution& solution) {
  HWY_DYNAMIC_DISPATCH(solve_supports_of_size)(payoffs, supports, solution);
}

}  // namespace demarche

#endif  // HWY_ONCE
