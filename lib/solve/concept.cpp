// SPDX-License-Identifier: MIT
#include "demarche/solve/concept.hpp"

#include <fmt/format.h>

#include <cmath>

#include "demarche/core/error.hpp"

namespace demarche {

std::string_view to_string(SolveStatus status) noexcept {
  switch (status) {
    case SolveStatus::converged:
      return "converged";
    case SolveStatus::no_equilibrium:
      return "no_equilibrium";
    case SolveStatus::iteration_limit:
      return "iteration_limit";
    case SolveStatus::numerical_failure:
      return "numerical_failure";
    case SolveStatus::not_finite:
      return "not_finite";
  }
  return "unknown";
}

void check_options(const ConceptOptions& options) {
  const auto require = [](bool holds, std::string_view rule, double value) {
    if (!holds) {
      throw InvalidArgument(fmt::format("{}, got {}", rule, value));
    }
  };
  require(options.precision >= 0.0 && std::isfinite(options.precision),
          "precision must be finite and at least 0",
          options.precision);
  require(options.max_iterations >= 0, "max_iterations must be at least 0", options.max_iterations);
  require(options.max_seconds > 0.0, "max_seconds must be above 0", options.max_seconds);
  require(options.tolerance > 0.0, "tolerance must be above 0", options.tolerance);
  require(options.player >= 0, "player must be at least 0", options.player);
  require(options.level >= 0, "level must be at least 0", options.level);
  require(options.mean_level >= 0.0 && options.mean_level <= 50.0,
          "mean_level must be in [0, 50]",
          options.mean_level);
}

void BlockSolution::start() {
  num_components = 0;
  for (auto& row : weights) {
    row.fill(0.0);
  }
}

void BlockSolution::require_components(std::size_t count, std::size_t num_strategies) {
  while (weights.size() < count) {
    weights.emplace_back().fill(0.0);
    probabilities.emplace_back(num_strategies * kBlockLanes);
  }
}

void BlockSolver::solve_jointly(const GameBlock& block, BlockSolution& solution, double* profiles) {
  solve(block, solution);
  distribute(solution, *block.shape, profiles);
}

}  // namespace demarche
