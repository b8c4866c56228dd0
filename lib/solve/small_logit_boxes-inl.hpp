// SPDX-License-Identifier: MIT
// Bounds on all logit equilibria of small games of two players, for a vector of them. Per-target:
// included once for each instruction set, inside a foreach_target file.
#if defined(DEMARCHE_SOLVE_SMALL_LOGIT_BOXES_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_SMALL_LOGIT_BOXES_INL_
#undef DEMARCHE_SOLVE_SMALL_LOGIT_BOXES_INL_
#else
#define DEMARCHE_SOLVE_SMALL_LOGIT_BOXES_INL_
#endif

#include <array>
#include <cstddef>

#include "solve/small_logit_cycle-inl.hpp"
#include "solve/small_logit_equation-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {

/// Ranges of the probabilities in all logit equilibria at the full precision, narrowed player by
/// player: where one's mixtures lie bounds the other's payoff differences and so its logit choice.
/// If SmallCycle finds no room for a second equilibrium within them, there is none. Bounds are
/// rounded outwards.
template <std::size_t S>
class SmallBoxes {
 public:
  /// Of the games that the equation holds, at their targets.
  HWY_INLINE SmallBoxes(const SmallLogitEquation<2, S>& equation,
                        Row target,
                        const std::size_t* counts)
      : equation_(equation) {
    for (std::size_t i = 0; i < 2; ++i) {
      const Row precision = equation.precision[i] * target;
      const std::size_t own = i == 0 ? S : 1;
      const std::size_t others = i == 0 ? 1 : S;
      for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
        for (std::size_t q = 0; q < S; ++q) {
          const std::size_t cell = i * S * S + q * others;
          gains_[i][pair][q] =
              precision * (equation.cells[cell + s * own] - equation.cells[cell + r * own]);
        }
      });
    }
    cycle_.fill(gains_[0], gains_[1], counts);
  }

  /// Narrows the ranges; where the equilibrium is known to be unique then.
  HWY_INLINE Mask narrow() {
    narrow_player<0>();
    narrow_player<1>();
    return cycle_.most(products_, highs_) < set(kNoSecond);
  }

  /// A guess of the second player's mixture: amid the ranges.
  [[nodiscard]] HWY_INLINE std::array<Row, S> middle() const {
    std::array<Row, S> middle;
    Row total = zero();
    for (std::size_t s = 0; s < S; ++s) {
      middle[s] = lows_[1][s] + highs_[1][s];
      total = total + middle[s];
    }
    const Row inverse = set(1.0) / total;
    for (std::size_t s = 0; s < S; ++s) {
      middle[s] = middle[s] * inverse;
    }
    return middle;
  }

 private:
  static constexpr std::size_t kPairs = num_pairs(S);
  static constexpr double kNoSecond = 0.999;
  /// Exponents beyond it mean as much as it, but for kSlack.
  static constexpr double kFar = 30.0;
  static constexpr double kSlack = 1e-12;
  /// Rough exponentials are within 3e-6 of themselves.
  static constexpr double kUp = 1.0 + 1e-5;

  /// From the other's ranges, or at first from none.
  template <std::size_t i>
  HWY_INLINE void narrow_player() {
    std::array<Row, S * S> ratio;  // Bounds of x_s / x_r.
    for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
      const auto [gain, loss] = largest_gain_and_loss<i>(gains_[i][pair]);
      const Row offset = equation_.missing[i * S + s] - equation_.missing[i * S + r];
      ratio[s * S + r] = bound_ratio(gain + offset);
      ratio[r * S + s] = bound_ratio(loss - offset);
    });
    for (std::size_t s = 0; s < S; ++s) {
      narrow_strategy<i>(s, ratio);
    }
    for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
      // x_s x_r = q / (1 + q)^2 (x_s + x_r)^2 with their ratio q: largest where q is nearest to 1.
      const Row nearest = min(set(1.0), min(ratio[s * S + r], ratio[r * S + s]));
      Row both = set(1.0);
      for (std::size_t other = 0; other < S; ++other) {
        both = other == s || other == r ? both : both - lows_[i][other];
      }
      const Row part = both / (set(1.0) + nearest);
      products_[i][pair] = min(nearest * (part * part), highs_[i][s] * highs_[i][r]);
    });
    is_bounded_[i] = true;
  }

  template <std::size_t i>
  HWY_INLINE void narrow_strategy(std::size_t s, const std::array<Row, S * S>& ratio) {
    Row below = set(1.0);  // 1 / x_s at most,
    Row above = zero();    // and at least, less 1 and times
    Row product = set(1.0);
    for (std::size_t r = 0; r < S; ++r) {
      if (r != s) {
        below = below + ratio[r * S + s];
        above = multiply_add(above, ratio[s * S + r], product);
        product = product * ratio[s * S + r];
      }
    }
    lows_[i][s] = max(zero(), set(1.0) / below - set(kSlack));
    highs_[i][s] = min(set(1.0), product / (product + above) + set(kSlack));
  }

  static HWY_INLINE Row bound_ratio(Row exponent) {
    return set(kUp) * exp_by_taylor<5>(min(max(exponent, set(-kFar)), set(kFar)));
  }

  struct Extremes {
    Row gain;
    Row loss;
  };

  /// Most of the mean of `gains`, and of the negative mean, over the other player's mixtures.
  template <std::size_t i>
  HWY_INLINE Extremes largest_gain_and_loss(const std::array<Row, S>& gains) const {
    if (!is_bounded_[1 - i]) {
      Row high = gains[0];
      Row low = gains[0];
      for (std::size_t q = 1; q < S; ++q) {
        high = max(high, gains[q]);
        low = min(low, gains[q]);
      }
      return {high, -low};
    }
    // A linear program with one equation besides bounds. Its dual has one free variable, the gain
    // that the marginal strategy makes: each value of it gives a bound, the best one the optimum.
    const auto& low = lows_[1 - i];
    Row rest = set(1.0);
    Row least = zero();
    for (std::size_t q = 0; q < S; ++q) {
      rest = rest - low[q];
      least = multiply_add(gains[q], low[q], least);
    }
    Extremes best{};
    for (std::size_t marginal = 0; marginal < S; ++marginal) {
      Row gain = gains[marginal] * rest;
      Row loss = -gain;
      for (std::size_t q = 0; q < S; ++q) {
        if (q != marginal) {
          const Row room = highs_[1 - i][q] - low[q];
          const Row more = gains[q] - gains[marginal];
          gain = multiply_add(room, max(more, zero()), gain);
          loss = multiply_add(room, max(-more, zero()), loss);
        }
      }
      best = marginal == 0 ? Extremes{gain, loss}
                           : Extremes{min(best.gain, gain), min(best.loss, loss)};
    }
    return {best.gain + least, best.loss - least};
  }

  const SmallLogitEquation<2, S>& equation_;
  std::array<std::array<std::array<Row, S>, kPairs>, 2> gains_;  ///< Times precision.
  SmallCycle<S> cycle_;
  std::array<std::array<Row, S>, 2> lows_;
  std::array<std::array<Row, S>, 2> highs_;
  std::array<std::array<Row, kPairs>, 2> products_;  ///< Bounds of x_s x_r.
  std::array<bool, 2> is_bounded_{};
};

}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
