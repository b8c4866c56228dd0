// SPDX-License-Identifier: MIT
#include "demarche/solve/global_newton.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "demarche/core/error.hpp"
#include "solve/blocks/dense_concept.hpp"
#include "solve/paths/payoff_field.hpp"
#include "solve/paths/ray_path.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// Of one ray.
constexpr int kMaxPathSteps = 2000;
/// How far a step moves a probability, at first and after failures.
constexpr double kFirstMove = 0.1;
constexpr double kLeastMove = 0.02;

Solution solve_global_newton(const NormalFormGame& game, const ConceptOptions& options) {
  const auto result =
      GlobalNewton({.max_steps = iteration_budget(options, GlobalNewtonOptions{}.max_steps),
                    .max_seconds = options.max_seconds,
                    .tolerance = options.tolerance})
          .solve(game);
  return one_equilibrium(game, result.status, result.strategies, result.regret, result.num_steps);
}

}  // namespace

GlobalNewton::GlobalNewton(Options options) : options_(options) {
  if (options_.max_rays < 1) {
    throw InvalidArgument(fmt::format("max_rays must be at least 1, got {}", options_.max_rays));
  }
  if (options_.max_steps < 1) {
    throw InvalidArgument(fmt::format("max_steps must be at least 1, got {}", options_.max_steps));
  }
  if (!(options_.max_seconds > 0.0)) {
    throw InvalidArgument(fmt::format("max_seconds must be above 0, got {}", options_.max_seconds));
  }
  if (!(options_.tolerance > 0.0)) {
    throw InvalidArgument(fmt::format("tolerance must be above 0, got {}", options_.tolerance));
  }
}

GlobalNewton::Result GlobalNewton::solve(const NormalFormGame& game) const {
  game.check_finite();
  const NormalFormGame unit = game.unit_scaled();
  const GameField field(unit);
  const Deadline deadline(options_.max_seconds);
  Result result;
  while (result.num_rays < options_.max_rays && result.num_steps < options_.max_steps &&
         !deadline.is_past()) {
    const auto number = static_cast<std::uint64_t>(result.num_rays++);
    const auto answer = RayPath(field, RayPath::random_ray(field, options_.seed * 1000 + number))
                            .follow(std::min(kMaxPathSteps, options_.max_steps - result.num_steps),
                                    std::max(kFirstMove / result.num_rays, kLeastMove),
                                    deadline);
    result.num_steps += answer.num_steps;
    result.status = answer.status;
    if (answer.status != SolveStatus::converged) {
      continue;
    }
    if (auto refined = refine(unit, split(field, answer.strategies), options_.tolerance)) {
      result.regret = unit.max_regret(*refined);
      result.strategies = std::move(*refined);
      return result;
    }
    result.status = SolveStatus::numerical_failure;
  }
  return result;
}

Concept global_newton_concept() {
  return dense_concept<solve_global_newton>(
      "gnm", "one equilibrium, any number of players, by the global Newton method");
}

}  // namespace demarche
