// SPDX-License-Identifier: MIT
// How responses of two players to each other come back on themselves, for a vector of small games.
// Per-target: included once for each instruction set, inside a foreach_target file.
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

/// The slope J of the map from the second player's mixture z to its logit response to the first
/// one's response x to z, in games of up to three strategies each.
///
/// A logit response changes by precision * (diag(x) - x x') times the change of payoffs, and
/// diag(x) - x x' is the sum over pairs of strategies of x_s x_r (e_s - e_r)(e_s - e_r)'. So the
/// trace of J is the sum, over a pair of either player, of x_s x_r z_q z_p times what four payoffs
/// of the one differ by (precision included), times the same of the other; its determinant is the
/// product of all probabilities and of the determinants of such differences. If
/// det(I - J) = 1 - tr J + det J > 0 at every fixed point, each has index 1; indices sum to 1 on a
/// simplex (Lefschetz and Hopf), so there is exactly one.
template <std::size_t S>
class SmallCycle {
 public:
  static_assert(S == 2 || S == 3);
  static constexpr std::size_t kPairs = num_pairs(S);
  using Gains = std::array<std::array<Row, S>, kPairs>;

  /// From what a strategy of a pair gains over the other, against each of the other player's, with
  /// precisions; `counts` are of the strategies that are there.
  HWY_INLINE void fill(const Gains& first, const Gains& second, const std::size_t* counts) {
    std::array<Row, kPairs * kPairs> a;
    std::array<Row, kPairs * kPairs> b;
    a.fill(zero());
    b.fill(zero());
    largest_a_ = zero();
    largest_b_ = zero();
    for_each_pair<S>([&](std::size_t pair, std::size_t s, std::size_t r) {
      for_each_pair<S>([&](std::size_t other, std::size_t q, std::size_t p) {
        if (r >= counts[0] || p >= counts[1]) {
          return;
        }
        const Row from_first = first[pair][q] - first[pair][p];
        const Row from_second = second[other][s] - second[other][r];
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
      // Pairs 0 and 1 have strategy 0 in common.
      determinant_ = max(zero(), -((a[0] * a[4] - a[1] * a[3]) * (b[0] * b[4] - b[1] * b[3])));
    }
  }

  /// tr J - det J is at most the sum of the one times x_s x_r z_q z_p and the other times the
  /// product of all probabilities.
  [[nodiscard]] HWY_INLINE const std::array<Row, kPairs * kPairs>& trace() const { return trace_; }
  [[nodiscard]] HWY_INLINE Row determinant() const { return determinant_; }

  /// The share of the precisions up to which that is below 1 for any mixtures, and so there is one
  /// equilibrium: `certain` instead of 1 keeps to the safe side.
  [[nodiscard]] HWY_INLINE Row unique_share(double certain) const {
    const Row quarter = set(0.25 * 0.25);
    Row trace = trace_[0] * quarter;
    Row determinant = zero();
    if constexpr (S == 3) {
      trace = most_trace();
      determinant = set(4.0 * certain * kMostOfThree * kMostOfThree) * determinant_;
    }
    const Row tiny = set(1e-300);
    const Row root = sqrt(multiply_add(trace, trace, determinant));
    return min(set(1.0), sqrt(set(2.0 * certain) / max(tiny, trace + root)));
  }

  /// Products of three probabilities that sum to 1.
  static constexpr double kMostOfThree = 1.0 / 27.0;

  /// The share up to which the map is a contraction for any mixtures.
  [[nodiscard]] HWY_INLINE Row contracting_share(double certain) const {
    return set(certain) / max(set(certain), set(0.25) * sqrt(largest_a_ * largest_b_));
  }

 private:
  /// Products x_s x_r are at most 1/4 and sum to at most 1/3: the largest bilinear form of two such
  /// triples has (1/4, 1/12, 0), in some order, for both.
  [[nodiscard]] HWY_INLINE Row most_trace() const {
    constexpr double kFirst = 0.25;
    constexpr double kSecond = 1.0 / 12.0;
    Row most = zero();
    for (std::size_t first = 0; first < kPairs; ++first) {
      for (std::size_t second = 0; second < kPairs; ++second) {
        if (first == second) {
          continue;
        }
        std::array<Row, kPairs> x;
        for (std::size_t k = 0; k < kPairs; ++k) {
          x[k] = multiply_add(
              set(kFirst), trace_[first * kPairs + k], set(kSecond) * trace_[second * kPairs + k]);
        }
        const Row high = max(x[0], x[1]);
        const Row low = min(x[0], x[1]);
        const Row middle = max(low, min(high, x[2]));
        most = max(most, multiply_add(set(kFirst), max(high, x[2]), set(kSecond) * middle));
      }
    }
    return most;
  }

  std::array<Row, kPairs * kPairs> trace_;  ///< Terms of the trace, without negative ones.
  Row determinant_;
  Row largest_a_;
  Row largest_b_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
