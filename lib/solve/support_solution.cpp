// SPDX-License-Identifier: MIT
#include "solve/support_solution.hpp"

#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/support_solution.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<double, 8>;
using V = hn::Vec<Lanes>;
using Members = std::array<std::uint8_t, kMostSigned>;

template <std::size_t size>
using Row = std::array<V, size>;
/// One row less than columns.
template <std::size_t size>
using System = std::array<Row<size>, size - 1>;

/// A 2 by 2 determinant of two rows' columns i and j.
template <std::size_t size>
HWY_INLINE V minor2(const Row<size>& a, const Row<size>& b, std::size_t i, std::size_t j) {
  return hn::NegMulAdd(a[j], b[i], hn::Mul(a[i], b[j]));
}

// A vector that k - 1 rows of k numbers are orthogonal to: alternately signed minors.

HWY_INLINE void null_vector(const System<2>& g, Row<2>& x) {
  x[0] = g[0][1];
  x[1] = hn::Neg(g[0][0]);
}

HWY_INLINE void null_vector(const System<3>& g, Row<3>& x) {
  x[0] = minor2(g[0], g[1], 1, 2);
  x[1] = minor2(g[0], g[1], 2, 0);
  x[2] = minor2(g[0], g[1], 0, 1);
}

/// p a + q b + r c
HWY_INLINE V sum_of_products(V p, V a, V q, V b, V r, V c) {
  return hn::MulAdd(p, a, hn::MulAdd(q, b, hn::Mul(r, c)));
}

HWY_INLINE void null_vector(const System<4>& g, Row<4>& x) {
  const V m01 = minor2(g[0], g[1], 0, 1);
  const V m02 = minor2(g[0], g[1], 0, 2);
  const V m03 = minor2(g[0], g[1], 0, 3);
  const V m12 = minor2(g[0], g[1], 1, 2);
  const V m13 = minor2(g[0], g[1], 1, 3);
  const V m23 = minor2(g[0], g[1], 2, 3);
  const Row<4>& h = g[2];
  x[0] = hn::NegMulAdd(h[2], m13, hn::MulAdd(h[1], m23, hn::Mul(h[3], m12)));
  x[1] = hn::Neg(hn::NegMulAdd(h[2], m03, hn::MulAdd(h[0], m23, hn::Mul(h[3], m02))));
  x[2] = hn::NegMulAdd(h[1], m03, hn::MulAdd(h[0], m13, hn::Mul(h[3], m01)));
  x[3] = hn::Neg(hn::NegMulAdd(h[1], m02, hn::MulAdd(h[0], m12, hn::Mul(h[2], m01))));
}

/// By Laplace's expansion along the first two rows and the last two.
HWY_INLINE void null_vector(const System<5>& g, Row<5>& x) {
  std::array<Row<5>, 5> top;
  std::array<Row<5>, 5> bottom;
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = i + 1; j < 5; ++j) {
      top[i][j] = minor2(g[0], g[1], i, j);
      bottom[i][j] = minor2(g[2], g[3], i, j);
    }
  }
  constexpr std::array<std::array<std::size_t, 4>, 5> kRest{
      {{1, 2, 3, 4}, {0, 2, 3, 4}, {0, 1, 3, 4}, {0, 1, 2, 4}, {0, 1, 2, 3}}};
  for (std::size_t t = 0; t < 5; ++t) {
    const auto [a, b, c, d] = kRest[t];
    const V plus =
        sum_of_products(top[a][b], bottom[c][d], top[c][d], bottom[a][b], top[a][d], bottom[b][c]);
    const V minor = hn::NegMulAdd(
        top[a][c],
        bottom[b][d],
        hn::NegMulAdd(top[b][d], bottom[a][c], hn::MulAdd(top[b][c], bottom[a][d], plus)));
    x[t] = t % 2 == 0 ? minor : hn::Neg(minor);
  }
}

/// One player's view of a pair of supports in a vector of lanes.
template <std::size_t k>
class Side {
 public:
  Side(const LanePayoffs& payoffs, const Members& own, const Members& other, std::size_t lane)
      : payoffs_(payoffs), own_(own) {
    for (std::size_t t = 0; t < k; ++t) {
      column_[t] = payoffs.first + other[t] * payoffs.other_stride + lane;
      base_[t] = hn::LoadU(Lanes(), column_[t] + own[0] * payoffs.own_stride);
    }
  }

  /// The other player's mixture that makes all of `own` pay the same.
  HWY_INLINE void mix(Row<k>& weights) const {
    const Lanes d;
    System<k> system;
    for (std::size_t r = 0; r + 1 < k; ++r) {
      for (std::size_t t = 0; t < k; ++t) {
        system[r][t] = gain(own_[r + 1], t);
      }
    }
    null_vector(system, weights);
    V total = weights[0];
    for (std::size_t t = 1; t < k; ++t) {
      total = hn::Add(total, weights[t]);
    }
    const V inverse = hn::Div(hn::Set(d, 1.0), total);
    for (std::size_t t = 0; t < k; ++t) {
      const V weight = hn::Mul(weights[t], inverse);
      // NaN stays.
      weights[t] = hn::IfThenZeroElse(hn::Lt(weight, hn::Zero(d)), weight);
    }
  }

  /// What the player could gain when it plays `own` with weights x against a mixture y.
  HWY_INLINE V regret(const Row<k>& x, const Row<k>& y) const {
    V best = hn::Zero(Lanes());  // What the first of its strategies gains on itself.
    V mean = best;
    std::size_t next = 0;
    for (std::size_t i = 0; i < payoffs_.num_strategies; ++i) {
      V gains = hn::Mul(y[0], gain(i, 0));
      for (std::size_t t = 1; t < k; ++t) {
        gains = hn::MulAdd(y[t], gain(i, t), gains);
      }
      best = hn::Max(best, gains);
      if (next < k && own_[next] == i) {
        mean = hn::MulAdd(x[next++], gains, mean);
      }
    }
    return hn::Sub(best, mean);
  }

 private:
  [[nodiscard]] HWY_INLINE V gain(std::size_t strategy, std::size_t t) const {
    return hn::Sub(hn::LoadU(Lanes(), column_[t] + strategy * payoffs_.own_stride), base_[t]);
  }

  const LanePayoffs& payoffs_;
  const Members& own_;
  std::array<const double*, k> column_;
  Row<k> base_;
};

template <std::size_t k>
void solve_size(const std::array<LanePayoffs, 2>& payoffs,
                SupportPair supports,
                std::size_t lane,
                SupportSolution& solution) {
  const Lanes d;
  const Members& rows = members(supports.first);
  const Members& columns = members(supports.second);
  const Side<k> first(payoffs[0], rows, columns, lane);
  const Side<k> second(payoffs[1], columns, rows, lane);
  Row<k> x;
  Row<k> y;
  first.mix(y);
  second.mix(x);
  const V first_regret = first.regret(x, y);
  const V second_regret = second.regret(y, x);
  for (std::size_t t = 0; t < k; ++t) {
    hn::Store(x[t], d, solution.probabilities[0][t].data() + lane);
    hn::Store(y[t], d, solution.probabilities[1][t].data() + lane);
  }
  // A sum with 0 times the other keeps NaN, which a maximum may lose.
  const auto larger = [&](V a, V b) {
    const V zero = hn::Zero(d);
    return hn::MulAdd(zero, hn::Add(a, b), hn::Max(a, b));
  };
  hn::Store(larger(first_regret, second_regret), d, solution.regret.data() + lane);
  const V first_relative = hn::Div(first_regret, hn::LoadU(d, payoffs[0].spread + lane));
  const V second_relative = hn::Div(second_regret, hn::LoadU(d, payoffs[1].spread + lane));
  hn::Store(larger(first_relative, second_relative), d, solution.relative_regret.data() + lane);
}

template <std::size_t k>
void solve_lanes(const std::array<LanePayoffs, 2>& payoffs,
                 SupportPair supports,
                 std::size_t num_lanes,
                 SupportSolution& solution) {
  for (std::size_t lane = 0; lane < num_lanes; lane += hn::Lanes(Lanes())) {
    solve_size<k>(payoffs, supports, lane, solution);
  }
}

void solve_supports_of_size(int size,
                            const std::array<LanePayoffs, 2>& payoffs,
                            SupportPair supports,
                            std::size_t num_lanes,
                            SupportSolution& solution) {
  switch (size) {
    case 2:
      return solve_lanes<2>(payoffs, supports, num_lanes, solution);
    case 3:
      return solve_lanes<3>(payoffs, supports, num_lanes, solution);
    case 4:
      return solve_lanes<4>(payoffs, supports, num_lanes, solution);
    default:
      return solve_lanes<5>(payoffs, supports, num_lanes, solution);
  }
}

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

void solve_supports(const std::array<LanePayoffs, 2>& payoffs,
                    SupportPair supports,
                    std::size_t num_lanes,
                    SupportSolution& solution) {
  HWY_DYNAMIC_DISPATCH(solve_supports_of_size)
  (std::popcount(supports.first), payoffs, supports, num_lanes, solution);
}

}  // namespace demarche

#endif  // HWY_ONCE
