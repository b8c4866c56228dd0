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

#include "solve/small_logit/small_logit_cycle-inl.hpp"
#include "solve/small_logit/small_logit_equation-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

/// Ranges of the probabilities in all logit equilibria at the full precision, narrowed player by
/// player: where one's mixtures lie bounds the other's payoff differences and so its logit choice.
/// If SmallCycle's bound finds no room for a second equilibrium within them, there is none. Bounds
/// are in single precision and rounded outwards.
template <std::size_t S>
class SmallBoxes {
 public:
  /// Of the games that the equation holds, at their targets.
  HWY_INLINE SmallBoxes(const SmallLogitEquation<2, S>& equation,
                        Row target,
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

  /// What is known without ranges.
  [[nodiscard]] const SmallCycle<S>& cycle() const { return cycle_; }

  HWY_INLINE void narrow() {
    narrow_player<0>();
    narrow_player<1>();
  }

  /// Where the ranges show that the equilibrium is unique.
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

  /// A guess of the second player's mixture: amid the ranges.
  [[nodiscard]] HWY_INLINE std::array<Row, S> middle() const {
    std::array<Singles, S> sums;
    Singles total = singles(0.0F);
    for (std::size_t s = 0; s < S; ++s) {
      sums[s] = lows_[1][s] + highs_[1][s];
      total = total + sums[s];
    }
    std::array<Row, S> middle;
    for (std::size_t s = 0; s < S; ++s) {
      middle[s] = doubles(sums[s] / total);
    }
    return middle;
  }

 private:
  static constexpr std::size_t kPairs = num_pairs(S);
  /// Room for rounding in sums of some ten terms.
  static constexpr double kNoSecond = 0.999;
  /// Exponents beyond it mean as much as it, but for kSlack.
  static constexpr float kFar = 30.0F;
  static constexpr float kSlack = 1e-12F;
  /// Added to exponents: for what gains, sums of a dozen roundings, are off by per unit of the
  /// largest, and for rough exponentials.
  static constexpr double kRounding = 1e-6;
  static constexpr double kRough = 1e-5;
  /// Of a probability.
  static constexpr float kDown = 1.0F - 2e-6F;
  static constexpr float kUp = 1.0F + 2e-6F;
  /// The exponent of a strategy that is not there, far below what payoffs make: kNotThere would be
  /// infinite.
  static constexpr double kLeastExponent = -1e30;

  using Gains = typename SmallCycle<S>::Gains;

  /// What one strategy gains over another, as exponents of the logit choice.
  template <std::size_t i>
  HWY_INLINE void fill_gains(const SmallLogitEquation<2, S>& equation, Row target, Gains& gains) {
    constexpr std::size_t kOwnStride = i == 0 ? S : 1;
    constexpr std::size_t kOtherStride = i == 0 ? 1 : S;
    const Row precision = equation.precision[i] * target;
    for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
      const Row least = set(kLeastExponent);
      const Row offset =
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

  /// From the other's ranges, or at first from none.
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

  /// From bounds of the ratios of probabilities.
  template <std::size_t i>
  HWY_INLINE void narrow_strategy(std::size_t s) {
    const auto& ratio = ratios_[i];
    Singles below = singles(1.0F);  // 1 / x_s at most,
    Singles above = singles(0.0F);  // (1 / x_s - 1) * product at least.
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

  /// Bounds of x_s x_r: with their ratio q it is q / (1 + q)^2 (x_s + x_r)^2, which is largest
  /// where q is nearest to 1.
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

  HWY_INLINE Singles bound_ratio(Singles exponent) const {
    return rough_exp(min(max(exponent + margin_, singles(-kFar)), singles(kFar)));
  }

  struct Extremes {
    Singles gain;
    Singles loss;
  };

  /// Most of the mean of `gains`, and of the negative mean, over all mixtures.
  static HWY_INLINE Extremes largest(const std::array<Singles, S>& gains) {
    Singles high = gains[0];
    Singles low = gains[0];
    for (std::size_t q = 1; q < S; ++q) {
      high = max(high, gains[q]);
      low = min(low, gains[q]);
    }
    return {high, -low};
  }

  /// The same over the other player's mixtures within its ranges, which leave `rest` above all
  /// their lower ends and `room` within each. A linear program with one equation besides bounds:
  /// its dual has one free variable, the gain that the marginal strategy makes. Each value of it
  /// gives a bound, the best one the optimum.
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

  template <class Value>
  using OfPlayers = std::array<Value, 2>;
  template <class Value>
  using OfPairs = std::array<std::array<Value, kPairs>, 2>;  ///< [player][pair].

  SmallCycle<S> cycle_;
  std::array<Singles, kPairs * kPairs> trace_;
  Singles determinant_;
  Singles margin_;                         ///< Of exponents.
  OfPairs<std::array<Singles, S>> gains_;  ///< [q]: against the other's strategy q.
  /// [q][p]: by how much more against q than against p, or 0.
  OfPairs<std::array<std::array<Singles, S>, S>> more_;
  OfPlayers<std::array<Singles, S * S>> ratios_;  ///< Bounds of x_s / x_r.
  OfPlayers<std::array<Singles, S>> lows_;
  OfPlayers<std::array<Singles, S>> highs_;
  OfPlayers<bool> is_bounded_{};
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
