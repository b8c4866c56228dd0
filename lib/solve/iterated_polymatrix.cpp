// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_polymatrix.hpp"

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

constexpr int kMaxPathSteps = 5000;
/// Below this relative regret, Newton's method on the supports is tried.
constexpr double kNear = 1e-2;

Solution solve_ipa(const NormalFormGame& game, const ConceptOptions& options) {
  const auto result = IteratedPolymatrix({.max_iterations = iteration_budget(
                                              options, IteratedPolymatrixOptions{}.max_iterations),
                                          .max_seconds = options.max_seconds,
                                          .tolerance = options.tolerance})
                          .solve(game);
  return one_equilibrium(
      game, result.status, result.strategies, result.regret, result.num_iterations);
}

}  // namespace

IteratedPolymatrix::IteratedPolymatrix(Options options) : options_(options) {
  require_at_least("max_rays", options_.max_rays, 1);
  require_at_least("max_iterations", options_.max_iterations, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
}

IteratedPolymatrix::Result IteratedPolymatrix::solve(const NormalFormGame& game) const {
  game.check_finite();
  const NormalFormGame unit = game.unit_scaled();
  const GameField field(unit);
  const Deadline deadline(options_.max_seconds);
  Result result;
  for (int ray_number = 0; ray_number < options_.max_rays; ++ray_number) {
    const auto number = static_cast<std::uint64_t>(result.num_rays++);
    const Vector ray = RayPath::random_ray(field, options_.seed * 1000 + number);
    Vector strategies = joined(unit.uniform_profile());
    double share = 1.0;
    double last_regret = 1.0;
    for (int k = 0; k < options_.max_iterations && !deadline.is_past(); ++k) {
      ++result.num_iterations;
      const LinearField tangent(field, strategies);
      const auto answer = RayPath(tangent, ray).follow_pieces(kMaxPathSteps, deadline);
      result.status = answer.status;
      if (answer.status != SolveStatus::converged) {
        break;
      }
      strategies += share * (answer.strategies - strategies);
      const MixedProfile profile = split(field, strategies);
      const double regret = unit.max_regret(profile);
      if (regret < kNear) {
        if (auto refined = refine(unit, profile, options_.tolerance)) {
          result.regret = unit.max_regret(*refined);
          result.strategies = std::move(*refined);
          return result;
        }
      }
      // Whole steps may run in a circle; shorter steps move towards the mean of the circle.
      share = regret < 0.9 * last_regret ? std::min(1.0, 1.2 * share) : std::max(0.05, 0.7 * share);
      last_regret = regret;
      result.status = SolveStatus::iteration_limit;
    }
  }
  return result;
}

Concept iterated_polymatrix_concept() {
  return dense_concept<solve_ipa>(
      {.name = "ipa",
       .summary = "one equilibrium, any number of players, by iterated polymatrix approximation",
       .work = "approximations",
       .budget = "approximations per ray",
       .reads = {&ConceptOptions::max_iterations,
                 &ConceptOptions::max_seconds,
                 &ConceptOptions::tolerance}});
}

}  // namespace demarche
