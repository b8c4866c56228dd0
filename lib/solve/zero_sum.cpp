// SPDX-License-Identifier: MIT
#include "demarche/solve/zero_sum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "demarche/solve/lemke_howson.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/blocks/dense_concept.hpp"
#include "solve/programs/linear_program.hpp"
#include "solve/programs/matrix_game.hpp"
#include "solve/registry.hpp"
#include "solve/supports/bimatrix.hpp"

namespace demarche {
namespace {

constexpr double kSameSum = 1e-12;
/// Strategies with a probability above this are the support. The linear program's tolerance is
/// 1e-9.
constexpr double kPlayed = 1e-8;
/// Regret that rounding alone explains.
constexpr double kAsGoodAsExact = 1e-13;

std::vector<int> support_of(const std::vector<double>& strategy) {
  std::vector<int> support;
  for (std::size_t s = 0; s < strategy.size(); ++s) {
    if (strategy[s] > kPlayed) {
      support.push_back(static_cast<int>(s));
    }
  }
  return support;
}

std::vector<double> normalised(std::vector<double> weights) {
  double total = 0.0;
  for (double& weight : weights) {
    total += weight = std::max(0.0, weight);
  }
  for (double& weight : weights) {
    weight /= total;
  }
  return weights;
}

/// Solves the supports again, if they have the same size and their equations are regular.
std::optional<MixedProfile> polished(const Bimatrix& payoffs, const MixedProfile& rough) {
  const auto rows = support_of(rough[0]);
  const auto columns = support_of(rough[1]);
  if (rows.size() != columns.size() || rows.empty()) {
    return std::nullopt;
  }
  const auto y = solve_indifference(payoffs.row, rows, columns, 1e-14);
  const auto x = solve_indifference(payoffs.column.transpose(), columns, rows, 1e-14);
  if (!x || !y) {
    return std::nullopt;
  }
  return MixedProfile{mixed_strategy(rows, *x, payoffs.row.rows()),
                      mixed_strategy(columns, *y, payoffs.row.cols())};
}

/// The outcome of one method. A method takes the game, its scaled payoffs and the rest of the
/// budgets.
struct Attempt {
  SolveStatus status = SolveStatus::numerical_failure;
  MixedProfile strategies = {};
  double regret = 0.0;
  int iterations = 0;
};

/// Takes a method's strategies, or the solution of their supports if that has less regret.
void judge(const NormalFormGame& game,
           const Bimatrix& payoffs,
           MixedProfile profile,
           Attempt& attempt) {
  if (auto fresh = polished(payoffs, profile)) {
    attempt.regret = game.relative_regret(*fresh);
    attempt.strategies = std::move(*fresh);
    if (attempt.regret <= kAsGoodAsExact) {
      return;
    }
  }
  const double regret = game.relative_regret(profile);
  if (attempt.strategies.empty() || regret <= attempt.regret) {
    attempt.regret = regret;
    attempt.strategies = std::move(profile);
  }
}

Attempt by_tableau(const NormalFormGame& game,
                   const Bimatrix& payoffs,
                   const ZeroSumOptions& left) {
  auto answer = solve_matrix_game(payoffs.row, left.max_iterations, Deadline(left.max_seconds));
  Attempt attempt{.status = answer.status, .iterations = answer.num_pivots};
  if (attempt.status == SolveStatus::converged) {
    judge(game, payoffs, std::move(answer.strategies), attempt);
  }
  return attempt;
}

/// Maximises v with x * payoffs >= v in every column. The duals of the columns are the strategy of
/// the other player.
Attempt by_program(const NormalFormGame& game,
                   const Bimatrix& payoffs,
                   const ZeroSumOptions& left) {
  const auto m = static_cast<std::size_t>(payoffs.row.rows());
  std::vector<double> row(m + 1, 0.0);
  row[m] = 1.0;
  LinearProgram program(row);
  std::fill_n(row.begin(), m, 1.0);
  row[m] = 0.0;
  program.add_row(row, 1.0, 1.0);
  row[m] = -1.0;
  for (Index j = 0; j < payoffs.row.cols(); ++j) {
    for (std::size_t i = 0; i < m; ++i) {
      row[i] = payoffs.row(static_cast<Index>(i), j);
    }
    program.add_row(row, 0.0, kUnbounded);
  }
  auto answer = program.maximise(left.max_iterations, left.max_seconds);
  Attempt attempt{.status = answer.status, .iterations = answer.iterations};
  if (attempt.status == SolveStatus::converged) {
    answer.x.resize(m);
    for (double& dual : answer.duals) {
      dual = std::abs(dual);
    }
    judge(game,
          payoffs,
          {normalised(answer.x), normalised({answer.duals.begin() + 1, answer.duals.end()})},
          attempt);
  }
  return attempt;
}

Attempt by_pivoting(const NormalFormGame& game,
                    const Bimatrix& /*payoffs*/,
                    const ZeroSumOptions& left) {
  auto pivoted = LemkeHowson({.max_pivots = left.max_iterations,
                              .max_seconds = left.max_seconds,
                              .tolerance = left.tolerance})
                     .solve(game);
  return {pivoted.status, std::move(pivoted.strategies), pivoted.regret, pivoted.num_pivots};
}

Solution solve_concept(const NormalFormGame& game, const ConceptOptions& options) {
  if (game.num_players() != 2 || ZeroSum::refusal(game)) {
    return {};  // A draw of a scenario may not be zero-sum; it counts as numerical_failure.
  }
  const auto result =
      ZeroSum({.max_iterations = iteration_budget(options, ZeroSumOptions{}.max_iterations),
               .max_seconds = options.max_seconds,
               .tolerance = options.tolerance})
          .solve(game);
  return one_equilibrium(
      game, result.status, result.strategies, result.regret, result.num_iterations);
}

}  // namespace

ZeroSum::ZeroSum(Options options) : options_(options) {
  require_at_least("max_iterations", options_.max_iterations, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
}

std::optional<std::string> ZeroSum::refusal(const NormalFormGame& game) {
  if (game.num_players() != 2) {
    return fmt::format("zero-sum games have two players, and this has {}", game.num_players());
  }
  double low = game.payoffs(0)[0] + game.payoffs(1)[0];
  double high = low;
  double scale = 0.0;
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    const double sum = game.payoffs(0)[p] + game.payoffs(1)[p];
    low = std::min(low, sum);
    high = std::max(high, sum);
    scale = std::max({scale, std::abs(game.payoffs(0)[p]), std::abs(game.payoffs(1)[p])});
  }
  if (!(high - low <= kSameSum * scale)) {
    return fmt::format(
        "the payoffs' sum is not constant: it is {} and {} at two profiles", low, high);
  }
  return std::nullopt;
}

ZeroSum::Result ZeroSum::solve(const NormalFormGame& game) const {
  game.check_finite();
  if (const auto reason = refusal(game)) {
    throw InvalidArgument(*reason);
  }
  const Bimatrix payoffs(game);
  Result result;
  ZeroSumOptions left = options_;
  const Deadline deadline(options_.max_seconds);
  for (const auto method : {by_tableau, by_program, by_pivoting}) {
    left.max_iterations = options_.max_iterations - result.num_iterations;
    left.max_seconds = deadline.seconds();
    if (left.max_iterations < 1 || !(left.max_seconds > 0.0)) {
      result.status = SolveStatus::iteration_limit;
      break;
    }
    Attempt attempt = method(game, payoffs, left);
    result.num_iterations += attempt.iterations;
    result.status = attempt.status;
    result.regret = attempt.regret;
    if (attempt.status == SolveStatus::converged && !(attempt.regret <= options_.tolerance)) {
      result.status = SolveStatus::numerical_failure;
    }
    if (result.status == SolveStatus::converged) {
      result.value = game.expected_payoff(0, attempt.strategies);
      result.strategies = std::move(attempt.strategies);
      break;
    }
  }
  return result;
}

Concept zero_sum_concept() {
  Concept entry = lane_concept<solve_concept>({
      .name = "zero-sum",
      .summary = "the value and both sides of a two-player game of constant sum",
      .work = "pivots",
      .budget = "pivots of the simplex method, and of complementary pivoting after it",
      .reads = {&ConceptOptions::max_iterations,
                &ConceptOptions::max_seconds,
                &ConceptOptions::tolerance},
      .refusal = [](const FactoredShape& shape) { return two_player_refusal(shape, "zero-sum"); },
  });
  // A single game that is not of constant sum is refused, where a draw of a scenario only fails.
  entry.solve = [](const NormalFormGame& game, const ConceptOptions& options) {
    if (const auto reason = ZeroSum::refusal(game)) {
      throw InvalidArgument(*reason);
    }
    return solve_concept(game, options);
  };
  return entry;
}

}  // namespace demarche
