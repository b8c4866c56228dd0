// SPDX-License-Identifier: MIT
// The logit equation H(x, t) = x - G(x, t), its derivatives and one linear solve, for a vector of
// games. Per-target: included once for each instruction set, inside a foreach_target file.
#if defined(DEMARCHE_SOLVE_LOGIT_EQUATION_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_LOGIT_EQUATION_INL_
#undef DEMARCHE_SOLVE_LOGIT_EQUATION_INL_
#else
#define DEMARCHE_SOLVE_LOGIT_EQUATION_INL_
#endif

#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "solve/logit/logit_program.hpp"
#include "solve/logit/logit_workspace.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Real = hn::ScalableTag<double>;
using V = hn::Vec<Real>;

/// Evaluates the equation H(x, t) = x - G(x, t) = 0 of a vector of games at `workspace.point`, with
/// its Jacobian, and solves the bordered system of one pseudo-arclength step. G gives the marginals
/// of the agents' logit responses at precision * t to the marginals x.
///
/// The large functions are kept out of line: in an anonymous namespace GCC 12 would put all of them
/// into the one that calls them, whose loops then spill (5.8 % more instructions for the flagship).
class LogitEquation {
 public:
  LogitEquation(const LogitProgram& program, LogitWorkspace& workspace)
      : program_(program), w_(workspace), width_(hn::Lanes(d_)), order_(workspace.order) {}

  /// Fills strategies, payoffs and the bordered system
  ///   [ dH/dx   dH/dt ]
  ///   [    border     ]
  /// with the right-hand sides (H, 0), whose solution is Newton's correction across the border, and
  /// (0, 1), whose solution points along the branch.
  void evaluate() {
    fill_marginals();
    clear_system();
    for (std::size_t a = 0; a < program_.plans.size(); ++a) {
      if (!program_.plans[a].is_behavioural) {
        evaluate_agent(a);
      }
    }
  }

  /// Solves the system by Gaussian elimination without exchanging rows; the solutions replace the
  /// right-hand sides. The diagonal blocks of dH/dx are identities, since an agent's payoff does
  /// not depend on its own marginals. A lane that still meets a tiny pivot gets a step that is far
  /// too long, and the path follower rejects it.
  HWY_NOINLINE void solve() {
    const std::size_t columns = order_ + 2;
    for (std::size_t i = 0; i < order_; ++i) {
      double* row = system(i, 0);
      for (const std::uint32_t k : w_.below[i]) {
        const V factor = hn::Mul(load(row + k * width_), load(w_.inverse_pivots, k));
        const double* pivot_row = system(k, 0);
        for (std::size_t j = k + 1; j < columns; ++j) {
          store(row + j * width_,
                hn::NegMulAdd(factor, load(pivot_row + j * width_), load(row + j * width_)));
        }
      }
      store(w_.inverse_pivots, i, hn::Div(one(), load(row + i * width_)));
    }
    for (std::size_t i = order_; i-- > 0;) {
      double* row = system(i, 0);
      V correction = load(row + order_ * width_);
      V direction = load(row + (order_ + 1) * width_);
      for (std::size_t j = i + 1; j < order_; ++j) {
        const V element = load(row + j * width_);
        correction = hn::NegMulAdd(element, load(system(j, order_)), correction);
        direction = hn::NegMulAdd(element, load(system(j, order_ + 1)), direction);
      }
      const V inverse = load(w_.inverse_pivots, i);
      store(row + order_ * width_, hn::Mul(correction, inverse));
      store(row + (order_ + 1) * width_, hn::Mul(direction, inverse));
    }
  }

  /// The row of element (i, j) of the system; columns `order` and `order` + 1 are the right-hand
  /// sides.
  [[nodiscard]] double* system(std::size_t i, std::size_t j) {
    assert(i < order_ && j < order_ + 2);
    return w_.system.data() + (i * (order_ + 2) + j) * width_;
  }
  /// The number of lanes of a row.
  [[nodiscard]] std::size_t width() const { return width_; }

 private:
  [[nodiscard]] V load(const double* address) const { return hn::Load(d_, address); }
  [[nodiscard]] V load(const AlignedArray& array, std::size_t row) const {
    return hn::Load(d_, array.data() + row * width_);
  }
  void store(double* address, V value) const { hn::Store(value, d_, address); }
  void store(AlignedArray& array, std::size_t row, V value) const {
    hn::Store(value, d_, array.data() + row * width_);
  }
  [[nodiscard]] V zero() const { return hn::Zero(d_); }
  [[nodiscard]] V one() const { return hn::Set(d_, 1.0); }

  void clear(AlignedArray& array, std::size_t first, std::size_t count) const {
    std::fill_n(array.data() + first * width_, count * width_, 0.0);
  }

  /// Computes all marginals from the unknowns: first those that are unknowns themselves (their
  /// first cell is 1 minus the others), then those that are sums of a wider one.
  void fill_marginals() {
    for (const auto& request : program_.requests) {
      if (request.column < 0) {
        continue;
      }
      V rest = one();
      for (std::size_t cell = 1; cell < request.size; ++cell) {
        const V x = load(w_.point, static_cast<std::size_t>(request.column) + cell - 1);
        rest = hn::Sub(rest, x);
        store(w_.marginals, request.first_row + cell, x);
      }
      store(w_.marginals, request.first_row, rest);
    }
    for (const auto& request : program_.requests) {
      if (request.projection.empty()) {
        continue;
      }
      const auto& parent = program_.requests[static_cast<std::size_t>(request.parent)];
      clear(w_.marginals, request.first_row, request.size);
      for (std::size_t cell = 0; cell < parent.size; ++cell) {
        const std::size_t target = request.first_row + request.projection[cell];
        store(w_.marginals,
              target,
              hn::Add(load(w_.marginals, target), load(w_.marginals, parent.first_row + cell)));
      }
    }
  }

  /// Sets dH/dx to the identity, the last row to the border, the first right-hand side to 0 and the
  /// second to (0, 1).
  void clear_system() {
    clear(w_.system, 0, order_ * (order_ + 2));
    for (std::size_t i = 0; i + 1 < order_; ++i) {
      store(system(i, i), one());
    }
    for (std::size_t j = 0; j < order_; ++j) {
      store(system(order_ - 1, j), load(w_.border, j));
    }
    store(system(order_ - 1, order_ + 1), one());
  }

  HWY_NOINLINE void evaluate_agent(std::size_t a) {
    const auto& plan = program_.plans[a];
    expected_payoffs(plan, w_.first_payoff[a]);
    respond(plan, w_.first_payoff[a], load(w_.precision, a));
    sum_scopes(plan);
    for (const auto& output : plan.outputs) {
      add_output(plan, output, w_.first_payoff[a], load(w_.precision, a));
    }
  }

  /// The agent's expected payoff for each combination of own levels in each own scope, and its
  /// slopes in the unknowns. The slope in the cells of one axis of a term is the term contracted
  /// along all other axes; one more contraction gives the expected payoff itself.
  HWY_NOINLINE void expected_payoffs(const LogitProgram::AgentPlan& plan,
                                     std::size_t first_payoff) {
    clear(w_.payoffs, first_payoff, plan.num_scope_rows);
    clear(w_.slopes, 0, plan.num_scope_rows * plan.columns.size());
    for (const auto& scope : plan.scopes) {
      for (const auto& term : scope.terms) {
        if (term.requests.empty()) {
          for (std::size_t c = 0; c < scope.size; ++c) {
            add(w_.payoffs, first_payoff + scope.first_row + c, load(w_.cells, term.rows[c]));
          }
          continue;
        }
        bool is_payoff_done = false;
        for (std::size_t axis = 1; axis < term.sizes.size(); ++axis) {
          const auto& request =
              program_.requests[static_cast<std::size_t>(term.requests[axis - 1])];
          // A fixed marginal needs no slopes. Its axis is contracted last only if there is no
          // other. Nor does one of a single cell need slopes, of which a game may have thousands.
          if (is_payoff_done ? request.is_fixed || request.size == 1
                             : request.is_fixed && axis + 1 < term.sizes.size()) {
            continue;
          }
          const double* partial = contract_all_but(term, axis);
          if (!is_payoff_done) {
            add_payoff(scope, request, partial, first_payoff);
            is_payoff_done = true;
          }
          if (!request.is_fixed) {
            add_slopes(plan, scope, request, partial);
          }
        }
      }
    }
  }

  void add(AlignedArray& array, std::size_t row, V value) const {
    store(array, row, hn::Add(load(array, row), value));
  }

  /// Contracts all axes of a term but the first and `axis`. The result is a matrix [own
  /// combination][cell of the request on `axis`]. Tensors go back and forth between the two halves
  /// of `scratch`.
  HWY_NOINLINE const double* contract_all_but(const LogitProgram::Term& term, std::size_t axis) {
    double* in = w_.scratch.data();
    double* out = in + program_.max_term_elements * width_;
    for (std::size_t e = 0; e < term.rows.size(); ++e) {
      store(in + e * width_, load(w_.cells, term.rows[e]));
    }
    std::size_t inner = 1;
    std::size_t total = term.rows.size();
    for (std::size_t k = term.sizes.size(); k-- > 1;) {
      if (k == axis) {
        inner = term.sizes[k];
        continue;
      }
      const auto& request = program_.requests[static_cast<std::size_t>(term.requests[k - 1])];
      total /= term.sizes[k];
      for (std::size_t e = 0; e < total; ++e) {
        const std::size_t outer = e / inner;
        const double* element = in + (outer * term.sizes[k] * inner + e % inner) * width_;
        V sum = zero();
        for (std::size_t c = 0; c < term.sizes[k]; ++c) {
          sum = hn::MulAdd(
              load(element + c * inner * width_), load(w_.marginals, request.first_row + c), sum);
        }
        store(out + e * width_, sum);
      }
      std::swap(in, out);
    }
    return in;
  }

  /// Adds the term to the expected payoffs: `partial` contracted with the marginal of its last
  /// axis.
  void add_payoff(const LogitProgram::OwnScope& scope,
                  const LogitProgram::Request& request,
                  const double* partial,
                  std::size_t first_payoff) {
    for (std::size_t c = 0; c < scope.size; ++c) {
      V sum = zero();
      for (std::size_t k = 0; k < request.size; ++k) {
        sum = hn::MulAdd(load(partial + (c * request.size + k) * width_),
                         load(w_.marginals, request.first_row + k),
                         sum);
      }
      add(w_.payoffs, first_payoff + scope.first_row + c, sum);
    }
  }

  /// Adds the term's slopes in the unknowns of the marginal on one axis. The first cell of a
  /// marginal is 1 minus the others, so the slope in cell k is the difference of the elements k and
  /// 0. If the marginal is a sum of a wider one, the unknowns are those of the wider one.
  void add_slopes(const LogitProgram::AgentPlan& plan,
                  const LogitProgram::OwnScope& scope,
                  const LogitProgram::Request& request,
                  const double* partial) {
    const auto& parent = program_.requests[static_cast<std::size_t>(request.parent)];
    if (parent.size < 2) {
      return;  // The agent has one strategy only, so nothing is unknown.
    }
    const std::size_t num_columns = plan.columns.size();
    const auto cell = [&](std::size_t k) {
      return request.projection.empty() ? k : static_cast<std::size_t>(request.projection[k]);
    };
    const auto first =
        static_cast<std::size_t>(plan.position_of_column[static_cast<std::size_t>(parent.column)]);
    for (std::size_t c = 0; c < scope.size; ++c) {
      const double* element = partial + c * request.size * width_;
      const V base = load(element + cell(0) * width_);
      for (std::size_t k = 1; k < parent.size; ++k) {
        add(w_.slopes,
            (scope.first_row + c) * num_columns + first + k - 1,
            hn::Sub(load(element + cell(k) * width_), base));
      }
    }
  }

  /// The agent's strategy probabilities: its logit response at precision * t. The largest exponent
  /// is subtracted from all, so that no exponential overflows.
  HWY_NOINLINE void respond(const LogitProgram::AgentPlan& plan,
                            std::size_t first_payoff,
                            V precision) {
    const V scale = hn::Mul(precision, load(w_.point, order_ - 1));
    V largest = hn::Set(d_, -1e308);
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      V payoff = zero();
      for (const auto& scope : plan.scopes) {
        payoff = hn::Add(
            payoff, load(w_.payoffs, first_payoff + scope.first_row + scope.cell_of_strategy[s]));
      }
      payoff = hn::Mul(payoff, scale);
      largest = hn::Max(largest, payoff);
      store(w_.strategies, plan.first_strategy + s, payoff);
    }
    V total = zero();
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      const V weight = hn::Exp(d_, hn::Sub(load(w_.strategies, plan.first_strategy + s), largest));
      total = hn::Add(total, weight);
      store(w_.strategies, plan.first_strategy + s, weight);
    }
    const V inverse = hn::Div(one(), total);
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      store(w_.strategies,
            plan.first_strategy + s,
            hn::Mul(load(w_.strategies, plan.first_strategy + s), inverse));
    }
  }

  /// The probability of each combination of own levels in each own scope.
  void sum_scopes(const LogitProgram::AgentPlan& plan) {
    clear(w_.scope_probabilities, 0, plan.num_scope_rows);
    for (const auto& scope : plan.scopes) {
      for (std::size_t s = 0; s < plan.num_strategies; ++s) {
        add(w_.scope_probabilities,
            scope.first_row + scope.cell_of_strategy[s],
            load(w_.strategies, plan.first_strategy + s));
      }
    }
  }

  /// The rows of the system for one own marginal. A strategy's logit response p changes by
  /// dp_s = precision * t * p_s (d payoff_s - mean of d payoff). Summed over the strategies in cell
  /// j of the marginal, with payoff_s the sum of its own-scope payoffs, that is
  ///   dG_j = precision * t * sum over c of Cov(j, c) d payoff_c,
  ///   Cov(j, c) = P(j and c) - P(j) P(c),
  /// where c runs through the combinations of all own scopes. `joint` holds P(j and c), and in its
  /// last column P(j). The slope in t is dG_j/dt = precision * sum over c of Cov(j, c) payoff_c.
  HWY_NOINLINE void add_output(const LogitProgram::AgentPlan& plan,
                               const LogitProgram::Output& output,
                               std::size_t first_payoff,
                               V precision) {
    const auto& request = program_.requests[static_cast<std::size_t>(output.request)];
    const std::size_t pitch = plan.num_scope_rows + 1;  // The last column is P(j).
    clear(w_.joint, 0, request.size * pitch);
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      const std::size_t j = output.cell_of_strategy[s];
      if (j == 0) {
        continue;
      }
      const V probability = load(w_.strategies, plan.first_strategy + s);
      for (const auto& scope : plan.scopes) {
        add(w_.joint, j * pitch + scope.first_row + scope.cell_of_strategy[s], probability);
      }
      add(w_.joint, j * pitch + pitch - 1, probability);
    }
    const V scale = hn::Mul(precision, load(w_.point, order_ - 1));
    for (std::size_t j = 1; j < request.size; ++j) {
      const std::size_t row = static_cast<std::size_t>(request.column) + j - 1;
      const V marginal = load(w_.joint, j * pitch + pitch - 1);
      store(system(row, order_), hn::Sub(load(w_.point, row), marginal));
      V along = zero();
      for (std::size_t c = 0; c < plan.num_scope_rows; ++c) {
        const V covariance =
            hn::NegMulAdd(marginal, load(w_.scope_probabilities, c), load(w_.joint, j * pitch + c));
        along = hn::MulAdd(covariance, load(w_.payoffs, first_payoff + c), along);
        store(w_.joint, j * pitch + c, hn::Mul(covariance, scale));
      }
      store(system(row, order_ - 1), hn::Neg(hn::Mul(precision, along)));
      subtract_slopes(plan, row, w_.joint.data() + j * pitch * width_);
    }
  }

  /// Subtracts the response's slopes from one row of dH/dx: sum over c of covariance * d payoff_c.
  void subtract_slopes(const LogitProgram::AgentPlan& plan,
                       std::size_t row,
                       const double* covariances) {
    const std::size_t num_columns = plan.columns.size();
    for (std::size_t k = 0; k < num_columns; ++k) {
      V sum = zero();
      for (std::size_t c = 0; c < plan.num_scope_rows; ++c) {
        sum = hn::MulAdd(load(covariances + c * width_), load(w_.slopes, c * num_columns + k), sum);
      }
      double* element = system(row, static_cast<std::size_t>(plan.columns[k]));
      store(element, hn::Sub(load(element), sum));
    }
  }

  Real d_;
  const LogitProgram& program_;
  LogitWorkspace& w_;
  std::size_t width_;
  std::size_t order_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
