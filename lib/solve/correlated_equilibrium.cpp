// SPDX-License-Identifier: MIT
#include "demarche/solve/correlated_equilibrium.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "core/require.hpp"
#include "core/unknown_name.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/materialise.hpp"
#include "game/range_scale.hpp"
#include "solve/blocks/lane_solver.hpp"
#include "solve/programs/linear_program.hpp"
#include "solve/programs/unit_welfare.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

constexpr std::array kObjectives = {
    std::string_view("welfare"), std::string_view("player"), std::string_view("fairness")};

/// The gain of `player` at each profile from playing `other` instead of `advised`, and 0 where the
/// profile advises something else. With `advised` < 0, the player ignores the advice and plays
/// `other` everywhere.
std::vector<double> gains(const NormalFormGame& game, std::size_t player, int advised, int other) {
  const auto payoffs = game.payoffs(player);
  const std::size_t stride = game.stride(player);
  const auto count = static_cast<std::size_t>(game.num_strategies()[player]);
  std::vector<double> result(payoffs.size(), 0.0);
  for (std::size_t p = 0; p < payoffs.size(); ++p) {
    const std::size_t own = p / stride % count;
    if (advised < 0 || own == static_cast<std::size_t>(advised)) {
      result[p] = payoffs[p - own * stride + static_cast<std::size_t>(other) * stride] - payoffs[p];
    }
  }
  return result;
}

/// Calls `visit` with the gains of each deviation that an obedient distribution must make
/// worthless.
template <class Visit>
void for_each_deviation(const NormalFormGame& game, bool is_coarse, const Visit& visit) {
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    for (int other = 0; other < game.num_strategies()[i]; ++other) {
      if (is_coarse) {
        visit(gains(game, i, -1, other));
        continue;
      }
      for (int advised = 0; advised < game.num_strategies()[i]; ++advised) {
        if (advised != other) {
          visit(gains(game, i, advised, other));
        }
      }
    }
  }
}

/// The objective at each profile, mapped to [0, 1]. Fairness has one function per player, and the
/// smallest of their means counts.
std::vector<std::vector<double>> scaled_objectives(const NormalFormGame& game,
                                                   const CorrelatedEquilibriumOptions& options) {
  switch (options.objective) {
    case CorrelatedObjective::fairness:
      return jointly_scaled(game);
    case CorrelatedObjective::player: {
      const NormalFormGame unit = game.unit_scaled();
      const auto own = unit.payoffs(static_cast<std::size_t>(options.player));
      return {{own.begin(), own.end()}};
    }
    case CorrelatedObjective::welfare:
      break;
  }
  return {unit_welfare(game)};
}

/// The linear program of the best obedient distribution. Its variables are the profiles'
/// probabilities and, last, the objective's value. One row says that probabilities sum to 1; there
/// is one more row for each objective and for each deviation.
class Program {
 public:
  Program(const NormalFormGame& game, const CorrelatedEquilibriumOptions& options)
      : unit_(game.unit_scaled()),
        objectives_(scaled_objectives(game, options)),
        is_coarse_(options.is_coarse),
        program_(only_last(game.num_profiles() + 1)) {
    const std::size_t count = game.num_profiles();
    program_.bound(count, 0.0, 1.0);
    std::vector<double> row(count + 1, 1.0);
    row[count] = 0.0;
    program_.add_row(row, 1.0, 1.0);
    for (const auto& objective : objectives_) {
      std::copy(objective.begin(), objective.end(), row.begin());
      row[count] = -1.0;
      program_.add_row(row, 0.0, kUnbounded);
    }
    row[count] = 0.0;
    for_each_deviation(unit_, is_coarse_, [&](const std::vector<double>& gain) {
      std::copy(gain.begin(), gain.end(), row.begin());
      program_.add_row(row, -kUnbounded, 0.0);
    });
  }

  [[nodiscard]] LinearProgram::Answer maximise(int max_iterations, double max_seconds) const {
    return program_.maximise(max_iterations, max_seconds);
  }

  /// A bound on how much better than `distribution` an obedient distribution can be, by weak
  /// duality. The prices of the rows are first forced to be feasible, so that rounding cannot
  /// invalidate the bound.
  [[nodiscard]] double gap(const std::vector<double>& distribution,
                           const std::vector<double>& duals) const {
    // A row objective - value >= 0 has a price of at most 0.
    double total = 0.0;
    for (std::size_t k = 0; k < objectives_.size(); ++k) {
      total += std::max(0.0, -duals[1 + k]);
    }
    std::vector<double> priced(distribution.size(), 0.0);
    double value = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < objectives_.size(); ++k) {
      const double weight = total > 0.0 ? std::max(0.0, -duals[1 + k]) / total
                                        : 1.0 / static_cast<double>(objectives_.size());
      double own = 0.0;
      for (std::size_t p = 0; p < priced.size(); ++p) {
        priced[p] += weight * objectives_[k][p];
        own += distribution[p] * objectives_[k][p];
      }
      value = std::min(value, own);
    }
    std::size_t row = 1 + objectives_.size();
    for_each_deviation(unit_, is_coarse_, [&](const std::vector<double>& gain) {
      const double price = std::max(0.0, duals[row++]);
      for (std::size_t p = 0; price > 0.0 && p < priced.size(); ++p) {
        priced[p] -= price * gain[p];
      }
    });
    return *std::max_element(priced.begin(), priced.end()) - value;
  }

 private:
  static std::vector<double> only_last(std::size_t count) {
    std::vector<double> objective(count, 0.0);
    objective.back() = 1.0;
    return objective;
  }

  NormalFormGame unit_;
  std::vector<std::vector<double>> objectives_;
  bool is_coarse_;
  LinearProgram program_;
};

/// Linear programs leave probabilities of 0 as numbers below this.
constexpr double kDust = 1e-11;
/// An answer is accepted if the optimum exceeds it by no more, on the objective's scale of [0, 1].
constexpr double kLargestGap = 1e-7;

/// Makes the first `count` numbers probabilities.
std::vector<double> distribution_of(std::vector<double> x, std::size_t count) {
  x.resize(count);
  double total = 0.0;
  for (double& probability : x) {
    total += probability = probability > kDust ? probability : 0.0;
  }
  for (double& probability : x) {
    probability /= total;
  }
  return x;
}

double objective_of(const NormalFormGame& game,
                    const CorrelatedEquilibriumOptions& options,
                    const std::vector<double>& distribution) {
  std::vector<double> payoffs;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    double sum = 0.0;
    for (std::size_t p = 0; p < distribution.size(); ++p) {
      sum += distribution[p] * game.payoffs(i)[p];
    }
    payoffs.push_back(sum);
  }
  switch (options.objective) {
    case CorrelatedObjective::player:
      return payoffs[static_cast<std::size_t>(options.player)];
    case CorrelatedObjective::fairness:
      return *std::min_element(payoffs.begin(), payoffs.end());
    case CorrelatedObjective::welfare:
      break;
  }
  double sum = 0.0;
  for (const double payoff : payoffs) {
    sum += payoff;
  }
  return sum;
}

Solution solve_concept(const NormalFormGame& game, const ConceptOptions& options, bool is_coarse) {
  const auto result =
      CorrelatedEquilibrium({.objective = options.objective,
                             .player = options.player,
                             .is_coarse = is_coarse,
                             .max_iterations = iteration_budget(
                                 options, CorrelatedEquilibriumOptions{}.max_iterations),
                             .max_seconds = options.max_seconds,
                             .tolerance = options.tolerance})
          .solve(game);
  Solution solution;
  solution.certificate = {.status = result.status,
                          .num_equilibria = result.distribution.empty() ? 0 : 1,
                          .residual = result.regret,
                          .iterations = result.num_iterations};
  double spread = 0.0;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    spread = std::max(spread, scaled_range(game.payoffs(i)).unscaled_spread());
  }
  solution.certificate.max_regret = result.regret * spread;
  for (std::size_t p = 0; p < result.distribution.size(); ++p) {
    if (result.distribution[p] > 0.0) {
      solution.distribution.push_back({game.profile(p), result.distribution[p]});
    }
  }
  return solution;
}

Solution solve_correlated(const NormalFormGame& game, const ConceptOptions& options) {
  return solve_concept(game, options, false);
}

Solution solve_coarse(const NormalFormGame& game, const ConceptOptions& options) {
  return solve_concept(game, options, true);
}

std::optional<std::string> refusal(const FactoredShape& shape) {
  if (auto reason = Materialisation::refusal(shape)) {
    return reason;
  }
  const auto num_profiles = static_cast<double>(Materialisation(shape).num_profiles());
  if (num_profiles > CorrelatedEquilibrium::kMaxProfiles) {
    return fmt::format(
        "it has {} joint profiles, and at most {} fit a linear program here; qre takes more",
        num_profiles,
        CorrelatedEquilibrium::kMaxProfiles);
  }
  return std::nullopt;
}

}  // namespace

std::span<const std::string_view> objective_names() noexcept {
  return kObjectives;
}

std::string_view to_string(CorrelatedObjective objective) noexcept {
  return kObjectives[static_cast<std::size_t>(objective)];
}

CorrelatedObjective find_objective(std::string_view name) {
  const auto* const found = std::find(kObjectives.begin(), kObjectives.end(), name);
  if (found == kObjectives.end()) {
    const std::vector<std::string> known(kObjectives.begin(), kObjectives.end());
    throw_unknown("objective", name, known, "known are");
  }
  return static_cast<CorrelatedObjective>(found - kObjectives.begin());
}

CorrelatedEquilibrium::CorrelatedEquilibrium(Options options) : options_(options) {
  require_at_least("player", options_.player, 0);
  require_at_least("max_iterations", options_.max_iterations, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
}

double CorrelatedEquilibrium::regret(const NormalFormGame& game,
                                     const std::vector<double>& distribution,
                                     bool is_coarse) {
  const NormalFormGame unit = game.unit_scaled();
  double worst = 0.0;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    // The gains of the best answers to each advice, summed.
    double total = 0.0;
    for (int advised = is_coarse ? -1 : 0; advised < (is_coarse ? 0 : game.num_strategies()[i]);
         ++advised) {
      double best = 0.0;
      for (int other = 0; other < game.num_strategies()[i]; ++other) {
        const auto gain = gains(unit, i, advised, other);
        best =
            std::max(best, std::inner_product(gain.begin(), gain.end(), distribution.begin(), 0.0));
      }
      total += best;
    }
    worst = std::max(worst, total);
  }
  return worst;
}

CorrelatedEquilibrium::Result CorrelatedEquilibrium::solve(const NormalFormGame& game) const {
  game.check_finite();
  if (static_cast<double>(game.num_profiles()) > kMaxProfiles) {
    throw InvalidArgument(fmt::format(
        "the game has {} joint profiles, and at most {} fit", game.num_profiles(), kMaxProfiles));
  }
  require_below("player", options_.player, static_cast<int>(game.num_players()));
  const Program program(game, options_);
  auto answer = program.maximise(options_.max_iterations, options_.max_seconds);
  Result result;
  result.num_iterations = answer.iterations;
  // A correlated equilibrium always exists, so an infeasible program is a numerical failure.
  result.status =
      answer.status == SolveStatus::no_equilibrium ? SolveStatus::numerical_failure : answer.status;
  if (answer.status != SolveStatus::converged) {
    return result;
  }
  auto distribution = distribution_of(std::move(answer.x), game.num_profiles());
  result.regret = regret(game, distribution, options_.is_coarse);
  result.gap = program.gap(distribution, answer.duals);
  if (!(result.regret <= options_.tolerance) || !(result.gap <= kLargestGap)) {
    result.status = SolveStatus::numerical_failure;
    return result;
  }
  result.value = objective_of(game, options_, distribution);
  result.distribution = std::move(distribution);
  return result;
}

Concept correlated_equilibrium_concept() {
  return lane_concept<solve_correlated>(
      {.name = "correlated",
       .summary = "the correlated equilibrium that is best for an objective",
       .work = "pivots",
       .budget = "pivots of the simplex method",
       .reads = {&ConceptOptions::max_iterations,
                 &ConceptOptions::max_seconds,
                 &ConceptOptions::tolerance,
                 &ConceptOptions::player,
                 &ConceptOptions::objective},
       .refusal = refusal});
}

Concept coarse_correlated_equilibrium_concept() {
  return lane_concept<solve_coarse>(
      {.name = "coarse-correlated",
       .summary = "the coarse correlated equilibrium that is best for an objective",
       .work = "pivots",
       .budget = "pivots of the simplex method",
       .reads = {&ConceptOptions::max_iterations,
                 &ConceptOptions::max_seconds,
                 &ConceptOptions::tolerance,
                 &ConceptOptions::player,
                 &ConceptOptions::objective},
       .refusal = refusal});
}

}  // namespace demarche
