// SPDX-License-Identifier: MIT
// Bounds on all logit equilibria of small two-player games, for a vector of games. Per-target:
// included once for each instruction set, inside a foreach_target file.
#if defined(DEMARCHE_SOLVE_SMALL_LOGIT_BOXES_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_SMALL_LOGIT_BOXES_INL_
#undef DEMARCHE_SOLVE_SMALL_LOGIT_BOXES_INL_
#else
#define DEMARCHE_SOLVE_SMALL_LOGIT_BOXES_INL_
#endif

#include <array>
#include <cstddef>

#include "solve/small_logit/small_logit_cycle-inl.hpp"
#include "solve/small_logit/small_logit_equation-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

/// Ranges that hold the probabilities of all logit equilibria at the full precision. They are
/// narrowed player by player: the range of one player's mixtures bounds the other's payoff
/// differences, and these bound its logit response. If SmallCycle's bound on tr J - det J over the
/// ranges is below 1, there is only one equilibrium. Bounds are in single precision and rounded
/// outwards.
template <std::size_t S>
class SmallBoxes {
 public:
  /// For the games that the equation holds, at their full precision. `counts` are the players'
  /// numbers of strategies.
  HWY_INLINE SmallBoxes(const SmallLogitEquation<2, S>& equation,
                        Doubles target,
                        const std::size_t* counts)
      : margin_(singles(multiply_add(target, set(kRounding), set(kRough)))) {
    Gains first;
    Gains second;
    fill_gains<0>(equation, target, first);
    fill_gains<1>(equation, target, second);
    cycle_.fill(first, second, counts);
    for (std::size_t k = 0; k < kPairs * kPairs; ++k) {
      trace_[k] = singles(cycle_.trace()[k]);
    }
    determinant_ = singles(cycle_.determinant());
  }

  /// The bounds that hold without ranges.
  [[nodiscard]] const SmallCycle<S>& cycle() const { return cycle_; }

  /// Narrows the ranges of both players once.
  HWY_INLINE void narrow() {
    narrow_player<0>();
    narrow_player<1>();
  }

  /// The lanes in which the ranges show that the equilibrium is unique.
  /// @pre narrow() has been called.
  [[nodiscard]] HWY_INLINE Mask shows_unique() const {
    const auto first = products<0>();
    const auto second = products<1>();
    Singles sum = singles(0.0F);
    for (std::size_t pair = 0; pair < kPairs; ++pair) {
      Singles part = trace_[pair * kPairs] * second[0];
      for (std::size_t other = 1; other < kPairs; ++other) {
        part = multiply_add(trace_[pair * kPairs + other], second[other], part);
      }
      sum = multiply_add(part, first[pair], sum);
    }
    if constexpr (S == 3) {
      constexpr auto kMost = static_cast<float>(1.0001 * SmallCycle<S>::kMostOfThree);
      Singles all = determinant_;
      for (const auto& high : highs_) {
        all = all * min(singles(kMost), high[0] * high[1] * high[2]);
      }
      sum = sum + all;
    }
    return doubles(sum) < set(kNoSecond);
  }

  /// A guess of the second player's mixture: the middles of the ranges over their sum.
  [[nodiscard]] HWY_INLINE std::array<Doubles, S> middle() const {
    std::array<Singles, S> sums;
    Singles total = singles(0.0F);
    for (std::size_t s = 0; s < S; ++s) {
      sums[s] = lows_[1][s] + highs_[1][s];
      total = total + sums[s];
    }
    std::array<Doubles, S> middle;
    for (std::size_t s = 0; s < S; ++s) {
      middle[s] = doubles(sums[s] / total);
    }
    return middle;
  }

 private:
  static constexpr std::size_t kPairs = num_pairs(S);
  /// The bound on tr J - det J must be below this instead of 1, which covers the rounding of sums
  /// of some ten terms in single precision.
  static constexpr double kNoSecond = 0.999;
  /// Exponents are cut off at this size. exp(-30) is about 1e-13, so a probability changes by less
  /// than kSlack, by which ranges are widened.
  static constexpr float kFar = 30.0F;
  static constexpr float kSlack = 1e-12F;
  /// Added to exponents: kRounding times the target covers the rounding of payoff differences, sums
  /// of a dozen terms in single precision, and kRough the error of rough_exp().
  static constexpr double kRounding = 1e-6;
  static constexpr double kRough = 1e-5;
  /// Factors that widen a probability's range by the rounding of its own computation.
  static constexpr float kDown = 1.0F - 2e-6F;
  static constexpr float kUp = 1.0F + 2e-6F;
  /// The exponent of a strategy that a game does not have, far below all that payoffs make.
  /// kNotThere would be infinite in single precision.
  static constexpr double kLeastExponent = -1e30;

  using Gains = typename SmallCycle<S>::Gains;

  /// Fills what strategy s of player i gains over strategy r against each strategy of the other
  /// player, as logit exponents.
  template <std::size_t i>
  HWY_INLINE void fill_gains(const SmallLogitEquation<2, S>& equation,
                             Doubles target,
                             Gains& gains) {
    constexpr std::size_t kOwnStride = i == 0 ? S : 1;
    constexpr std::size_t kOtherStride = i == 0 ? 1 : S;
    const Doubles precision = equation.precision[i] * target;
    for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
      const Doubles least = set(kLeastExponent);
      const Doubles offset =
          max(least, equation.missing[i * S + s]) - max(least, equation.missing[i * S + r]);
      for (std::size_t q = 0; q < S; ++q) {
        const std::size_t cell = i * S * S + q * kOtherStride;
        gains[pair][q] = precision * (equation.cells[cell + s * kOwnStride] -
                                      equation.cells[cell + r * kOwnStride]);
        gains_[i][pair][q] = singles(gains[pair][q] + offset);
      }
      for (std::size_t q = 0; q < S; ++q) {
        for (std::size_t p = q + 1; p < S; ++p) {
          const Singles more = gains_[i][pair][q] - gains_[i][pair][p];
          more_[i][pair][q][p] = max(singles(0.0F), more);
          more_[i][pair][p][q] = max(singles(0.0F), -more);
        }
      }
    });
  }

  /// Narrows player i's ranges, given the other player's ranges if it has some already.
  template <std::size_t i>
  HWY_INLINE void narrow_player() {
    Singles rest = singles(1.0F);
    std::array<Singles, S> room;
    if (is_bounded_[1 - i]) {
      for (std::size_t q = 0; q < S; ++q) {
        rest = rest - lows_[1 - i][q];
        room[q] = highs_[1 - i][q] - lows_[1 - i][q];
      }
    }
    for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
      const auto [gain, loss] =
          is_bounded_[1 - i] ? largest_in_range<i>(pair, rest, room) : largest(gains_[i][pair]);
      ratios_[i][s * S + r] = bound_ratio(gain);
      ratios_[i][r * S + s] = bound_ratio(loss);
    });
    for (std::size_t s = 0; s < S; ++s) {
      narrow_strategy<i>(s);
    }
    is_bounded_[i] = true;
  }

  /// The range of a probability from bounds on ratios: x_s = 1 / (1 + sum over r of x_r / x_s). It
  /// is at least 1 / (1 + sum of the bounds of x_r / x_s), and at most 1 / (1 + sum of 1 / bound of
  /// x_s / x_r), which is written as one fraction to save divisions.
  template <std::size_t i>
  HWY_INLINE void narrow_strategy(std::size_t s) {
    const auto& ratio = ratios_[i];
    Singles below = singles(1.0F);  // An upper bound of 1 / x_s.
    Singles above = singles(0.0F);  // A lower bound of (1 / x_s - 1) * product.
    Singles product = singles(1.0F);
    for (std::size_t r = 0; r < S; ++r) {
      if (r != s) {
        below = below + ratio[r * S + s];
        above = multiply_add(above, ratio[s * S + r], product);
        product = product * ratio[s * S + r];
      }
    }
    const Singles low = singles(kDown) / below;
    const Singles high = (singles(kUp) * product) / (product + above);
    lows_[i][s] = max(singles(0.0F), low - singles(kSlack));
    highs_[i][s] = min(singles(1.0F), high + singles(kSlack));
  }

  /// Upper bounds of the products x_s x_r. With the ratio q = x_s / x_r the product is
  /// q / (1 + q)^2 (x_s + x_r)^2, which is largest where q is nearest to 1.
  template <std::size_t i>
  [[nodiscard]] HWY_INLINE std::array<Singles, kPairs> products() const {
    std::array<Singles, kPairs> products;
    for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
      const Singles nearest = min(singles(1.0F), min(ratios_[i][s * S + r], ratios_[i][r * S + s]));
      Singles both = singles(1.0F);
      for (std::size_t other = 0; other < S; ++other) {
        both = other == s || other == r ? both : both - lows_[i][other];
      }
      const Singles part = both / (singles(1.0F) + nearest);
      products[pair] = min(nearest * (part * part), highs_[i][s] * highs_[i][r]);
    });
    return products;
  }

  /// An upper bound of a ratio of probabilities, from an upper bound of the difference of
  /// exponents.
  HWY_INLINE Singles bound_ratio(Singles exponent) const {
    return rough_exp(min(max(exponent + margin_, singles(-kFar)), singles(kFar)));
  }

  /// Upper bounds of what one strategy gains over another and of what it loses.
  struct Extremes {
    Singles gain;
    Singles loss;
  };

  /// The largest mean of `gains`, and the largest negative mean, over all mixtures.
  static HWY_INLINE Extremes largest(const std::array<Singles, S>& gains) {
    Singles high = gains[0];
    Singles low = gains[0];
    for (std::size_t q = 1; q < S; ++q) {
      high = max(high, gains[q]);
      low = min(low, gains[q]);
    }
    return {high, -low};
  }

  /// The same over the other player's mixtures within its ranges. Above the lower ends of the
  /// ranges a probability of `rest` remains to be distributed, at most room[q] of it to strategy q.
  /// That is a linear program with one equation besides bounds. Its dual has one free variable, the
  /// gain g of the marginal strategy: for every g, rest * g + sum over q of room[q] * max(0, gain_q
  /// - g) is an upper bound, and the best g is the gain of one of the strategies.
  template <std::size_t i>
  HWY_INLINE Extremes largest_in_range(std::size_t pair,
                                       Singles rest,
                                       const std::array<Singles, S>& room) const {
    const auto& gains = gains_[i][pair];
    const auto& more = more_[i][pair];
    Singles least = gains[0] * lows_[1 - i][0];
    for (std::size_t q = 1; q < S; ++q) {
      least = multiply_add(gains[q], lows_[1 - i][q], least);
    }
    Extremes best{};
    for (std::size_t marginal = 0; marginal < S; ++marginal) {
      Singles gain = gains[marginal] * rest;
      Singles loss = -gain;
      for (std::size_t q = 0; q < S; ++q) {
        if (q != marginal) {
          gain = multiply_add(room[q], more[q][marginal], gain);
          loss = multiply_add(room[q], more[marginal][q], loss);
        }
      }
      best = marginal == 0 ? Extremes{gain, loss}
                           : Extremes{min(best.gain, gain), min(best.loss, loss)};
    }
    return {best.gain + least, best.loss - least};
  }

  /// One value for each player.
  template <class Value>
  using OfPlayers = std::array<Value, 2>;
  template <class Value>
  using OfPairs = std::array<std::array<Value, kPairs>, 2>;  ///< [player][pair].

  SmallCycle<S> cycle_;
  std::array<Singles, kPairs * kPairs> trace_;
  Singles determinant_;
  Singles margin_;                         ///< Added to exponents before they are bounded.
  OfPairs<std::array<Singles, S>> gains_;  ///< [q]: the gain against the other's strategy q.
  /// [q][p]: how much larger the gain is against q than against p, or 0.
  OfPairs<std::array<std::array<Singles, S>, S>> more_;
  OfPlayers<std::array<Singles, S * S>> ratios_;  ///< [s][r]: upper bounds of x_s / x_r.
  OfPlayers<std::array<Singles, S>> lows_;        ///< The lower ends of the ranges.
  OfPlayers<std::array<Singles, S>> highs_;       ///< The upper ends of the ranges.
  OfPlayers<bool> is_bounded_{};                  ///< Whether the player has ranges already.
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
