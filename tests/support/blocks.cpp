// SPDX-License-Identifier: MIT
#include "support/blocks.hpp"

#include <hwy/highway.h>

namespace demarche::testing {

DenseBlock::DenseBlock(const std::vector<NormalFormGame>& games)
    : shape_(factored_form(games.front()).shape),
      num_lanes_(games.size()),
      cells_(shape_.num_cells * kBlockLanes, 0.0) {
  for (std::size_t lane = 0; lane < games.size(); ++lane) {
    const auto cells = factored_form(games[lane]).cells;
    for (std::size_t row = 0; row < cells.size(); ++row) {
      cells_[row * kBlockLanes + lane] = cells[row];
    }
  }
}

BlockSolution solve_block(std::string_view concept_name,
                          const DenseBlock& block,
                          const ConceptOptions& options) {
  BlockSolution solution;
  find_concept(concept_name)
      .make_block_solver(block.shape(), options)
      ->solve(block.view(), solution);
  return solution;
}

std::vector<MixedProfile> equilibria_of_lane(const FactoredShape& shape,
                                             const BlockSolution& solution,
                                             std::size_t lane) {
  std::vector<MixedProfile> all;
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    if (solution.weights[c][lane] > 0.0) {
      MixedProfile& profile = all.emplace_back();
      for (std::size_t i = 0; i < shape.num_players(); ++i) {
        auto& strategy = profile.emplace_back();
        for (std::size_t s = 0; s < shape.players[i].strategies.size(); ++s) {
          strategy.push_back(
              solution.probabilities[c][(shape.first_strategy(i) + s) * kBlockLanes + lane]);
        }
      }
    }
  }
  return all;
}

std::vector<std::int64_t> vector_targets() {
  std::vector<std::int64_t> targets = hwy::SupportedAndGeneratedTargets();
  // Highway's emulated targets: the library has no code for them where there are real vectors.
  std::erase_if(targets,
                [](std::int64_t target) { return target == HWY_EMU128 || target == HWY_SCALAR; });
  return targets;
}

ForcedInstructionSet::ForcedInstructionSet(std::int64_t target) {
  hwy::SetSupportedTargetsForTest(target);
}

ForcedInstructionSet::~ForcedInstructionSet() {
  hwy::SetSupportedTargetsForTest(0);
}

}  // namespace demarche::testing
