// SPDX-License-Identifier: MIT
// The position up to which the equilibrium of a small game is known to be unique, where its logit
// branch can be entered. Per-target: included once for each instruction set, inside a
// foreach_target file.
#if defined(DEMARCHE_SOLVE_SMALL_LOGIT_START_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_SMALL_LOGIT_START_INL_
#undef DEMARCHE_SOLVE_SMALL_LOGIT_START_INL_
#else
#define DEMARCHE_SOLVE_SMALL_LOGIT_START_INL_
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "solve/small_logit/small_logit.hpp"
#include "solve/small_logit/small_logit_equation-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

/// Takes the place of 1 in bounds, so that rounding cannot make a bound hold that does not.
constexpr double kCertain = 0.999;

/// The positions of all games of a block at which branches start and end. At position t precisions
/// are t / target times the full ones. The target, where the branch ends, is the largest product of
/// a player's precision and the spread of its payoffs, so that a logit exponent at position t is at
/// most t.
///
/// The start comes from a bound by which logit responses are a contraction. A player's choice
/// probabilities change (in the 1-norm) by at most precision / 2 times the spread of the changes of
/// its payoffs. That spread is at most half the change of another player's probabilities times D,
/// the largest spread, over the other player's strategies, of what one own strategy gains over
/// another. As long as the matrix of the bounds precision * D / 4 has a spectral radius below 1,
/// there is one equilibrium at this precision and at every lower one, so it lies on the principal
/// branch wherever an iteration finds it from. For two players with up to three strategies
/// SmallBoxes has sharper bounds; SmallSweeps then sets the starts, which are 0 before.
template <std::size_t P, std::size_t S>
class SmallStarts {
 public:
  static constexpr bool kHasBoxes = P == 2 && S <= 3;

  explicit SmallStarts(const SmallLogitBlock& block) : block_(block) {
    for (std::size_t lane = 0; lane < kBlockLanes; lane += num_lanes()) {
      const Doubles target = find_target(lane);
      store(target, target_.data() + lane);
      if constexpr (!kHasBoxes) {
        const Doubles share = set(kCertain) / max(contraction_bound(lane), set(kCertain));
        store(target * share, start_.data() + lane);
        store(target * share, contracting_.data() + lane);
      }
    }
  }

  /// The position at which the full precision is reached; NaN or infinite if a payoff or a
  /// precision is.
  [[nodiscard]] double target(std::size_t game) const { return target_[game]; }
  /// The position, at most the target, up to which the equilibrium is known to be unique.
  [[nodiscard]] double start(std::size_t game) const { return start_[game]; }
  /// Sets start() of a game whose responses are a contraction up to the position `contracting`.
  void set_start(std::size_t game, double start, double contracting) {
    start_[game] = start;
    contracting_[game] = contracting;
  }
  /// Moves the start back to where the responses are a contraction, so that the fixed-point
  /// iteration cannot fail.
  void fall_back(std::size_t game) { start_[game] = std::min(start_[game], contracting_[game]); }
  [[nodiscard]] const double* targets() const { return target_.data(); }
  [[nodiscard]] const double* starts() const { return start_.data(); }

 private:
  [[nodiscard]] Doubles find_target(std::size_t lane) const {
    Doubles target = zero();
    Doubles probe = zero();
    for (std::size_t i = 0; i < P; ++i) {
      const double* payoffs = block_.payoffs[i] + lane;
      Doubles high = load(payoffs);
      Doubles low = high;
      for (std::size_t p = 0; p < stride(0) * block_.counts[0]; ++p) {
        const Doubles x = load(payoffs + p * kBlockLanes);
        high = max(high, x);
        low = min(low, x);
        probe = multiply_add(x, zero(), probe);  // NaN if x is not finite.
      }
      const Doubles precision = load(block_.precision[i] + lane);
      target = max(target, (precision * (high - low)));
      const Doubles none = precision * zero();
      probe = (probe + choose((zero() <= precision), none, set(NAN)));
    }
    return target + probe;
  }

  /// An upper bound of the spectral radius of the matrix precision_i * D_ij / 4.
  [[nodiscard]] Doubles contraction_bound(std::size_t lane) const {
    std::array<Doubles, P * P> bound;
    for (std::size_t i = 0; i < P; ++i) {
      const Doubles quarter = set(0.25) * load(block_.precision[i] + lane);
      for (std::size_t j = 0; j < P; ++j) {
        bound[i * P + j] = i == j ? zero() : (quarter * spread_of_gains(i, j, lane));
      }
    }
    if constexpr (P == 2) {
      return sqrt((bound[1] * bound[2]));
    } else {
      // For every positive vector v the spectral radius is at most the largest (bound v)_i / v_i
      // (Collatz and Wielandt). Three steps of the power method give a good v.
      std::array<Doubles, P> v;
      std::array<Doubles, P> next;
      next.fill(set(1.0));
      for (int k = 0; k < 3; ++k) {
        v = next;
        for (std::size_t i = 0; i < P; ++i) {
          next[i] = set(1e-100);
          for (std::size_t j = 0; j < P; ++j) {
            next[i] = multiply_add(bound[i * P + j], v[j], next[i]);
          }
        }
      }
      Doubles most = zero();
      for (std::size_t i = 0; i < P; ++i) {
        most = max(most, (next[i] / v[i]));
      }
      return most;
    }
  }

  /// D_ij: the largest spread, over player j's strategies, of what player i gains by one strategy
  /// instead of another.
  [[nodiscard]] Doubles spread_of_gains(std::size_t i, std::size_t j, std::size_t lane) const {
    const std::size_t k = P == 2 ? 0 : 3 - i - j;
    const std::size_t depth = P == 2 ? 1 : block_.counts[k];
    Doubles most = zero();
    for (std::size_t q = 0; q < depth; ++q) {
      const double* payoffs = block_.payoffs[i] + q * stride(k) * kBlockLanes + lane;
      for (std::size_t s = 1; s < block_.counts[i]; ++s) {
        for (std::size_t other = 0; other < s; ++other) {
          Doubles high = set(-HUGE_VAL);
          Doubles low = set(HUGE_VAL);
          for (std::size_t r = 0; r < block_.counts[j]; ++r) {
            const double* column = payoffs + r * stride(j) * kBlockLanes;
            const Doubles gain = load(column + s * stride(i) * kBlockLanes) -
                                 load(column + other * stride(i) * kBlockLanes);
            high = max(high, gain);
            low = min(low, gain);
          }
          most = max(most, (high - low));
        }
      }
    }
    return most;
  }

  /// How far apart profiles of the block stand that differ in the player's strategy by one.
  [[nodiscard]] std::size_t stride(std::size_t player) const {
    std::size_t profiles = 1;
    for (std::size_t k = player + 1; k < P; ++k) {
      profiles *= block_.counts[k];
    }
    return profiles;
  }

  const SmallLogitBlock& block_;
  alignas(64) std::array<double, kBlockLanes> target_{};
  alignas(64) std::array<double, kBlockLanes> start_{};
  alignas(64) std::array<double, kBlockLanes> contracting_{};
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
