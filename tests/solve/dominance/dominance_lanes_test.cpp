// SPDX-License-Identifier: MIT
#include "solve/dominance/dominance_lanes.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "demarche/solve/iterated_dominance.hpp"
#include "support/blocks.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::DenseBlock;
using testing::equilibria_of_lane;
using testing::solve_block;

void expect_as_one_by_one(const char* name, const std::vector<NormalFormGame>& games) {
  const DenseBlock block(games);
  const BlockSolution solution = solve_block(name, block);
  for (std::size_t lane = 0; lane < games.size(); ++lane) {
    SCOPED_TRACE(lane);
    const Solution expected = find_concept(name).solve(games[lane], {});
    const Certificate& certificate = solution.certificates[lane];
    ASSERT_EQ(certificate.status, expected.certificate.status);
    ASSERT_EQ(certificate.num_equilibria, expected.certificate.num_equilibria);
    ASSERT_EQ(certificate.iterations, expected.certificate.iterations);
    ASSERT_TRUE(certificate.is_complete);
    ASSERT_NEAR(certificate.max_regret, expected.certificate.max_regret, 1e-14);
    ASSERT_EQ(equilibria_of_lane(block.shape(), solution, lane), expected.equilibria);
  }
}

/// Payoffs in a few steps tie often, and mixtures dominate by nothing at all.
TEST(DominanceLanes, AgreeWithGamesOneByOneOnEveryInstructionSet) {
  for (const auto& sizes : std::vector<std::vector<int>>{
           {5}, {2, 2}, {3, 3}, {6, 3}, {4, 4}, {1, 4, 2}, {3, 2, 3}, {2, 2, 2, 2}}) {
    SCOPED_TRACE(::testing::PrintToString(sizes));
    const auto uniform = testing::random_games(sizes, kBlockLanes);
    std::vector<NormalFormGame> tied;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      tied.push_back(testing::random_integer_game(sizes, 3, lane));
    }
    for (const std::int64_t target : testing::vector_targets()) {
      SCOPED_TRACE(target);
      const testing::ForcedInstructionSet forced(target);
      for (const char* name : {"dominance", "weak-dominance"}) {
        expect_as_one_by_one(name, uniform);
        expect_as_one_by_one(name, tied);
      }
    }
  }
}

DominanceLanes eliminate(const NormalFormGame& game, bool is_weak = false) {
  std::vector<AlignedArray> payoffs;
  std::vector<const double*> addresses;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    auto& own = payoffs.emplace_back(game.num_profiles() * kBlockLanes);
    for (std::size_t p = 0; p < game.num_profiles(); ++p) {
      std::fill_n(own.data() + p * kBlockLanes, kBlockLanes, game.payoffs(i)[p]);
    }
    addresses.push_back(own.data());
  }
  DominanceLanes lanes(game.num_strategies(), is_weak, IteratedDominanceOptions{}.tolerance);
  lanes.find(addresses);
  return lanes;
}

NormalFormGame with_rows(const Matrix& row) {
  return testing::bimatrix(row, Matrix::Zero(row.rows(), row.cols()));
}

/// The even mixture of the other two pays 1.05 against both columns, and 1 is a tie.
TEST(DominanceLanes, MixturesOfTwoAreDecidedWithoutAProgram) {
  const auto dominated = eliminate(with_rows(Matrix{{1, 1}, {2.1, 0}, {0, 2.1}}));
  EXPECT_TRUE(dominated.undecided().none());
  EXPECT_TRUE(dominated.survivors(0, 0).none());
  EXPECT_TRUE(dominated.survivors(0, 1).all());

  const auto tied = eliminate(with_rows(Matrix{{1, 1}, {2, 0}, {0, 2}}));
  EXPECT_TRUE(tied.undecided().none());
  EXPECT_TRUE(tied.survivors(0, 0).all());
}

/// It takes a mixture of three, which are even against each column: a linear program's business, as
/// is a gain next to its tolerance.
TEST(DominanceLanes, LeaveWhatOnlyAProgramDecides) {
  const Matrix three{{1, 1, 1}, {3.3, 0, 0}, {0, 3.3, 0}, {0, 0, 3.3}};
  EXPECT_TRUE(eliminate(with_rows(three)).undecided().all());
  const double near = 2.0 + 4e-8;
  EXPECT_TRUE(eliminate(with_rows(Matrix{{1, 1}, {near, 0}, {0, near}})).undecided().all());
  EXPECT_TRUE(
      eliminate(with_rows(Matrix{{1, 1, 1}, {2, 0, 1}, {0, 2, 2}}), true).undecided().all());
}

TEST(DominanceLanes, NamesLanesThatAreNotFinite) {
  std::vector<NormalFormGame> games(20, testing::random_game({2, 3}, 5));
  games[3].payoffs(1)[5] = std::numeric_limits<double>::quiet_NaN();
  games[19].payoffs(0)[0] = -std::numeric_limits<double>::infinity();

  const BlockSolution solution = solve_block("dominance", DenseBlock(games));

  for (std::size_t lane = 0; lane < games.size(); ++lane) {
    EXPECT_EQ(solution.certificates[lane].status == SolveStatus::not_finite,
              lane == 3 || lane == 19);
  }
}

TEST(DominanceLanes, TakeSmallGamesOnly) {
  EXPECT_TRUE(DominanceLanes::takes({5, 5}));
  EXPECT_TRUE(DominanceLanes::takes({3, 3, 3}));
  EXPECT_FALSE(DominanceLanes::takes({16, 16}));
}

}  // namespace
}  // namespace demarche
