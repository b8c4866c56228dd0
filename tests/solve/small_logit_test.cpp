// SPDX-License-Identifier: MIT
#include "solve/small_logit.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "solve/logit_kernel.hpp"
#include "support/blocks.hpp"
#include "support/games.hpp"
#include "support/logit_tracer.hpp"

namespace demarche {
namespace {

using testing::DenseBlock;

constexpr int kBudget = 10'000;

BlockSolution empty_solution(const FactoredShape& shape) {
  BlockSolution solution;
  solution.num_components = 1;
  solution.require_components(1, shape.num_strategies());
  solution.weights[0].fill(0.0);
  return solution;
}

MixedProfile strategies_of(const DenseBlock& block,
                           const BlockSolution& solution,
                           std::size_t lane) {
  return testing::equilibria_of_lane(block.shape(), solution, lane).at(0);
}

struct Answers {
  std::bitset<kBlockLanes> left;
  BlockSolution solution;
};

Answers solve_block(const DenseBlock& block, const ConceptOptions& options) {
  Answers answers{{}, empty_solution(block.shape())};
  SmallLogit solver(block.shape(), options);
  answers.left = solver.solve(block.view(), answers.solution);
  return answers;
}

BlockSolution solve_generally(const DenseBlock& block, const ConceptOptions& options) {
  BlockSolution solution = empty_solution(block.shape());
  const LogitProgram program(block.shape());
  LogitWorkspace workspace(program);
  solve_logit_block(
      program, options, block.view(), std::bitset<kBlockLanes>().set(), workspace, solution);
  return solution;
}

const std::vector<std::vector<int>> kSizes{
    {2, 2}, {3, 3}, {4, 4}, {2, 3}, {4, 2}, {1, 3}, {2, 2, 2}, {3, 3, 3}, {2, 3, 1}};

TEST(SmallLogit, AgreesWithTheGeneralCodeOnEveryInstructionSet) {
  for (const auto& sizes : kSizes) {
    SCOPED_TRACE(::testing::PrintToString(sizes));
    const DenseBlock block(testing::random_games(sizes, kBlockLanes));
    for (const double precision : {0.0, 0.5, 3.0, 12.0}) {
      SCOPED_TRACE(precision);
      const ConceptOptions options{.precision = precision, .max_iterations = kBudget};
      const BlockSolution expected = solve_generally(block, options);
      for (const std::int64_t target : testing::vector_targets()) {
        SCOPED_TRACE(target);
        const testing::ForcedInstructionSet forced(target);
        const auto [left, solution] = solve_block(block, options);
        EXPECT_LE(left.count(), precision == 0.0 ? kBlockLanes : kBlockLanes / 32);
        for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
          if (left[lane]) {
            continue;
          }
          ASSERT_EQ(solution.certificates[lane].status, SolveStatus::converged);
          ASSERT_LE(solution.certificates[lane].residual, 1e-9);
          ASSERT_NEAR(
              solution.certificates[lane].max_regret, expected.certificates[lane].max_regret, 1e-9);
          ASSERT_LT(testing::distance(strategies_of(block, solution, lane),
                                      strategies_of(block, expected, lane)),
                    1e-9);
        }
      }
    }
  }
}

/// Against a tracer of very short steps, where branches turn.
TEST(SmallLogit, StaysOnThePrincipalBranch) {
  for (const auto& sizes : {std::vector{3, 3}, std::vector{2, 2, 2}}) {
    const auto games = testing::random_games(sizes, kBlockLanes);
    const DenseBlock block(games);
    const auto [left, solution] =
        solve_block(block, {.precision = 40.0, .max_iterations = kBudget});
    EXPECT_LE(left.count(), kBlockLanes / 8);
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      if (left[lane]) {
        continue;
      }
      const auto traced = testing::trace_logit_branch(games[lane], 40.0, 1e-3);
      ASSERT_TRUE(traced.has_value());
      EXPECT_LT(testing::distance(*traced, strategies_of(block, solution, lane)), 1e-6);
    }
  }
}

TEST(SmallLogit, LeavesWhatItCannotAnswer) {
  auto games = testing::random_games({3, 3}, kBlockLanes);
  games[1].payoffs(0)[4] = std::numeric_limits<double>::quiet_NaN();
  games[2].payoffs(1)[0] = std::numeric_limits<double>::infinity();
  std::fill_n(games[3].payoffs(0).begin(), 9, 2.0);
  std::fill_n(games[3].payoffs(1).begin(), 9, -1.0);
  games[4].payoffs(0)[0] = 1e5;
  for (std::size_t p = 0; p < 9; ++p) {  // One equilibrium, but exponents too large.
    games[5].payoffs(0)[p] = 1e4 * static_cast<double>(p / 3);
  }
  const DenseBlock block(games);

  const auto [left, solution] = solve_block(block, {.precision = 1.0, .max_iterations = kBudget});

  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    EXPECT_EQ(left[lane], lane >= 1 && lane <= 5) << lane;
    EXPECT_EQ(solution.weights[0][lane], left[lane] ? 0.0 : 1.0);
  }
}

TEST(SmallLogit, KeepsToItsBudget) {
  const DenseBlock block(testing::random_games({3, 3}, kBlockLanes));

  const auto answers = solve_block(block, {.precision = 20.0, .max_iterations = 3});

  EXPECT_TRUE(answers.left.all());
}

TEST(SmallLogit, TakesSmallGamesOnly) {
  const auto takes = [](const std::vector<int>& sizes) {
    return SmallLogit::takes(DenseBlock({NormalFormGame(sizes)}).shape());
  };
  EXPECT_TRUE(takes({4, 4}));
  EXPECT_TRUE(takes({3, 2, 3}));
  EXPECT_FALSE(takes({5, 2}));
  EXPECT_FALSE(takes({4, 2, 2}));
  EXPECT_FALSE(takes({2, 2, 2, 2}));
  EXPECT_FALSE(takes({3}));
}

}  // namespace
}  // namespace demarche
