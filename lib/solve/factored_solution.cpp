// SPDX-License-Identifier: MIT
#include "demarche/solve/factored_solution.hpp"

#include <fmt/format.h>

#include <cassert>
#include <vector>

#include "core/sums_to_one.hpp"
#include "demarche/core/error.hpp"
#include "game/one_lane.hpp"

namespace demarche {

Solution solve_factored(const Concept& solution_concept,
                        const FactoredGame& game,
                        const ConceptOptions& options) {
  check_options_for(options, solution_concept);
  const std::vector<double> cells = one_lane(game);
  check_players(options, game.shape);
  if (const auto reason = solution_concept.refusal(game.shape)) {
    throw InvalidArgument(
        fmt::format("concept {} cannot solve this game: {}", solution_concept.name, *reason));
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
  assert(solution.weights.empty() || sums_to_one(solution.weights));
  return solution;
}

}  // namespace demarche
