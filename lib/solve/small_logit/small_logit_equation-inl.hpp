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

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

/// Weight of a strategy that is not there, as a logit exponent.
constexpr double kNotThere = -1e300;
/// Exponentials of more would come near the largest number.
constexpr double kMostExponent = 600.0;

[[nodiscard]] constexpr std::size_t power(std::size_t base, std::size_t exponent) {
  return exponent == 0 ? 1 : base * power(base, exponent - 1);
}

/// Games of `P` players with `S` strategies each. Unknowns are the probabilities of the players
/// after the first, each without its first strategy, and the position t on the branch. The first
/// player's logit response to them is substituted into the others' payoffs.
template <std::size_t P, std::size_t S>
class SmallLogitEquation {
 public:
  static constexpr std::size_t kUnknowns = (P - 1) * (S - 1);
  static constexpr std::size_t kOrder = kUnknowns + 1;
  static constexpr std::size_t kProfiles = power(S, P);

  Rows<P * kProfiles> cells;     ///< Payoffs.
  Rows<P> precision;             ///< Per unit of position.
  Rows<P * S> missing;           ///< kNotThere for strategies that are not there, else 0.
  Rows<kOrder> point;            ///< Where the equation is evaluated.
  Rows<kOrder> border;           ///< Last row of the system.
  Rows<S - 1> first_border;      ///< The same for the first player's probabilities but one.
  Rows<P * S> payoffs;           ///< At the last evaluation.
  Rows<P * S> strategies;        ///< Logit responses at the last evaluation.
  Rows<kOrder> correction;       ///< The solution for the right-hand side H, 0 ...
  Rows<kOrder> direction;        ///< ... and for 0, 1.
  Rows<S - 1> first_correction;  ///< What these mean for the first player's ...
  Rows<S - 1> first_direction;   ///< ... probabilities.
  Row residual;                  ///< Largest |H|.
  Mask is_reversed;              ///< The system's determinant is negative.

  // Both steps leave the point of other lanes than `lanes` alone, and of those whose residual is at
  // most what is wanted: what comes out is then the same from step to step, whoever is beside.

  /// One step of the fixed-point iteration, players in turn; `residual` is the largest change.
  HWY_INLINE void sweep(Mask lanes, Row wanted) {
    fill_probabilities();
    residual = zero();
    sweep_players(std::make_index_sequence<P>());
    move(lanes, wanted, next_);
  }

  /// One step of Newton's method at the position that stands; `residual` is of where it started.
  HWY_INLINE void improve(Mask lanes, Row wanted) {
    fill_probabilities();
    evaluate_players<kUnknowns>(std::make_index_sequence<P>());
    find_residual();
    auto x = solve_unbordered();
    for (std::size_t k = 0; k < kUnknowns; ++k) {
      x[k] = point[k] - x[k];
    }
    move(lanes, wanted, x);
  }

  HWY_INLINE void evaluate_and_solve() {
    fill_probabilities();
    evaluate_players<kOrder>(std::make_index_sequence<P>());
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
  using Slopes = std::array<Row, S * S>;

  HWY_INLINE void move(Mask lanes, Row wanted, const std::array<Row, kUnknowns>& to) {
    const Mask is_moved = lanes & !(residual <= wanted);
    for (std::size_t k = 0; k < kUnknowns; ++k) {
      point.set(k, choose(is_moved, to[k], point[k]));
    }
  }

  static Row one() { return paired::set(1.0); }
  static constexpr std::size_t stride(std::size_t player) { return power(S, P - 1 - player); }
  static constexpr std::size_t unknown(std::size_t player, std::size_t strategy) {
    return (player - 1) * (S - 1) + strategy - 1;
  }

  HWY_INLINE void fill_probabilities() {
    for (std::size_t i = 1; i < P; ++i) {
      Row rest = one();
      for (std::size_t s = 1; s < S; ++s) {
        played_[i][s] = point[unknown(i, s)];
        rest = rest - played_[i][s];
      }
      played_[i][0] = rest;
    }
  }

  // Players are template parameters: their strides are known then.
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

  // With derivatives by the first so many unknowns.
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

  /// d payoff of `i`'s strategies / d probabilities of `j`'s.
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
            Row sum = cells[cell] * played_[kThird][0];
            for (std::size_t q = 1; q < S; ++q) {
              sum = multiply_add(cells[cell + q * stride(kThird)], played_[kThird][q], sum);
            }
            slopes_[j][s * S + r] = sum;
          }
        }
      }
    }
  }

  /// Player i's payoffs and logit response, from its slopes against one other player; the
  /// exponents are below kMostExponent. The first player's response is then what it plays.
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
    Row total = one();
    for (std::size_t s = 1; s < S; ++s) {
      const Row exponent = multiply_add(payoff_[s] - payoff_[0], scale_, missing[i * S + s]);
      response_[s] = exp(exponent);
      total = total + response_[s];
    }
    const Row inverse = one() / total;
    for (std::size_t s = 0; s < S; ++s) {
      response_[s] = s == 0 ? inverse : response_[s] * inverse;
      strategies.set(i * S + s, response_[s]);
      if (i == 0) {
        played_[0][s] = response_[s];
      }
    }
  }

  /// Replaces changes of exponents by those of the response.
  HWY_INLINE void through_response(std::array<Row, S>& change) const {
    Row mean = response_[0] * change[0];
    for (std::size_t s = 1; s < S; ++s) {
      mean = multiply_add(response_[s], change[s], mean);
    }
    for (std::size_t s = 0; s < S; ++s) {
      change[s] = response_[s] * (change[s] - mean);
    }
  }

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

  [[nodiscard]] HWY_INLINE Row change_of_first(std::size_t s, const Rows<kOrder>& change) const {
    Row sum = zero();
    for (std::size_t k = 0; k < kOrder; ++k) {
      sum = multiply_add(first_changes_[k][s], change[k], sum);
    }
    return sum;
  }

  /// Rows of the system for player i.
  template <std::size_t num_columns, std::size_t i>
  HWY_INLINE void differentiate() {
    for (std::size_t k = 0; k < num_columns; ++k) {
      std::array<Row, S> change;
      for (std::size_t s = 0; s < S; ++s) {
        Row sum = slopes_[0][s * S] * first_changes_[k][0];
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

  /// The correction at the position that stands.
  [[nodiscard]] HWY_INLINE std::array<Row, kUnknowns> solve_unbordered() {
    std::array<Row, kUnknowns> x;
    if constexpr (kUnknowns == 2) {
      // By Cramer's rule: one division.
      const auto& first = system_[0];
      const auto& second = system_[1];
      const Row inverse = one() / subtract_product(first[1], second[0], first[0] * second[1]);
      x[0] = inverse * subtract_product(first[1], second[kOrder], second[1] * first[kOrder]);
      x[1] = inverse * subtract_product(second[0], first[kOrder], first[0] * second[kOrder]);
    } else {
      for (std::size_t k = 0; k < kUnknowns; ++k) {
        const Row inverse = one() / system_[k][k];
        system_[k][kUnknowns] = system_[k][kOrder] * inverse;
        for (std::size_t j = k + 1; j < kUnknowns; ++j) {
          system_[k][j] = system_[k][j] * inverse;
        }
        for (std::size_t i = k + 1; i < kUnknowns; ++i) {
          for (std::size_t j = k + 1; j < kUnknowns; ++j) {
            system_[i][j] = subtract_product(system_[i][k], system_[k][j], system_[i][j]);
          }
          system_[i][kOrder] =
              subtract_product(system_[i][k], system_[k][kUnknowns], system_[i][kOrder]);
        }
      }
      for (std::size_t i = kUnknowns; i-- > 0;) {
        x[i] = system_[i][kUnknowns];
        for (std::size_t j = i + 1; j < kUnknowns; ++j) {
          x[i] = subtract_product(system_[i][j], x[j], x[i]);
        }
      }
    }
    return x;
  }

  using Triple = std::array<Row, 3>;

  static HWY_INLINE Triple cross(const std::array<Row, kOrder + 1>& a,
                                 const std::array<Row, kOrder + 1>& b) {
    return {subtract_product(a[2], b[1], a[1] * b[2]),
            subtract_product(a[0], b[2], a[2] * b[0]),
            subtract_product(a[1], b[0], a[0] * b[1])};
  }

  /// Three equations by Cramer's rule: nothing waits for more than one division. The direction is
  /// perpendicular to both rows of H.
  HWY_INLINE void solve_three() {
    const auto& [a, b, last] = system_;
    const Triple along = cross(a, b);
    const Triple by_first = cross(b, last);
    const Triple by_second = cross(last, a);
    const Row determinant =
        multiply_add(last[0], along[0], multiply_add(last[1], along[1], last[2] * along[2]));
    const Row inverse = one() / determinant;
    is_reversed = determinant < zero();
    for (std::size_t k = 0; k < kOrder; ++k) {
      direction.set(k, along[k] * inverse);
      correction.set(k, multiply_add(a[3], by_first[k], b[3] * by_second[k]) * inverse);
    }
  }

  /// Without exchanges of rows, as LogitEquation does. The direction's right-hand side is 0 but in
  /// the last row, where elimination leaves it alone.
  HWY_INLINE void solve() {
    find_residual();
    if constexpr (kOrder == 3) {
      solve_three();
    } else {
      eliminate();
    }
  }

  HWY_INLINE void eliminate() {
    is_reversed = system_[0][0] < zero();
    std::array<Row, kOrder> inverse;
    for (std::size_t k = 0; k < kOrder; ++k) {
      inverse[k] = one() / system_[k][k];
      for (std::size_t i = k + 1; i < kOrder; ++i) {
        const Row factor = system_[i][k] * inverse[k];
        for (std::size_t j = k + 1; j <= kOrder; ++j) {
          system_[i][j] = subtract_product(factor, system_[k][j], system_[i][j]);
        }
      }
      if (k > 0) {
        is_reversed = is_reversed ^ (system_[k][k] < zero());
      }
    }
    std::array<Row, kOrder> x;
    std::array<Row, kOrder> along;
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

  Row scale_;
  std::array<std::array<Row, S>, P> played_;
  std::array<Row, S> payoff_;
  std::array<Row, S> response_;
  std::array<Row, kUnknowns> next_;  ///< Where a sweep leads.
  std::array<Slopes, P> slopes_;
  std::array<std::array<Row, S>, kOrder> first_changes_;
  std::array<std::array<Row, kOrder + 1>, kOrder> system_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
