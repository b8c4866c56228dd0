// SPDX-License-Identifier: MIT
#include "demarche/solve/factored_solution.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "demarche/core/error.hpp"
#include "game/one_lane.hpp"

namespace demarche {

Solution solve_factored(const Concept& solution_concept,
                        const FactoredGame& game,
                        const ConceptOptions& options) {
  const std::string name(solution_concept.name);
  check_options_for(options, {&name, 1});
  const std::vector<double> cells = one_lane(game);
  if (const auto reason = solution_concept.refusal(game.shape)) {
    throw InvalidArgument(fmt::format("concept {} cannot solve this game: {}", name, *reason));
  }
  BlockSolution block;
  solution_concept.make_block_solver(game.shape, options)
      ->solve({.shape = &game.shape, .num_lanes = 1, .cells = cells.data()}, block);
  Solution solution{.certificate = block.certificates[0], .equilibria = {}};
  for (std::size_t c = 0; c < block.num_components; ++c) {
    if (block.weights[c][0] != 0.0) {
      solution.equilibria.push_back(first_profile(game.shape, block.probabilities[c]));
      solution.weights.push_back(block.weights[c][0]);
    }
  }
  assert(solution.weights.empty() ||
         std::abs(std::accumulate(solution.weights.begin(), solution.weights.end(), 0.0) - 1.0) <=
             1e-9);
  return solution;
}

}  // namespace demarche
