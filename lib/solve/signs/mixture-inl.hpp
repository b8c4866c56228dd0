// SPDX-License-Identifier: MIT
// Compiled once per instruction set: both players' mixed strategies on one pair of supports, for a
// vector of games.
//
// Cramer's rule instead of elimination: the lanes of a vector are different games, and row
// exchanges would have to differ from lane to lane.
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

#include "core/lane_vectors-inl.hpp"
#include "solve/signs/support_solution.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

static_assert(kSupportLanes % kLanesPerVector == 0);
using V = hn::Vec<LaneTag>;

/// A number per strategy of a support, for a vector of games.
template <std::size_t size>
using Row = std::array<V, size>;
/// The indifference equations: payoff differences, one row less than columns.
template <std::size_t size>
using System = std::array<Row<size>, size - 1>;

/// The 2 by 2 determinant of columns i and j of two rows.
template <std::size_t size>
HWY_INLINE V minor2(const Row<size>& a, const Row<size>& b, std::size_t i, std::size_t j) {
  return hn::NegMulAdd(a[j], b[i], hn::Mul(a[i], b[j]));
}

// null_vector(): a vector orthogonal to k - 1 rows of k numbers. Its entries are the minors of the
// rows with alternating signs.

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

/// Laplace's expansion of each minor into products of 2 by 2 minors of the first two rows and of
/// the last two, so that 20 small minors serve all five entries.
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

/// One player's payoffs on a pair of supports in a vector of lanes, as gains over the first
/// strategy of its support.
template <std::size_t k>
class Gains {
 public:
  HWY_INLINE Gains(const double* payoffs, const SupportPlaces& places, std::size_t player)
      : payoffs_(payoffs),
        places_(places.of[player]),
        num_strategies_(places.num_strategies[player]) {
    for (std::size_t t = 0; t < k; ++t) {
      base_[t] = hn::LoadU(LaneTag(), payoffs + places_[t]);
    }
    for (std::size_t r = 0; r + 1 < k; ++r) {
      for (std::size_t t = 0; t < k; ++t) {
        system_[r][t] = gain(r + 1, t);
      }
    }
  }

  /// Writes weights of the other player against which the whole support pays the same, and returns
  /// their sum, by which they must be divided.
  [[nodiscard]] HWY_INLINE V mix(Row<k>& weights) const {
    null_vector(system_, weights);
    V total = weights[0];
    for (std::size_t t = 1; t < k; ++t) {
      total = hn::Add(total, weights[t]);
    }
    return total;
  }

  /// The most that the player gains by another strategy when it mixes the support with weights x
  /// and the other player with weights y.
  HWY_INLINE V regret(const Row<k>& x, const Row<k>& y) const {
    V best = hn::Zero(LaneTag());  // The gain of the support's first strategy over itself.
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
    return hn::Sub(hn::LoadU(LaneTag(), payoffs_ + places_[strategy * k + t]), base_[t]);
  }

  const double* payoffs_;
  const std::array<std::uint32_t, kMostSigned * kMostSigned>& places_;
  std::size_t num_strategies_;
  Row<k> base_;
  System<k> system_;  ///< Gains of the support's other strategies.
};

/// Both players' mixed strategies in the vector of lanes that begins with `lane`. Each makes the
/// other player's support indifferent.
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

  Row<k> x;         ///< The first player's.
  Row<k> y;         ///< The second player's.
  V first_regret;   ///< The most that the first player gains by another strategy, or NaN.
  V second_regret;  ///< Likewise for the second player.

 private:
  /// For k up to 3 the two totals share one division. They are sums of products of up to two payoff
  /// differences, each 2^200 at most where planes find a support, so their product cannot overflow.
  /// Where it underflows, regrets become NaN.
  HWY_INLINE void divide_by_totals(V of_y, V of_x) {
    const V one = hn::Set(LaneTag(), 1.0);
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
      // Not a maximum, which may drop NaN.
      weights[t] = hn::IfThenZeroElse(hn::Lt(weight, hn::Zero(LaneTag())), weight);
    }
  }
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
