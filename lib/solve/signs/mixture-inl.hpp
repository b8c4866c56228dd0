// SPDX-License-Identifier: MIT
// Compiled once per instruction set: the mixture of two players on one pair of supports, for a
// vector of games.
#if defined(DEMARCHE_MIXTURE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_MIXTURE_INL
#undef DEMARCHE_MIXTURE_INL
#else
#define DEMARCHE_MIXTURE_INL
#endif

#include <hwy/highway.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "solve/signs/support_solution.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<double, kSupportLanes>;
using V = hn::Vec<Lanes>;

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

/// One player's payoffs on a pair of supports in a vector of lanes, as gains over its first
/// strategy there.
template <std::size_t k>
class Gains {
 public:
  HWY_INLINE Gains(const double* payoffs, const SupportPlaces& places, std::size_t player)
      : payoffs_(payoffs),
        places_(places.of[player]),
        num_strategies_(places.num_strategies[player]) {
    for (std::size_t t = 0; t < k; ++t) {
      base_[t] = hn::LoadU(Lanes(), payoffs + places_[0][t]);
    }
    for (std::size_t r = 0; r + 1 < k; ++r) {
      for (std::size_t t = 0; t < k; ++t) {
        system_[r][t] = gain(r + 1, t);
      }
    }
  }

  /// The other player's mixture that makes all of the support pay the same, times the number
  /// returned.
  [[nodiscard]] HWY_INLINE V mix(Row<k>& weights) const {
    null_vector(system_, weights);
    V total = weights[0];
    for (std::size_t t = 1; t < k; ++t) {
      total = hn::Add(total, weights[t]);
    }
    return total;
  }

  /// What the player could gain when it plays the support with weights x against a mixture y.
  HWY_INLINE V regret(const Row<k>& x, const Row<k>& y) const {
    V best = hn::Zero(Lanes());  // What the first of its strategies gains on itself.
    V mean = best;
    for (std::size_t r = 0; r + 1 < k; ++r) {
      V gains = hn::Mul(y[0], system_[r][0]);
      for (std::size_t t = 1; t < k; ++t) {
        gains = hn::MulAdd(y[t], system_[r][t], gains);
      }
      best = hn::Max(best, gains);
      mean = hn::MulAdd(x[r + 1], gains, mean);
    }
    for (std::size_t s = k; s < num_strategies_; ++s) {
      V gains = hn::Mul(y[0], gain(s, 0));
      for (std::size_t t = 1; t < k; ++t) {
        gains = hn::MulAdd(y[t], gain(s, t), gains);
      }
      best = hn::Max(best, gains);
    }
    return hn::Sub(best, mean);
  }

 private:
  [[nodiscard]] HWY_INLINE V gain(std::size_t strategy, std::size_t t) const {
    return hn::Sub(hn::LoadU(Lanes(), payoffs_ + places_[strategy][t]), base_[t]);
  }

  const double* payoffs_;
  const std::array<std::array<std::uint32_t, kMostSigned>, kMostSigned>& places_;
  std::size_t num_strategies_;
  Row<k> base_;
  System<k> system_;  ///< Of the support's other strategies.
};

/// Both players' mixtures, lane by lane from `lane` on, each of which makes the other indifferent.
template <std::size_t k>
struct Mixture {
  HWY_INLINE Mixture(const std::array<LanePayoffs, 2>& payoffs,
                     const SupportPlaces& supports,
                     std::size_t lane) {
    const Gains<k> first(payoffs[0].payoffs + lane, supports, 0);
    const Gains<k> second(payoffs[1].payoffs + lane, supports, 1);
    divide_by_totals(first.mix(y), second.mix(x));
    first_regret = first.regret(x, y);
    second_regret = second.regret(y, x);
  }

  Row<k> x;
  Row<k> y;
  V first_regret;  ///< What the first player could gain by another strategy; NaN stays.
  V second_regret;

 private:
  /// Totals of products of up to two payoff differences, 2^200 at most where planes find a support,
  /// share a division. Where their product is too small, regrets become NaN.
  HWY_INLINE void divide_by_totals(V of_y, V of_x) {
    const V one = hn::Set(Lanes(), 1.0);
    if constexpr (k <= 3) {
      const V inverse = hn::Div(one, hn::Mul(of_y, of_x));
      scale(y, hn::Mul(of_x, inverse));
      scale(x, hn::Mul(of_y, inverse));
    } else {
      scale(y, hn::Div(one, of_y));
      scale(x, hn::Div(one, of_x));
    }
  }

  static HWY_INLINE void scale(Row<k>& weights, V factor) {
    for (std::size_t t = 0; t < k; ++t) {
      const V weight = hn::Mul(weights[t], factor);
      // NaN stays.
      weights[t] = hn::IfThenZeroElse(hn::Lt(weight, hn::Zero(Lanes())), weight);
    }
  }
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
