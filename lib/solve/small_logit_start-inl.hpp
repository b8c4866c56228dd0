// SPDX-License-Identifier: MIT
// Where the logit branch of a small game can be entered with certainty. Per-target: included once
// for each instruction set, inside a foreach_target file.
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

#include "solve/small_logit.hpp"
#include "solve/small_logit_cycle-inl.hpp"
#include "solve/small_logit_equation-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {

/// Keeps rounding on the safe side of the bound.
constexpr double kCertain = 0.999;

/// Positions on the branches of a block. Position t stands for precisions t / target times the full
/// ones, and the target is the largest of the players' precision times the spread of its payoffs:
/// an exponent of the logit choice is at most t.
///
/// A player's choice probabilities change (in the 1-norm) by at most precision / 2 times the spread
/// of the changes of its payoffs, and that is at most half the change of another player's
/// probabilities times the spread, over that one's strategies, of what a change of strategy gains.
/// As long as these bounds make the logit responses a contraction, there is one equilibrium at this
/// precision and at every lower one: it lies on the principal branch, wherever it is found from.
/// For two players with up to three strategies there is a sharper bound, SmallCycle's.
template <std::size_t P, std::size_t S>
class SmallStarts {
 public:
  explicit SmallStarts(const SmallLogitBlock& block) : block_(block) {
    for (std::size_t lane = 0; lane < kBlockLanes; lane += num_lanes()) {
      const Row target = find_target(lane);
      const Shares shares = find_shares(lane);
      store(target, target_.data() + lane);
      store((target * shares.unique), start_.data() + lane);
      store((target * shares.contracting), contracting_.data() + lane);
    }
  }

  /// NaN or infinite if a payoff or precision is.
  [[nodiscard]] double target(std::size_t game) const { return target_[game]; }
  /// At most the target; the equilibrium is unique up to here.
  [[nodiscard]] double start(std::size_t game) const { return start_[game]; }
  /// Says that the equilibria of some games that stand together are unique up to here.
  void set_starts(std::size_t first, Row starts) { store(starts, start_.data() + first); }
  /// Goes back to where the fixed-point iteration cannot fail.
  HWY_INLINE void draw_back(std::size_t first, Mask lanes) {
    const Row start = load(start_.data() + first);
    set_starts(first, choose(lanes, min(start, load(contracting_.data() + first)), start));
  }
  [[nodiscard]] const double* targets() const { return target_.data(); }
  [[nodiscard]] const double* starts() const { return start_.data(); }

 private:
  [[nodiscard]] Row find_target(std::size_t lane) const {
    Row target = zero();
    Row probe = zero();
    for (std::size_t i = 0; i < P; ++i) {
      const double* payoffs = block_.payoffs[i] + lane;
      Row high = load(payoffs);
      Row low = high;
      for (std::size_t p = 0; p < stride(0) * block_.counts[0]; ++p) {
        const Row x = load(payoffs + p * kBlockLanes);
        high = max(high, x);
        low = min(low, x);
        probe = multiply_add(x, zero(), probe);  // NaN if x is not finite.
      }
      const Row precision = load(block_.precision[i] + lane);
      target = max(target, (precision * (high - low)));
      const Row none = precision * zero();
      probe = (probe + choose((zero() <= precision), none, set(NAN)));
    }
    return target + probe;
  }

  /// Of the target: up to where the equilibrium is unique, and up to where responses contract.
  struct Shares {
    Row unique;
    Row contracting;
  };

  [[nodiscard]] Shares find_shares(std::size_t lane) const {
    if constexpr (P == 2 && S <= 3) {
      SmallCycle<S> cycle;
      cycle.fill(gains(0, lane), gains(1, lane), block_.counts.data());
      const Row contracting = cycle.contracting_share(kCertain);
      return {max(contracting, cycle.unique_share(kCertain)), contracting};
    } else {
      const Row bound = contraction_bound(lane);
      const Row share = set(kCertain) / max(bound, set(kCertain));
      return {share, share};
    }
  }

  /// Times precision; 0 where a strategy is not there.
  [[nodiscard]] HWY_INLINE std::array<std::array<Row, S>, num_pairs(S)> gains(
      std::size_t i, std::size_t lane) const {
    std::array<std::array<Row, S>, num_pairs(S)> gains;
    const Row precision = load(block_.precision[i] + lane);
    for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
      for (std::size_t q = 0; q < S; ++q) {
        gains[pair][q] = zero();
        if (r < block_.counts[i] && q < block_.counts[1 - i]) {
          const double* column = block_.payoffs[i] + q * stride(1 - i) * kBlockLanes + lane;
          gains[pair][q] = precision * (load(column + s * stride(i) * kBlockLanes) -
                                        load(column + r * stride(i) * kBlockLanes));
        }
      }
    });
    return gains;
  }

  /// A bound of the spectral radius of the matrix of bounds between players.
  [[nodiscard]] Row contraction_bound(std::size_t lane) const {
    std::array<Row, P * P> bound;
    for (std::size_t i = 0; i < P; ++i) {
      const Row quarter = set(0.25) * load(block_.precision[i] + lane);
      for (std::size_t j = 0; j < P; ++j) {
        bound[i * P + j] = i == j ? zero() : (quarter * spread_of_gains(i, j, lane));
      }
    }
    if constexpr (P == 2) {
      return sqrt((bound[1] * bound[2]));
    } else {
      // For any positive vector v it is at most the largest (bound v)_i / v_i: Collatz and
      // Wielandt.
      std::array<Row, P> v;
      std::array<Row, P> next;
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
      Row most = zero();
      for (std::size_t i = 0; i < P; ++i) {
        most = max(most, (next[i] / v[i]));
      }
      return most;
    }
  }

  /// The largest spread, over player j's strategies, of what i gains by one instead of another.
  [[nodiscard]] Row spread_of_gains(std::size_t i, std::size_t j, std::size_t lane) const {
    const std::size_t k = P == 2 ? 0 : 3 - i - j;
    const std::size_t depth = P == 2 ? 1 : block_.counts[k];
    Row most = zero();
    for (std::size_t q = 0; q < depth; ++q) {
      const double* payoffs = block_.payoffs[i] + q * stride(k) * kBlockLanes + lane;
      for (std::size_t s = 1; s < block_.counts[i]; ++s) {
        for (std::size_t other = 0; other < s; ++other) {
          Row high = set(-HUGE_VAL);
          Row low = set(HUGE_VAL);
          for (std::size_t r = 0; r < block_.counts[j]; ++r) {
            const double* column = payoffs + r * stride(j) * kBlockLanes;
            const Row gain = load(column + s * stride(i) * kBlockLanes) -
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

  /// Of profiles.
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

}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
