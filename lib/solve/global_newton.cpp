// SPDX-License-Identifier: MIT
#include "demarche/solve/global_newton.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "solve/blocks/dense_concept.hpp"
#include "solve/paths/payoff_field.hpp"
#include "solve/paths/ray_path.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// The most steps along one ray.
constexpr int kMaxPathSteps = 2000;
/// How far a step moves a probability: on the first ray, and at least on later rays.
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
  require_at_least("max_rays", options_.max_rays, 1);
  require_at_least("max_steps", options_.max_steps, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
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
      {.name = "gnm",
       .summary = "one equilibrium, any number of players, by the global Newton method",
       .work = "steps",
       .budget = "steps of all paths",
       .reads = {&ConceptOptions::max_iterations,
                 &ConceptOptions::max_seconds,
                 &ConceptOptions::tolerance}});
}

}  // namespace demarche
