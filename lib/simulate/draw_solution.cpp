// SPDX-License-Identifier: MIT
#include "simulate/draw_solution.hpp"

#include "core/lane_of.hpp"
#include "simulate/answers.hpp"

namespace demarche {

bool write_solution(const RunPlan& plan,
                    const GameBlock& games,
                    const BlockSolution& solution,
                    std::size_t lane,
                    Draw& draw) {
  draw.certificate = solution.certificates[lane];
  if (draw.certificate.status != SolveStatus::converged) {
    return false;
  }
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    if (solution.weights[c][lane] > 0.0) {
      draw.weights.push_back(solution.weights[c][lane]);
      draw.probabilities.push_back(
          lane_of(solution.probabilities[c].data(), plan.model.shape.num_strategies(), lane));
    }
  }
  if (plan.solution_concept.order_of_moves != nullptr) {
    draw.answered_payoffs = answered_payoffs(plan, games, solution, lane);
  }
  return true;
}

}  // namespace demarche
