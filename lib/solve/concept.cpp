// SPDX-License-Identifier: MIT
#include "demarche/solve/concept.hpp"

namespace demarche {

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
