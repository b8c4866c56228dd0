// SPDX-License-Identifier: MIT
// Bounds on how strongly the responses of two players to each other feed back on themselves, for a
// vector of small games. Per-target: included once for each instruction set, inside a
// foreach_target file.
#if defined(DEMARCHE_SOLVE_SMALL_LOGIT_CYCLE_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_SMALL_LOGIT_CYCLE_INL_
#undef DEMARCHE_SOLVE_SMALL_LOGIT_CYCLE_INL_
#else
#define DEMARCHE_SOLVE_SMALL_LOGIT_CYCLE_INL_
#endif

#include <array>
#include <cstddef>

#include "solve/small_logit/paired_lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

[[nodiscard]] constexpr std::size_t num_pairs(std::size_t strategies) {
  return strategies * (strategies - 1) / 2;
}

/// Calls visit(pair, s, r) for strategies s < r.
template <std::size_t S, class Visit>
HWY_INLINE void for_each_pair(Visit visit) {
  std::size_t pair = 0;
  for (std::size_t s = 0; s < S; ++s) {
    for (std::size_t r = s + 1; r < S; ++r) {
      visit(pair++, s, r);
    }
  }
}

/// The slope J of the map from the second player's mixture z, by way of the first player's logit
/// response x to z, to the second player's logit response to x, in games of up to three strategies
/// each. Fixed points of the map are the logit equilibria.
///
/// A logit response changes by precision * (diag(x) - x x') times the change of payoffs. The matrix
/// diag(x) - x x' is the sum over pairs of strategies s < r of x_s x_r (e_s - e_r)(e_s - e_r)'. Let
///   a(sr, qp) = precision * (u(s, q) - u(r, q) - u(s, p) + u(r, p))
/// be the second difference of the first player's payoffs for its pair sr and the second player's
/// pair qp, and b(sr, qp) that of the second player's payoffs. Then
///   tr J  = sum over pairs sr and qp of x_s x_r z_q z_p a(sr, qp) b(sr, qp),
///   det J = (product of all probabilities) * det a' * det b',
/// where a' and b' are the 2 x 2 matrices of pairs that have strategy 0 in common (det J = 0 for
/// two strategies). If det(I - J) = 1 - tr J + det J > 0 at every fixed point, each has index 1.
/// Indices sum to 1 on a simplex (Lefschetz and Hopf), so there is exactly one fixed point.
template <std::size_t S>
class SmallCycle {
 public:
  static_assert(S == 2 || S == 3);
  static constexpr std::size_t kPairs = num_pairs(S);
  using Gains = std::array<std::array<Doubles, S>, kPairs>;

  /// `first` has, for each pair sr of the first player and each strategy q of the second one,
  /// precision * (u(s, q) - u(r, q)); `second` likewise. Players have `counts` strategies; pairs
  /// with a strategy beyond them do not count.
  HWY_INLINE void fill(const Gains& first, const Gains& second, const std::size_t* counts) {
    std::array<Doubles, kPairs * kPairs> a;
    std::array<Doubles, kPairs * kPairs> b;
    a.fill(zero());
    b.fill(zero());
    largest_a_ = zero();
    largest_b_ = zero();
    for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
      for_each_pair<S>([&](std::size_t other, std::size_t q, std::size_t p) {
        if (r >= counts[0] || p >= counts[1]) {
          return;
        }
        const Doubles from_first = first[pair][q] - first[pair][p];
        const Doubles from_second = second[other][s] - second[other][r];
        a[pair * kPairs + other] = from_first;
        b[pair * kPairs + other] = from_second;
        largest_a_ = max(largest_a_, abs(from_first));
        largest_b_ = max(largest_b_, abs(from_second));
      });
    });
    for (std::size_t k = 0; k < kPairs * kPairs; ++k) {
      trace_[k] = max(zero(), a[k] * b[k]);
    }
    determinant_ = zero();
    if constexpr (S == 3) {
      // Pairs 0 and 1 are 01 and 02, which have strategy 0 in common.
      determinant_ = max(zero(), -((a[0] * a[4] - a[1] * a[3]) * (b[0] * b[4] - b[1] * b[3])));
    }
  }

  /// The terms a(sr, qp) b(sr, qp) of the trace, or 0 where they are negative. tr J - det J is at
  /// most the sum of x_s x_r z_q z_p times these, plus the product of all probabilities times
  /// determinant().
  [[nodiscard]] HWY_INLINE const std::array<Doubles, kPairs * kPairs>& trace() const {
    return trace_;
  }
  /// The product -(det a' * det b'), or 0 where that is negative.
  [[nodiscard]] HWY_INLINE Doubles determinant() const { return determinant_; }

  /// The share of the precisions up to which tr J - det J is below 1 for all mixtures, so that
  /// there is one equilibrium. At the share f the trace is at most f^2 T and the determinant f^4 D,
  /// with T and D their bounds over all mixtures, so f^2 = 2 / (T + sqrt(T^2 + 4 D)). `certain`, a
  /// little below 1, takes the place of 1 and covers rounding.
  [[nodiscard]] HWY_INLINE Doubles unique_share(double certain) const {
    const Doubles quarter = set(0.25 * 0.25);
    Doubles trace = trace_[0] * quarter;
    Doubles determinant = zero();
    if constexpr (S == 3) {
      trace = most_trace();
      determinant = set(4.0 * certain * kMostOfThree * kMostOfThree) * determinant_;
    }
    const Doubles tiny = set(1e-300);
    const Doubles root = sqrt(multiply_add(trace, trace, determinant));
    return min(set(1.0), sqrt(set(2.0 * certain) / max(tiny, trace + root)));
  }

  /// The largest product of three probabilities that sum to 1.
  static constexpr double kMostOfThree = 1.0 / 27.0;

  /// The share of the precisions up to which the map is a contraction for all mixtures. A player's
  /// probabilities change (in the 1-norm) by at most a quarter of its largest second difference
  /// times the change of the other's.
  [[nodiscard]] HWY_INLINE Doubles contracting_share(double certain) const {
    return set(certain) / max(set(certain), set(0.25) * sqrt(largest_a_ * largest_b_));
  }

 private:
  /// A bound of the trace over all mixtures of three strategies. The three products x_s x_r are at
  /// most 1/4 each and sum to at most 1/3. Over such triples a bilinear form is largest where both
  /// are (1/4, 1/12, 0) in some order.
  [[nodiscard]] HWY_INLINE Doubles most_trace() const {
    constexpr double kFirst = 0.25;
    constexpr double kSecond = 1.0 / 12.0;
    Doubles most = zero();
    for (std::size_t first = 0; first < kPairs; ++first) {
      for (std::size_t second = 0; second < kPairs; ++second) {
        if (first == second) {
          continue;
        }
        std::array<Doubles, kPairs> x;
        for (std::size_t k = 0; k < kPairs; ++k) {
          x[k] = multiply_add(
              set(kFirst), trace_[first * kPairs + k], set(kSecond) * trace_[second * kPairs + k]);
        }
        const Doubles high = max(x[0], x[1]);
        const Doubles low = min(x[0], x[1]);
        const Doubles middle = max(low, min(high, x[2]));
        most = max(most, multiply_add(set(kFirst), max(high, x[2]), set(kSecond) * middle));
      }
    }
    return most;
  }

  std::array<Doubles, kPairs * kPairs> trace_;
  Doubles determinant_;
  Doubles largest_a_;
  Doubles largest_b_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
