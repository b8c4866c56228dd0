// SPDX-License-Identifier: MIT
#include "solve/small_logit/small_logit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "solve/logit/logit_kernel.hpp"
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
  LaneSet left;
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
  solve_logit_block(program, options, block.view(), LaneSet().set(), workspace, solution);
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

void respond(const NormalFormGame& game, double precision, std::size_t i, MixedProfile& profile) {
  const std::size_t columns = game.stride(0);
  double total = 0.0;
  for (std::size_t s = 0; s < profile[i].size(); ++s) {
    double payoff = 0.0;
    for (std::size_t r = 0; r < profile[1 - i].size(); ++r) {
      const std::size_t cell = i == 0 ? s * columns + r : r * columns + s;
      payoff += game.payoffs(i)[cell] * profile[1 - i][r];
    }
    total += profile[i][s] = std::exp(precision * payoff);
  }
  for (double& probability : profile[i]) {
    probability /= total;
  }
}

/// Where the logit responses of one player after the other lead from the second's pure strategies:
/// whether to fixed points that differ.
bool has_several(const NormalFormGame& game, double precision) {
  const std::size_t columns = game.stride(0);
  std::vector<MixedProfile> found;
  for (std::size_t pure = 0; pure < columns; ++pure) {
    MixedProfile profile{std::vector<double>(game.num_profiles() / columns),
                         std::vector<double>(columns)};
    profile[1][pure] = 1.0;
    MixedProfile last = profile;
    for (int k = 0; k < 300; ++k) {
      last = profile;
      respond(game, precision, 0, profile);
      respond(game, precision, 1, profile);
    }
    if (testing::distance(last, profile) < 1e-12) {
      found.push_back(std::move(profile));
    }
  }
  return std::any_of(found.begin(), found.end(), [&](const MixedProfile& profile) {
    return testing::distance(found[0], profile) > 1e-3;
  });
}

/// Random games; the more a player's payoffs agree with the other's, the more have several.
std::vector<NormalFormGame> agreeing_games(const std::vector<int>& sizes, double agreement) {
  auto games = testing::random_games(sizes, kBlockLanes, 77);
  for (NormalFormGame& game : games) {
    for (std::size_t p = 0; p < game.num_profiles(); ++p) {
      double& second = game.payoffs(1)[p];
      second += agreement * (game.payoffs(0)[p] - second);
    }
  }
  return games;
}

struct Uniqueness {
  std::size_t num_several = 0;
  std::size_t num_unique = 0;
  std::size_t num_wrong = 0;  ///< Called unique.

  void add(const std::vector<NormalFormGame>& games, double precision) {
    const DenseBlock block(games);
    LaneSet is_several;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      is_several[lane] = has_several(games[lane], precision);
    }
    for (const std::int64_t target : testing::vector_targets()) {
      const testing::ForcedInstructionSet forced(target);
      BlockSolution scratch = empty_solution(block.shape());
      SmallLogit solver(block.shape(), {.precision = precision, .max_iterations = kBudget});
      const auto unique = solver.find_unique(block.view(), scratch);
      num_several += is_several.count();
      num_unique += unique.count();
      num_wrong += (unique & is_several).count();
    }
  }
};

TEST(SmallLogit, CallsNoEquilibriumUniqueThatIsNot) {
  Uniqueness tally;
  for (const auto& sizes : {std::vector{2, 2}, {3, 3}, {2, 3}, {3, 2}}) {
    for (const double agreement : {0.0, 0.5, 0.9, 1.0}) {
      for (const double precision : {2.0, 4.0, 6.0, 10.0, 20.0, 100.0, 500.0}) {
        tally.add(agreeing_games(sizes, agreement), precision);
      }
    }
  }
  EXPECT_EQ(tally.num_wrong, 0);
  // Of some ten thousand games, on each instruction set.
  const std::size_t num_sets = testing::vector_targets().size();
  EXPECT_GT(tally.num_several, 1000 * num_sets);
  EXPECT_GT(tally.num_unique, 5000 * num_sets);
}

/// A draw can be repeated in another block than it was solved in.
TEST(SmallLogit, AnswersEachGameWhoeverIsBesideIt) {
  for (const auto& sizes : {std::vector{2, 2}, {3, 3}, {2, 3}, {4, 4}, {3, 3, 3}}) {
    SCOPED_TRACE(::testing::PrintToString(sizes));
    const auto games = testing::random_games(sizes, kBlockLanes, 5);
    auto others = games;
    constexpr std::size_t kMoved = 37;
    std::rotate(others.begin(), others.begin() + kMoved, others.end());
    others.erase(others.begin() + 85, others.end());  // Some vectors are partly filled.
    const DenseBlock block(games);
    const DenseBlock other_block(others);
    for (const double precision : {0.5, 5.0, 12.0}) {
      for (const std::int64_t target : testing::vector_targets()) {
        const testing::ForcedInstructionSet forced(target);
        const ConceptOptions options{.precision = precision, .max_iterations = kBudget};
        const auto [left, solution] = solve_block(block, options);
        const auto [other_left, other_solution] = solve_block(other_block, options);
        for (std::size_t lane = 0; lane < others.size(); ++lane) {
          const std::size_t before = (lane + kMoved) % kBlockLanes;
          ASSERT_EQ(left[before], other_left[lane]);
          if (!left[before]) {
            const Certificate certificate = other_solution.certificates[lane];
            const Certificate expected = solution.certificates[before];
            ASSERT_EQ(certificate.iterations, expected.iterations);
            ASSERT_EQ(certificate.residual, expected.residual);
            ASSERT_EQ(certificate.max_regret, expected.max_regret);
            ASSERT_EQ(strategies_of(other_block, other_solution, lane),
                      strategies_of(block, solution, before));
          }
        }
      }
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

  const auto [left, solution] = solve_block(block, {.precision = 20.0, .max_iterations = 3});

  // Narrow bounds may lead home at once.
  EXPECT_GE(left.count(), kBlockLanes / 2);
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    EXPECT_TRUE(left[lane] || solution.certificates[lane].iterations <= 3);
  }
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
