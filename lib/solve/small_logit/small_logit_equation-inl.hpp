// SPDX-License-Identifier: MIT
// The logit equation of a small dense game with its derivatives, and one linear solve, for a vector
// of games. Per-target: included once for each instruction set, inside a foreach_target file.
#if defined(DEMARCHE_SOLVE_SMALL_LOGIT_EQUATION_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_SMALL_LOGIT_EQUATION_INL_
#undef DEMARCHE_SOLVE_SMALL_LOGIT_EQUATION_INL_
#else
#define DEMARCHE_SOLVE_SMALL_LOGIT_EQUATION_INL_
#endif

#include <array>
#include <cstddef>
#include <utility>

#include "solve/small_logit/paired_lanes-inl.hpp"
#include "solve/small_logit/small_logit_newton-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

/// The logit exponent of a strategy that a game does not have, so that its probability is 0.
constexpr double kNotThere = -1e300;
/// The largest logit exponent. Exponentials of larger ones would come near the largest double.
constexpr double kMostExponent = 600.0;

[[nodiscard]] constexpr std::size_t power(std::size_t base, std::size_t exponent) {
  return exponent == 0 ? 1 : base * power(base, exponent - 1);
}

/// The logit equation of games of `P` players with `S` strategies each. The unknowns are the
/// probabilities of all players but the first, each without its first strategy, and the position t
/// on the branch. The first player's logit response to them is substituted into the others'
/// payoffs, which saves S - 1 unknowns.
template <std::size_t P, std::size_t S>
class SmallLogitEquation {
 public:
  static constexpr std::size_t kUnknowns = (P - 1) * (S - 1);
  static constexpr std::size_t kOrder = kUnknowns + 1;
  static constexpr std::size_t kProfiles = power(S, P);

  Rows<P * kProfiles> cells;     ///< [player][profile]: payoffs.
  Rows<P> precision;             ///< Precisions per unit of position.
  Rows<P * S> missing;           ///< kNotThere for strategies that a game does not have, else 0.
  Rows<kOrder> point;            ///< Where the equation is evaluated; the last row is the position.
  Rows<kOrder> border;           ///< The last row of the bordered system.
  Rows<S - 1> first_border;      ///< The border's part for the first player's probabilities.
  Rows<P * S> payoffs;           ///< Expected payoffs at the last evaluation.
  Rows<P * S> strategies;        ///< Logit responses at the last evaluation.
  Rows<kOrder> correction;       ///< The solution for the right-hand side (H, 0).
  Rows<kOrder> direction;        ///< The solution for the right-hand side (0, 1).
  Rows<S - 1> first_correction;  ///< What `correction` changes the first player's probabilities by.
  Rows<S - 1> first_direction;   ///< What `direction` changes the first player's probabilities by.
  Doubles residual;              ///< The largest |H|.
  Mask is_reversed;              ///< Whether the determinant of the system is negative.

  // sweep() and improve() move the point only in `lanes`, and there only where the residual is
  // above `wanted`. A lane that has converged so keeps its point while others go on, and its answer
  // does not depend on the games beside it.

  /// One step of the fixed-point iteration, in which players respond in turn. `residual` becomes
  /// the largest change of a probability.
  HWY_INLINE void sweep(Mask lanes, Doubles wanted) {
    fill_probabilities();
    residual = zero();
    sweep_players(std::make_index_sequence<P>());
    move(lanes, wanted, next_);
  }

  /// One step of Newton's method at a fixed position. `residual` becomes that of the point before
  /// the step.
  HWY_INLINE void improve(Mask lanes, Doubles wanted) {
    fill_probabilities();
    evaluate_players<kUnknowns>(std::make_index_sequence<P>());
    find_residual();
    auto x = solve_unbordered(system_);
    for (std::size_t k = 0; k < kUnknowns; ++k) {
      x[k] = point[k] - x[k];
    }
    move(lanes, wanted, x);
  }

  /// Evaluates the equation with its Jacobian and solves the bordered system of a pseudo-arclength
  /// step.
  HWY_INLINE void evaluate_and_solve() {
    fill_probabilities();
    evaluate_players<kOrder>(std::make_index_sequence<P>());
    // A correction is perpendicular to the tangent in all probabilities, the first player's among
    // them, whose change is first_changes_ times the change of the unknowns.
    for (std::size_t k = 0; k < kOrder; ++k) {
      system_[kUnknowns][k] = border[k];
      for (std::size_t s = 1; s < S; ++s) {
        system_[kUnknowns][k] =
            multiply_add(first_border[s - 1], first_changes_[k][s], system_[kUnknowns][k]);
      }
    }
    system_[kUnknowns][kOrder] = zero();
    solve();
    for (std::size_t s = 1; s < S; ++s) {
      first_correction.set(s - 1, change_of_first(s, correction));
      first_direction.set(s - 1, change_of_first(s, direction));
    }
  }

 private:
  using Slopes = std::array<Doubles, S * S>;

  HWY_INLINE void move(Mask lanes, Doubles wanted, const std::array<Doubles, kUnknowns>& to) {
    const Mask is_moved = lanes & !(residual <= wanted);
    for (std::size_t k = 0; k < kUnknowns; ++k) {
      point.set(k, choose(is_moved, to[k], point[k]));
    }
  }

  static Doubles one() { return paired::set(1.0); }
  /// How far apart profiles stand that differ in the player's strategy by one.
  static constexpr std::size_t stride(std::size_t player) { return power(S, P - 1 - player); }
  /// The number of the unknown for a strategy, from 1 on, of a player, from 1 on.
  static constexpr std::size_t unknown(std::size_t player, std::size_t strategy) {
    return (player - 1) * (S - 1) + strategy - 1;
  }

  /// Sets played_ of all players but the first from the unknowns.
  HWY_INLINE void fill_probabilities() {
    for (std::size_t i = 1; i < P; ++i) {
      Doubles rest = one();
      for (std::size_t s = 1; s < S; ++s) {
        played_[i][s] = point[unknown(i, s)];
        rest = rest - played_[i][s];
      }
      played_[i][0] = rest;
    }
  }

  // Players are template parameters, so that their strides are compile-time constants.
  template <std::size_t... players>
  HWY_INLINE void sweep_players(std::index_sequence<players...> /*all*/) {
    (sweep_player<players>(), ...);
  }

  template <std::size_t i>
  HWY_INLINE void sweep_player() {
    constexpr std::size_t kAny = i == 0 ? 1 : 0;
    fill_slopes<i, kAny>();
    respond<i>();
    for (std::size_t s = 1; i > 0 && s < S; ++s) {
      residual = larger(residual, abs((response_[s] - played_[i][s])));
      next_[unknown(i, s)] = response_[s];
    }
    played_[i] = response_;
  }

  // The derivatives are those by the first `num_columns` unknowns, of which the last is the
  // position.
  template <std::size_t num_columns, std::size_t... players>
  HWY_INLINE void evaluate_players(std::index_sequence<players...> all) {
    (evaluate_player<num_columns, players>(all), ...);
  }

  template <std::size_t num_columns, std::size_t i, std::size_t... players>
  HWY_INLINE void evaluate_player(std::index_sequence<players...> /*all*/) {
    (fill_slopes<i, players>(), ...);
    respond<i>();
    if constexpr (i == 0) {
      differentiate_first<num_columns>();
    } else {
      differentiate<num_columns, i>();
    }
  }

  /// Fills slopes_[j]: the derivatives of the payoffs of i's strategies in the probabilities of
  /// j's.
  template <std::size_t i, std::size_t j>
  HWY_INLINE void fill_slopes() {
    if constexpr (i != j) {
      for (std::size_t s = 0; s < S; ++s) {
        for (std::size_t r = 0; r < S; ++r) {
          const std::size_t cell = i * kProfiles + s * stride(i) + r * stride(j);
          if constexpr (P == 2) {
            slopes_[j][s * S + r] = cells[cell];
          } else {
            constexpr std::size_t kThird = 3 - i - j;
            Doubles sum = cells[cell] * played_[kThird][0];
            for (std::size_t q = 1; q < S; ++q) {
              sum = multiply_add(cells[cell + q * stride(kThird)], played_[kThird][q], sum);
            }
            slopes_[j][s * S + r] = sum;
          }
        }
      }
    }
  }

  /// Player i's expected payoffs and logit response, from its slopes in the probabilities of one
  /// other player. Exponents relative to the first strategy's are below kMostExponent, so no
  /// maximum need be subtracted. The first player's response is then what it plays.
  template <std::size_t i>
  HWY_INLINE void respond() {
    constexpr std::size_t kAny = i == 0 ? 1 : 0;
    scale_ = precision[i] * point[kUnknowns];
    for (std::size_t s = 0; s < S; ++s) {
      payoff_[s] = slopes_[kAny][s * S] * played_[kAny][0];
      for (std::size_t r = 1; r < S; ++r) {
        payoff_[s] = multiply_add(slopes_[kAny][s * S + r], played_[kAny][r], payoff_[s]);
      }
      payoffs.set(i * S + s, payoff_[s]);
    }
    Doubles total = one();
    for (std::size_t s = 1; s < S; ++s) {
      const Doubles exponent = multiply_add(payoff_[s] - payoff_[0], scale_, missing[i * S + s]);
      response_[s] = exp(exponent);
      total = total + response_[s];
    }
    const Doubles inverse = one() / total;
    for (std::size_t s = 0; s < S; ++s) {
      response_[s] = s == 0 ? inverse : response_[s] * inverse;
      strategies.set(i * S + s, response_[s]);
      if (i == 0) {
        played_[0][s] = response_[s];
      }
    }
  }

  /// Turns changes d of the logit exponents into changes of the response: p_s (d_s - sum of p_r
  /// d_r).
  HWY_INLINE void through_response(std::array<Doubles, S>& change) const {
    Doubles mean = response_[0] * change[0];
    for (std::size_t s = 1; s < S; ++s) {
      mean = multiply_add(response_[s], change[s], mean);
    }
    for (std::size_t s = 0; s < S; ++s) {
      change[s] = response_[s] * (change[s] - mean);
    }
  }

  /// The derivatives of the first player's response by each unknown, and by the position if it is
  /// asked for.
  template <std::size_t num_columns>
  HWY_INLINE void differentiate_first() {
    for (std::size_t j = 1; j < P; ++j) {
      for (std::size_t r = 1; r < S; ++r) {
        auto& change = first_changes_[unknown(j, r)];
        for (std::size_t s = 0; s < S; ++s) {
          change[s] = scale_ * (slopes_[j][s * S + r] - slopes_[j][s * S]);
        }
        through_response(change);
      }
    }
    if constexpr (num_columns == kOrder) {
      auto& along = first_changes_[kUnknowns];
      for (std::size_t s = 0; s < S; ++s) {
        along[s] = precision[0] * payoff_[s];
      }
      through_response(along);
    }
  }

  /// The change of the first player's probability of s if the unknowns change by `change`.
  [[nodiscard]] HWY_INLINE Doubles change_of_first(std::size_t s,
                                                   const Rows<kOrder>& change) const {
    Doubles sum = zero();
    for (std::size_t k = 0; k < kOrder; ++k) {
      sum = multiply_add(first_changes_[k][s], change[k], sum);
    }
    return sum;
  }

  /// The rows of the system for player i: the derivatives of point - response, directly and by way
  /// of the first player's response, and H itself.
  template <std::size_t num_columns, std::size_t i>
  HWY_INLINE void differentiate() {
    for (std::size_t k = 0; k < num_columns; ++k) {
      std::array<Doubles, S> change;
      for (std::size_t s = 0; s < S; ++s) {
        Doubles sum = slopes_[0][s * S] * first_changes_[k][0];
        for (std::size_t q = 1; q < S; ++q) {
          sum = multiply_add(slopes_[0][s * S + q], first_changes_[k][q], sum);
        }
        if (k < kUnknowns && 1 + k / (S - 1) != i) {
          const auto& slopes = slopes_[1 + k / (S - 1)];
          sum = sum + (slopes[s * S + k % (S - 1) + 1] - slopes[s * S]);
        }
        change[s] = scale_ * sum;
        if (k == kUnknowns) {
          change[s] = multiply_add(precision[i], payoff_[s], change[s]);
        }
      }
      through_response(change);
      for (std::size_t s = 1; s < S; ++s) {
        const std::size_t row = unknown(i, s);
        system_[row][k] = row == k ? (one() - change[s]) : -change[s];
      }
    }
    for (std::size_t s = 1; s < S; ++s) {
      system_[unknown(i, s)][kOrder] = point[unknown(i, s)] - response_[s];
    }
  }

  HWY_INLINE void find_residual() {
    residual = zero();
    for (std::size_t i = 0; i < kUnknowns; ++i) {
      residual = larger(residual, abs(system_[i][kOrder]));
    }
  }

  using Triple = std::array<Doubles, 3>;

  static HWY_INLINE Triple cross(const std::array<Doubles, kOrder + 1>& a,
                                 const std::array<Doubles, kOrder + 1>& b) {
    return {subtract_product(a[2], b[1], a[1] * b[2]),
            subtract_product(a[0], b[2], a[2] * b[0]),
            subtract_product(a[1], b[0], a[0] * b[1])};
  }

  /// Solves three equations by Cramer's rule, which takes one division where elimination takes
  /// three, one after the other. The direction is perpendicular to both rows of dH, so it is their
  /// cross product over the determinant.
  HWY_INLINE void solve_three() {
    const auto& [a, b, last] = system_;
    const Triple along = cross(a, b);
    const Triple by_first = cross(b, last);
    const Triple by_second = cross(last, a);
    const Doubles determinant =
        multiply_add(last[0], along[0], multiply_add(last[1], along[1], last[2] * along[2]));
    const Doubles inverse = one() / determinant;
    is_reversed = determinant < zero();
    for (std::size_t k = 0; k < kOrder; ++k) {
      direction.set(k, along[k] * inverse);
      correction.set(k, multiply_add(a[3], by_first[k], b[3] * by_second[k]) * inverse);
    }
  }

  /// Solves the bordered system.
  HWY_INLINE void solve() {
    find_residual();
    if constexpr (kOrder == 3) {
      solve_three();
    } else {
      eliminate();
    }
  }

  /// Elimination without exchanges of rows, see LogitEquation::solve(). The right-hand side (0, 1)
  /// of the direction does not change by elimination, so it is needed only in the substitution. The
  /// sign of the determinant is the product of the pivots' signs.
  HWY_INLINE void eliminate() {
    is_reversed = system_[0][0] < zero();
    std::array<Doubles, kOrder> inverse;
    for (std::size_t k = 0; k < kOrder; ++k) {
      inverse[k] = one() / system_[k][k];
      for (std::size_t i = k + 1; i < kOrder; ++i) {
        const Doubles factor = system_[i][k] * inverse[k];
        for (std::size_t j = k + 1; j <= kOrder; ++j) {
          system_[i][j] = subtract_product(factor, system_[k][j], system_[i][j]);
        }
      }
      if (k > 0) {
        is_reversed = is_reversed ^ (system_[k][k] < zero());
      }
    }
    std::array<Doubles, kOrder> x;
    std::array<Doubles, kOrder> along;
    for (std::size_t i = kOrder; i-- > 0;) {
      x[i] = system_[i][kOrder];
      along[i] = i == kUnknowns ? one() : zero();
      for (std::size_t j = i + 1; j < kOrder; ++j) {
        x[i] = subtract_product(system_[i][j], x[j], x[i]);
        along[i] = subtract_product(system_[i][j], along[j], along[i]);
      }
      x[i] = x[i] * inverse[i];
      along[i] = along[i] * inverse[i];
      correction.set(i, x[i]);
      direction.set(i, along[i]);
    }
  }

  Doubles scale_;  ///< The current player's precision times the position.
  std::array<std::array<Doubles, S>, P> played_;  ///< Each player's probabilities.
  std::array<Doubles, S> payoff_;                 ///< The current player's expected payoffs.
  std::array<Doubles, S> response_;               ///< The current player's logit response.
  std::array<Doubles, kUnknowns> next_;           ///< The point that a sweep leads to.
  std::array<Slopes, P> slopes_;  ///< [other player][own][other strategy]: of the current player.
  /// [unknown][strategy]: the derivatives of the first player's response.
  std::array<std::array<Doubles, S>, kOrder> first_changes_;
  std::array<std::array<Doubles, kOrder + 1>, kOrder> system_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
