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

#include "solve/small_logit/small_logit.hpp"
#include "solve/small_logit/small_logit_equation-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

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
/// For two players with up to three strategies there are sharper bounds, SmallBoxes: SmallSweeps
/// sets the starts then, which are 0 before.
template <std::size_t P, std::size_t S>
class SmallStarts {
 public:
  static constexpr bool kHasBoxes = P == 2 && S <= 3;

  explicit SmallStarts(const SmallLogitBlock& block) : block_(block) {
    for (std::size_t lane = 0; lane < kBlockLanes; lane += num_lanes()) {
      const Row target = find_target(lane);
      store(target, target_.data() + lane);
      if constexpr (!kHasBoxes) {
        const Row share = set(kCertain) / max(contraction_bound(lane), set(kCertain));
        store(target * share, start_.data() + lane);
        store(target * share, contracting_.data() + lane);
      }
    }
  }

  /// NaN or infinite if a payoff or precision is.
  [[nodiscard]] double target(std::size_t game) const { return target_[game]; }
  /// At most the target; the equilibrium is unique up to here.
  [[nodiscard]] double start(std::size_t game) const { return start_[game]; }
  /// The same for a game whose responses are a contraction up to `contracting`.
  void set_start(std::size_t game, double start, double contracting) {
    start_[game] = start;
    contracting_[game] = contracting;
  }
  /// Goes back to where the fixed-point iteration cannot fail.
  void draw_back(std::size_t game) { start_[game] = std::min(start_[game], contracting_[game]); }
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

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
