// SPDX-License-Identifier: MIT
#include "demarche/solve/lemke_howson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "demarche/core/error.hpp"
#include "demarche/game/materialise.hpp"
#include "solve/bimatrix.hpp"
#include "solve/lane_solver.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// Pivots smaller than this are taken for rounding of 0.
constexpr double kLeastPivot = 1e-12;
/// Tableau entries closer than this, relative to the pivot, are ties for the next column to decide.
constexpr double kTie = 1e-12;
constexpr double kMaxStrategies = 2000.0;

/// One player's polyhedron in dictionary form: constraints  matrix * other = 1 - slack. Column c of
/// the tableau is variable c: the row player's strategies (and slacks) are 0 .. m - 1, the column
/// player's m .. m + n - 1; each is a strategy in one tableau and a slack in the other, with the
/// same label.
class Tableau {
 public:
  /// `payoffs(i, j)`: what label `first_slack + i` pays against label `first_strategy + j`.
  Tableau(const Matrix& payoffs, Index first_slack, Index first_strategy)
      : first_slack_(first_slack), rows_(payoffs.rows(), payoffs.rows() + payoffs.cols() + 1) {
    rows_.setZero();
    rows_.middleCols(first_strategy, payoffs.cols()) = payoffs;
    rows_.middleCols(first_slack, payoffs.rows()).setIdentity();
    rows_.rightCols(1).setOnes();
    for (Index i = 0; i < payoffs.rows(); ++i) {
      basis_.push_back(first_slack + i);
    }
  }

  /// Brings a variable in; the label that leaves, or -1 if none can.
  Index enter(Index variable) {
    const Index row = leaving_row(variable);
    if (row < 0) {
      return -1;
    }
    const double pivot = rows_(row, variable);
    rows_.row(row) /= pivot;
    for (Index r = 0; r < rows_.rows(); ++r) {
      if (r != row && rows_(r, variable) != 0.0) {
        const double factor = rows_(r, variable);
        rows_.row(r) -= factor * rows_.row(row);
        rows_(r, variable) = 0.0;
      }
    }
    return std::exchange(basis_[static_cast<std::size_t>(row)], variable);
  }

  [[nodiscard]] bool is_basic(Index variable) const {
    return std::find(basis_.begin(), basis_.end(), variable) != basis_.end();
  }

 private:
  /// Lexicographic ratio test: right-hand side first, then the columns of the slacks.
  [[nodiscard]] Index leaving_row(Index variable) const {
    std::vector<Index> tied;
    for (Index r = 0; r < rows_.rows(); ++r) {
      if (rows_(r, variable) > kLeastPivot) {
        tied.push_back(r);
      }
    }
    if (tied.empty()) {
      return -1;
    }
    keep_least(tied, variable, rows_.cols() - 1);
    for (Index c = 0; c < rows_.rows() && tied.size() > 1; ++c) {
      keep_least(tied, variable, first_slack_ + c);
    }
    return tied.front();
  }

  void keep_least(std::vector<Index>& tied, Index variable, Index column) const {
    const auto ratio = [&](Index r) { return rows_(r, column) / rows_(r, variable); };
    double least = ratio(tied.front());
    for (const Index r : tied) {
      least = std::min(least, ratio(r));
    }
    const double bound = least + kTie * std::max(1.0, std::abs(least));
    std::erase_if(tied, [&](Index r) { return ratio(r) > bound; });
  }

  Index first_slack_;
  Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows_;
  std::vector<Index> basis_;
};

class Path {
 public:
  Path(const NormalFormGame& game, const Bimatrix& payoffs)
      : game_(game), payoffs_(payoffs), m_(payoffs.row.rows()), n_(payoffs.row.cols()) {}

  /// Follows the path that drops `label`; `pivots` is the budget left and falls.
  LemkeHowsonResult follow(Index label, int& pivots, double tolerance) {
    const auto ones = Matrix::Constant(m_, n_, 1.0);
    // rows: first player's best-response constraints, on the second's strategies; columns:
    // likewise.
    Tableau on_columns(payoffs_.row + ones, 0, m_);
    Tableau on_rows((payoffs_.column + ones).transpose(), m_, 0);
    LemkeHowsonResult result;
    result.status = SolveStatus::iteration_limit;
    result.label = static_cast<int>(label);
    Index entering = label;
    // A strategy of the first player enters the tableau that holds its probabilities.
    bool is_in_rows = label < m_;
    while (pivots > 0) {
      --pivots;
      ++result.num_pivots;
      entering = (is_in_rows ? on_rows : on_columns).enter(entering);
      if (entering < 0) {
        result.status = SolveStatus::numerical_failure;
        return result;
      }
      if (entering == label) {
        certify(on_rows, on_columns, tolerance, result);
        return result;
      }
      is_in_rows = !is_in_rows;
    }
    return result;
  }

 private:
  void certify(const Tableau& on_rows,
               const Tableau& on_columns,
               double tolerance,
               LemkeHowsonResult& result) {
    std::vector<int> rows;
    std::vector<int> columns;
    std::vector<int> best_rows;
    std::vector<int> best_columns;
    for (Index i = 0; i < m_; ++i) {
      if (on_rows.is_basic(i)) {
        rows.push_back(static_cast<int>(i));
      }
      if (!on_columns.is_basic(i)) {
        best_rows.push_back(static_cast<int>(i));
      }
    }
    for (Index j = 0; j < n_; ++j) {
      if (on_columns.is_basic(m_ + j)) {
        columns.push_back(static_cast<int>(j));
      }
      if (!on_rows.is_basic(m_ + j)) {
        best_columns.push_back(static_cast<int>(j));
      }
    }
    result.status = SolveStatus::numerical_failure;
    const auto y = balanced(payoffs_.row, best_rows, columns);
    const auto x = balanced(payoffs_.column.transpose(), best_columns, rows);
    if (!x || !y) {
      return;
    }
    MixedProfile profile = {mixed_strategy(rows, *x, m_), mixed_strategy(columns, *y, n_)};
    result.regret = game_.relative_regret(profile);
    if (result.regret <= tolerance) {
      result.status = SolveStatus::converged;
      result.strategies = std::move(profile);
    }
  }

  static std::optional<Indifference> balanced(const Matrix& payoffs,
                                              const std::vector<int>& indifferent,
                                              const std::vector<int>& mixing) {
    // Each slack that left the basis let a strategy in: the numbers agree.
    return indifferent.size() == mixing.size() && !mixing.empty()
               ? solve_indifference(payoffs, indifferent, mixing, 1e-14)
               : std::nullopt;
  }

  const NormalFormGame& game_;
  const Bimatrix& payoffs_;
  Index m_;
  Index n_;
};

Solution solve_one(const NormalFormGame& game, const ConceptOptions& options) {
  LemkeHowsonOptions own{.tolerance = options.tolerance};
  own.max_pivots = std::max(own.max_pivots, options.max_iterations);
  auto result = LemkeHowson(own).solve(game);
  Solution solution;
  solution.certificate = {.status = result.status,
                          .num_equilibria = result.strategies.empty() ? 0 : 1,
                          .is_complete = false,
                          .residual = result.regret,
                          .iterations = result.num_pivots};
  if (result.status == SolveStatus::converged) {
    solution.certificate.max_regret = game.max_regret(result.strategies);
    solution.equilibria.push_back(std::move(result.strategies));
  }
  return solution;
}

std::optional<std::string> refusal(const FactoredShape& shape) {
  if (auto reason = two_player_refusal(shape, "lemke-howson")) {
    return reason;
  }
  const Materialisation materialisation(shape);
  const double total = materialisation.num_strategies()[0] + materialisation.num_strategies()[1];
  if (total > kMaxStrategies) {
    return fmt::format(
        "the players have {} strategies together, and at most {} fit; qre takes more",
        total,
        kMaxStrategies);
  }
  return std::nullopt;
}

}  // namespace

LemkeHowson::LemkeHowson(Options options) : options_(options) {
  if (options_.dropped_label < 0) {
    throw InvalidArgument(
        fmt::format("dropped_label must be at least 0, got {}", options_.dropped_label));
  }
  if (options_.max_pivots < 1) {
    throw InvalidArgument(
        fmt::format("max_pivots must be at least 1, got {}", options_.max_pivots));
  }
  if (!(options_.tolerance > 0.0)) {
    throw InvalidArgument(fmt::format("tolerance must be above 0, got {}", options_.tolerance));
  }
}

LemkeHowson::Result LemkeHowson::solve(const NormalFormGame& game) const {
  require_two_players(game, "lemke-howson");
  game.check_finite();
  const int num_labels = game.num_strategies()[0] + game.num_strategies()[1];
  if (options_.dropped_label >= num_labels) {
    throw InvalidArgument(fmt::format(
        "dropped_label must be in [0, {}), got {}", num_labels, options_.dropped_label));
  }
  const Bimatrix payoffs(game);
  int pivots = options_.max_pivots;
  int used = 0;
  Result result;
  for (int k = 0; k < (options_.tries_others ? num_labels : 1); ++k) {
    result = Path(game, payoffs)
                 .follow((options_.dropped_label + k) % num_labels, pivots, options_.tolerance);
    used += result.num_pivots;
    if (result.status == SolveStatus::converged || pivots <= 0) {
      break;
    }
  }
  result.num_pivots = used;
  return result;
}

Concept lemke_howson_concept() {
  return {.name = "lemke-howson",
          .summary = "one equilibrium of a two-player game, by complementary pivoting",
          .refusal = refusal,
          .make_block_solver =
              [](const FactoredShape& shape, const ConceptOptions& options) {
                return make_lane_solver(shape, options, solve_one);
              },
          .solve = solve_one};
}

}  // namespace demarche
