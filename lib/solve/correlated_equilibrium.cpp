// SPDX-License-Identifier: MIT
#include "demarche/solve/correlated_equilibrium.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/game/materialise.hpp"
#include "solve/lane_solver.hpp"
#include "solve/linear_program.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

constexpr std::array kObjectives = {
    std::string_view("welfare"), std::string_view("player"), std::string_view("fairness")};

/// What `player` gains at each profile by playing `other` wherever `advised` was advised (or, with
/// `advised` < 0, whatever was advised).
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

/// Calls `visit` with the gains of every deviation that must not pay.
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

/// Variables are the profiles' probabilities, and last the least payoff if fairness counts.
LinearProgram program(const NormalFormGame& game, const CorrelatedEquilibriumOptions& options) {
  const bool is_fair = options.objective == CorrelatedObjective::fairness;
  const std::size_t count = game.num_profiles();
  // On a scale near 1: the numbers may be anything.
  double scale = 0.0;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    for (const double payoff : game.payoffs(i)) {
      scale = std::max(scale, std::abs(payoff));
    }
  }
  scale = scale > 0.0 ? scale : 1.0;
  std::vector<double> objective(count + (is_fair ? 1 : 0), 0.0);
  for (std::size_t i = 0; i < game.num_players() && !is_fair; ++i) {
    if (options.objective == CorrelatedObjective::welfare ||
        static_cast<int>(i) == options.player) {
      for (std::size_t p = 0; p < count; ++p) {
        objective[p] += game.payoffs(i)[p] / scale;
      }
    }
  }
  if (is_fair) {
    objective[count] = 1.0;
  }
  LinearProgram program(objective);
  std::vector<double> row(objective.size(), 0.0);
  std::fill_n(row.begin(), count, 1.0);
  program.add_row(row, 1.0, 1.0);
  if (is_fair) {
    program.bound(count, -kUnbounded, kUnbounded);
    row[count] = -1.0;
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      for (std::size_t p = 0; p < count; ++p) {
        row[p] = game.payoffs(i)[p] / scale;
      }
      program.add_row(row, 0.0, kUnbounded);
    }
    row[count] = 0.0;
  }
  for_each_deviation(game.unit_scaled(), options.is_coarse, [&](const std::vector<double>& gain) {
    std::copy(gain.begin(), gain.end(), row.begin());
    program.add_row(row, -kUnbounded, 0.0);
  });
  return program;
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
  const auto result = CorrelatedEquilibrium({.objective = options.objective,
                                             .player = options.player,
                                             .is_coarse = is_coarse,
                                             .tolerance = options.tolerance})
                          .solve(game);
  Solution solution;
  solution.certificate = {.status = result.status,
                          .num_equilibria = result.distribution.empty() ? 0 : 1,
                          .residual = result.regret,
                          .iterations = result.num_iterations};
  double spread = 0.0;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    const auto [low, high] = std::minmax_element(game.payoffs(i).begin(), game.payoffs(i).end());
    spread = std::max(spread, *high - *low);
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

std::string_view to_string(CorrelatedObjective objective) noexcept {
  return kObjectives[static_cast<std::size_t>(objective)];
}

CorrelatedObjective find_objective(std::string_view name) {
  const auto* const found = std::find(kObjectives.begin(), kObjectives.end(), name);
  if (found == kObjectives.end()) {
    throw InvalidArgument(fmt::format(
        "there is no objective '{}'; known are {}", name, fmt::join(kObjectives, ", ")));
  }
  return static_cast<CorrelatedObjective>(found - kObjectives.begin());
}

CorrelatedEquilibrium::CorrelatedEquilibrium(Options options) : options_(options) {
  if (options_.player < 0) {
    throw InvalidArgument(fmt::format("player must be at least 0, got {}", options_.player));
  }
  if (options_.max_iterations < 1) {
    throw InvalidArgument(
        fmt::format("max_iterations must be at least 1, got {}", options_.max_iterations));
  }
  if (!(options_.tolerance > 0.0)) {
    throw InvalidArgument(fmt::format("tolerance must be above 0, got {}", options_.tolerance));
  }
}

double CorrelatedEquilibrium::regret(const NormalFormGame& game,
                                     const std::vector<double>& distribution,
                                     bool is_coarse) {
  double worst = 0.0;
  for_each_deviation(game.unit_scaled(), is_coarse, [&](const std::vector<double>& gain) {
    double sum = 0.0;
    for (std::size_t p = 0; p < gain.size(); ++p) {
      sum += distribution[p] * gain[p];
    }
    worst = std::max(worst, sum);
  });
  return worst;
}

CorrelatedEquilibrium::Result CorrelatedEquilibrium::solve(const NormalFormGame& game) const {
  game.check_finite();
  if (static_cast<double>(game.num_profiles()) > kMaxProfiles) {
    throw InvalidArgument(fmt::format(
        "the game has {} joint profiles, and at most {} fit", game.num_profiles(), kMaxProfiles));
  }
  if (static_cast<std::size_t>(options_.player) >= game.num_players()) {
    throw InvalidArgument(
        fmt::format("player must be in [0, {}), got {}", game.num_players(), options_.player));
  }
  auto answer = program(game, options_).maximise(options_.max_iterations);
  Result result;
  result.num_iterations = answer.iterations;
  // One always exists: anything else is the arithmetic's doing.
  result.status =
      answer.status == SolveStatus::no_equilibrium ? SolveStatus::numerical_failure : answer.status;
  if (answer.status != SolveStatus::converged) {
    return result;
  }
  answer.x.resize(game.num_profiles());
  double total = 0.0;
  for (double& probability : answer.x) {
    total += probability = std::max(0.0, probability);
  }
  for (double& probability : answer.x) {
    probability /= total;
  }
  result.regret = regret(game, answer.x, options_.is_coarse);
  if (!(result.regret <= options_.tolerance)) {
    result.status = SolveStatus::numerical_failure;
    return result;
  }
  result.value = objective_of(game, options_, answer.x);
  result.distribution = std::move(answer.x);
  return result;
}

Concept correlated_equilibrium_concept() {
  return {.name = "correlated",
          .summary = "the correlated equilibrium that is best for an objective",
          .refusal = refusal,
          .make_block_solver =
              [](const FactoredShape& shape, const ConceptOptions& options) {
                return make_lane_solver(shape, options, solve_correlated);
              },
          .solve = solve_correlated};
}

Concept coarse_correlated_equilibrium_concept() {
  return {.name = "coarse-correlated",
          .summary = "the coarse correlated equilibrium that is best for an objective",
          .refusal = refusal,
          .make_block_solver =
              [](const FactoredShape& shape, const ConceptOptions& options) {
                return make_lane_solver(shape, options, solve_coarse);
              },
          .solve = solve_coarse};
}

}  // namespace demarche
