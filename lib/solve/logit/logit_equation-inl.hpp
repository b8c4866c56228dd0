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
#include <cstddef>

#include "solve/logit/logit_kernel.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Lanes = hn::ScalableTag<double>;
using Row = hn::Vec<Lanes>;

/// Evaluates at `workspace.point`; every array's rows are one vector long.
class LogitEquation {
 public:
  LogitEquation(const LogitProgram& program, LogitWorkspace& workspace)
      : program_(program), w_(workspace), width_(hn::Lanes(d_)), order_(workspace.order) {}

  /// Fills strategies, payoffs and the bordered system: H, 0 and 0, 1 are its right-hand sides.
  void evaluate() {
    fill_marginals();
    clear_system();
    for (std::size_t a = 0; a < program_.plans.size(); ++a) {
      if (!program_.plans[a].is_behavioural) {
        evaluate_agent(a);
      }
    }
  }

  /// Eliminates without exchanging rows: diagonal blocks are identities, and a lane that meets a
  /// tiny pivot gets a wild step, which the path follower rejects. Solutions replace the right-hand
  /// sides.
  void solve() {
    const std::size_t columns = order_ + 2;
    for (std::size_t i = 0; i < order_; ++i) {
      double* row = system(i, 0);
      for (const std::uint32_t k : w_.below[i]) {
        const Row factor = hn::Mul(load(row + k * width_), load(w_.inverse_pivots, k));
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
      Row correction = load(row + order_ * width_);
      Row direction = load(row + (order_ + 1) * width_);
      for (std::size_t j = i + 1; j < order_; ++j) {
        const Row element = load(row + j * width_);
        correction = hn::NegMulAdd(element, load(system(j, order_)), correction);
        direction = hn::NegMulAdd(element, load(system(j, order_ + 1)), direction);
      }
      const Row inverse = load(w_.inverse_pivots, i);
      store(row + order_ * width_, hn::Mul(correction, inverse));
      store(row + (order_ + 1) * width_, hn::Mul(direction, inverse));
    }
  }

  [[nodiscard]] double* system(std::size_t i, std::size_t j) {
    return w_.system.data() + (i * (order_ + 2) + j) * width_;
  }
  [[nodiscard]] std::size_t width() const { return width_; }

 private:
  [[nodiscard]] Row load(const double* address) const { return hn::Load(d_, address); }
  [[nodiscard]] Row load(const AlignedArray& array, std::size_t row) const {
    return hn::Load(d_, array.data() + row * width_);
  }
  void store(double* address, Row value) const { hn::Store(value, d_, address); }
  void store(AlignedArray& array, std::size_t row, Row value) const {
    hn::Store(value, d_, array.data() + row * width_);
  }
  [[nodiscard]] Row zero() const { return hn::Zero(d_); }
  [[nodiscard]] Row one() const { return hn::Set(d_, 1.0); }

  void clear(AlignedArray& array, std::size_t first, std::size_t count) const {
    std::fill_n(array.data() + first * width_, count * width_, 0.0);
  }

  void fill_marginals() {
    for (const auto& request : program_.requests) {
      if (request.column < 0) {
        continue;
      }
      Row rest = one();
      for (std::size_t cell = 1; cell < request.size; ++cell) {
        const Row x = load(w_.point, static_cast<std::size_t>(request.column) + cell - 1);
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

  void evaluate_agent(std::size_t a) {
    const auto& plan = program_.plans[a];
    expected_payoffs(plan, w_.first_payoff[a]);
    respond(plan, w_.first_payoff[a], load(w_.precision, a));
    sum_scopes(plan);
    for (const auto& output : plan.outputs) {
      add_output(plan, output, w_.first_payoff[a], load(w_.precision, a));
    }
  }

  /// Expected payoff per own-scope combination, and its slopes in the unknowns.
  void expected_payoffs(const LogitProgram::AgentPlan& plan, std::size_t first_payoff) {
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
          if (request.is_fixed && (is_payoff_done || axis + 1 < term.sizes.size())) {
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

  void add(AlignedArray& array, std::size_t row, Row value) const {
    store(array, row, hn::Add(load(array, row), value));
  }

  /// The term as a matrix own combination x cells of the request on `axis`, other axes contracted.
  const double* contract_all_but(const LogitProgram::Term& term, std::size_t axis) {
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
        Row sum = zero();
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

  void add_payoff(const LogitProgram::OwnScope& scope,
                  const LogitProgram::Request& request,
                  const double* partial,
                  std::size_t first_payoff) {
    for (std::size_t c = 0; c < scope.size; ++c) {
      Row sum = zero();
      for (std::size_t k = 0; k < request.size; ++k) {
        sum = hn::MulAdd(load(partial + (c * request.size + k) * width_),
                         load(w_.marginals, request.first_row + k),
                         sum);
      }
      add(w_.payoffs, first_payoff + scope.first_row + c, sum);
    }
  }

  void add_slopes(const LogitProgram::AgentPlan& plan,
                  const LogitProgram::OwnScope& scope,
                  const LogitProgram::Request& request,
                  const double* partial) {
    const auto& parent = program_.requests[static_cast<std::size_t>(request.parent)];
    if (parent.size < 2) {
      return;  // A player without a choice: nothing unknown.
    }
    const std::size_t num_columns = plan.columns.size();
    const auto cell = [&](std::size_t k) {
      return request.projection.empty() ? k : static_cast<std::size_t>(request.projection[k]);
    };
    const auto first =
        static_cast<std::size_t>(plan.position_of_column[static_cast<std::size_t>(parent.column)]);
    for (std::size_t c = 0; c < scope.size; ++c) {
      const double* element = partial + c * request.size * width_;
      const Row base = load(element + cell(0) * width_);
      for (std::size_t k = 1; k < parent.size; ++k) {
        add(w_.slopes,
            (scope.first_row + c) * num_columns + first + k - 1,
            hn::Sub(load(element + cell(k) * width_), base));
      }
    }
  }

  /// Strategy probabilities: the logit response at precision * t.
  void respond(const LogitProgram::AgentPlan& plan, std::size_t first_payoff, Row precision) {
    const Row scale = hn::Mul(precision, load(w_.point, order_ - 1));
    Row largest = hn::Set(d_, -1e308);
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      Row payoff = zero();
      for (const auto& scope : plan.scopes) {
        payoff = hn::Add(
            payoff, load(w_.payoffs, first_payoff + scope.first_row + scope.cell_of_strategy[s]));
      }
      payoff = hn::Mul(payoff, scale);
      largest = hn::Max(largest, payoff);
      store(w_.strategies, plan.first_strategy + s, payoff);
    }
    Row total = zero();
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      const Row weight =
          hn::Exp(d_, hn::Sub(load(w_.strategies, plan.first_strategy + s), largest));
      total = hn::Add(total, weight);
      store(w_.strategies, plan.first_strategy + s, weight);
    }
    const Row inverse = hn::Div(one(), total);
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      store(w_.strategies,
            plan.first_strategy + s,
            hn::Mul(load(w_.strategies, plan.first_strategy + s), inverse));
    }
  }

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

  /// Rows of the system for one own marginal: dG_j = precision * t * sum Cov(j, c) d payoff_c.
  void add_output(const LogitProgram::AgentPlan& plan,
                  const LogitProgram::Output& output,
                  std::size_t first_payoff,
                  Row precision) {
    const auto& request = program_.requests[static_cast<std::size_t>(output.request)];
    const std::size_t pitch = plan.num_scope_rows + 1;  // The last column is the marginal itself.
    clear(w_.joint, 0, request.size * pitch);
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      const std::size_t j = output.cell_of_strategy[s];
      if (j == 0) {
        continue;
      }
      const Row probability = load(w_.strategies, plan.first_strategy + s);
      for (const auto& scope : plan.scopes) {
        add(w_.joint, j * pitch + scope.first_row + scope.cell_of_strategy[s], probability);
      }
      add(w_.joint, j * pitch + pitch - 1, probability);
    }
    const Row scale = hn::Mul(precision, load(w_.point, order_ - 1));
    for (std::size_t j = 1; j < request.size; ++j) {
      const std::size_t row = static_cast<std::size_t>(request.column) + j - 1;
      const Row marginal = load(w_.joint, j * pitch + pitch - 1);
      store(system(row, order_), hn::Sub(load(w_.point, row), marginal));
      Row along = zero();
      for (std::size_t c = 0; c < plan.num_scope_rows; ++c) {
        const Row covariance =
            hn::NegMulAdd(marginal, load(w_.scope_probabilities, c), load(w_.joint, j * pitch + c));
        along = hn::MulAdd(covariance, load(w_.payoffs, first_payoff + c), along);
        store(w_.joint, j * pitch + c, hn::Mul(covariance, scale));
      }
      store(system(row, order_ - 1), hn::Neg(hn::Mul(precision, along)));
      subtract_slopes(plan, row, w_.joint.data() + j * pitch * width_);
    }
  }

  void subtract_slopes(const LogitProgram::AgentPlan& plan,
                       std::size_t row,
                       const double* covariances) {
    const std::size_t num_columns = plan.columns.size();
    for (std::size_t k = 0; k < num_columns; ++k) {
      Row sum = zero();
      for (std::size_t c = 0; c < plan.num_scope_rows; ++c) {
        sum = hn::MulAdd(load(covariances + c * width_), load(w_.slopes, c * num_columns + k), sum);
      }
      double* element = system(row, static_cast<std::size_t>(plan.columns[k]));
      store(element, hn::Sub(load(element), sum));
    }
  }

  Lanes d_;
  const LogitProgram& program_;
  LogitWorkspace& w_;
  std::size_t width_;
  std::size_t order_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
