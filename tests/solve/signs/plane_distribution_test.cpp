// SPDX-License-Identifier: MIT
#include "solve/signs/plane_distribution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "demarche/core/aligned.hpp"
#include "support/bimatrix_sources.hpp"
#include "support/blocks.hpp"
#include "support/sanitizers.hpp"

namespace demarche {
namespace {

class JointSolution : public ::testing::TestWithParam<testing::GameSource> {};

/// What runs on few profiles use, against the equilibria themselves.
TEST_P(JointSolution, IsWhatEquilibriaAddUpTo) {
  for (const auto& sizes : testing::small_sizes()) {
    SCOPED_TRACE(::testing::PrintToString(sizes));
    std::vector<NormalFormGame> games;
    const std::uint64_t num_games = testing::kIsSanitized ? 13 : kBlockLanes - 5;
    for (std::uint64_t seed = 0; seed < num_games; ++seed) {
      games.push_back(GetParam().make(sizes, 2000 + seed));
    }
    const testing::DenseBlock block(games);
    const auto num_profiles = static_cast<std::size_t>(sizes[0] * sizes[1]);
    for (const std::int64_t target : testing::vector_targets()) {
      SCOPED_TRACE(target);
      const testing::ForcedInstructionSet forced(target);
      for (const Selection selection : {Selection::uniform, Selection::payoff_dominant}) {
        const ConceptOptions options{.selection = selection};
        const BlockSolution expected = testing::solve_block("nash", block, options);
        AlignedArray mixed(num_profiles * kBlockLanes);
        distribute(expected, block.shape(), mixed.data());
        BlockSolution actual;
        AlignedArray joint(num_profiles * kBlockLanes);
        find_concept("nash")
            .make_block_solver(block.shape(), options)
            ->solve_jointly(block.view(), actual, joint.data());
        for (std::size_t lane = 0; lane < block.view().num_lanes; ++lane) {
          SCOPED_TRACE(lane);
          ASSERT_EQ(Certificate(actual.certificates[lane]), expected.certificates[lane]);
          for (std::size_t p = 0; p < num_profiles; ++p) {
            ASSERT_EQ(joint[p * kBlockLanes + lane], mixed[p * kBlockLanes + lane]);
          }
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sources,
                         JointSolution,
                         ::testing::ValuesIn(testing::bimatrix_sources()),
                         [](const auto& source) { return testing::test_name(source); });

}  // namespace
}  // namespace demarche
