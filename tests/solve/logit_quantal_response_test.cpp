// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_quantal_response.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demarche/core/error.hpp"
#include "support/factored_games.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// The definition: the largest difference between a probability and its logit response.
double logit_error(const NormalFormGame& game, const MixedProfile& profile, double precision) {
  double error = 0.0;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    const auto payoffs = game.strategy_payoffs(i, profile);
    const double best = *std::max_element(payoffs.begin(), payoffs.end());
    double total = 0.0;
    for (const double payoff : payoffs) {
      total += std::exp(precision * (payoff - best));
    }
    for (std::size_t s = 0; s < payoffs.size(); ++s) {
      const double response = std::exp(precision * (payoffs[s] - best)) / total;
      error = std::max(error, std::abs(response - profile[i][s]));
    }
  }
  return error;
}

TEST(LogitQuantalResponse, IsUniformAtPrecisionZero) {
  const auto game = bimatrix(Matrix{{5, 0}, {10, 1}}, Matrix{{5, 10}, {0, 1}});

  const auto result = LogitQuantalResponse({.precision = 0.0}).solve(game);

  ASSERT_EQ(result.status, SolveStatus::converged);
  EXPECT_NEAR(result.strategies[0][0], 0.5, 1e-15);
  EXPECT_NEAR(result.strategies[1][1], 0.5, 1e-15);
}

/// In a symmetric matching game the mixed equilibrium is the logit equilibrium at every precision.
TEST(LogitQuantalResponse, StaysAtTheCentreOfMatchingPennies) {
  const auto game = bimatrix(Matrix{{1, -1}, {-1, 1}}, Matrix{{-1, 1}, {1, -1}});

  const auto result = LogitQuantalResponse({.precision = 50.0}).solve(game);

  ASSERT_EQ(result.status, SolveStatus::converged);
  EXPECT_NEAR(result.strategies[0][0], 0.5, 1e-12);
}

/// One player is a plain logit choice: odds e^(precision * difference).
TEST(LogitQuantalResponse, IsALogitChoiceForASinglePlayer) {
  NormalFormGame game({3});
  std::copy_n(std::vector{0.0, 1.0, 2.0}.begin(), 3, game.payoffs(0).begin());

  const auto result = LogitQuantalResponse({.precision = 2.0}).solve(game);

  ASSERT_EQ(result.status, SolveStatus::converged);
  const double total = 1.0 + std::exp(2.0) + std::exp(4.0);
  EXPECT_NEAR(result.strategies[0][0], 1.0 / total, 1e-14);
  EXPECT_NEAR(result.strategies[0][2], std::exp(4.0) / total, 1e-14);
}

/// A coordination game with three logit equilibria at this precision: the principal branch goes to
/// the risk-dominant one (1, 1), though (0, 0) pays both more (stag hunt, stag 9 or 0, hare 8 or
/// 7).
TEST(LogitQuantalResponse, FollowsThePrincipalBranchToTheRiskDominantEquilibrium) {
  const auto game = bimatrix(Matrix{{9, 0}, {8, 7}}, Matrix{{9, 8}, {0, 7}});

  const auto result = LogitQuantalResponse({.precision = 10.0}).solve(game);

  ASSERT_EQ(result.status, SolveStatus::converged);
  EXPECT_GT(result.strategies[0][1], 0.99);
  EXPECT_GT(result.strategies[1][1], 0.99);
}

/// Asymmetric payoffs make the branch turn back in precision before it goes on: the follower must
/// pass the turning points, and end on a solution of the equation.
TEST(LogitQuantalResponse, PassesTurningPoints) {
  int num_turned = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto shape = testing::random_shape({{4}, {4}}, 2, seed);
    NormalFormGame game({4, 4});
    const auto cells = testing::random_cells(shape, 1.0, seed);
    for (std::size_t p = 0; p < 16; ++p) {
      game.payoffs(0)[p] = cells[p] + (p % 5 == 0 ? 3.0 : 0.0);
      game.payoffs(1)[p] = cells[p + 16] + (p % 5 == 0 ? 3.0 : 0.0);
    }
    for (const double precision : {1.0, 3.0, 10.0, 100.0}) {
      const auto result = LogitQuantalResponse({.precision = precision}).solve(game);
      ASSERT_EQ(result.status, SolveStatus::converged) << "seed " << seed << " at " << precision;
      EXPECT_LE(logit_error(game, result.strategies, precision), 1e-9);
      num_turned += result.num_iterations > 60 ? 1 : 0;
    }
  }
  EXPECT_GT(num_turned, 0);
}

TEST(LogitQuantalResponse, SolvesTheLogitEquationOfThreePlayerGames) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto shape = testing::random_shape({{3}, {3}, {3}}, 0, seed);
    NormalFormGame game({3, 3, 3});
    auto random = testing::random_shape({{3}, {3}, {3}}, 9, seed);
    const auto cells = testing::random_cells(random, 1.0, seed);
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t p = 0; p < 27; ++p) {
        game.payoffs(i)[p] = cells[i * 27 + p];
      }
    }
    for (const double precision : {0.5, 2.0, 8.0}) {
      const auto result = LogitQuantalResponse({.precision = precision}).solve(game);
      ASSERT_EQ(result.status, SolveStatus::converged);
      EXPECT_LE(logit_error(game, result.strategies, precision), 1e-10);
      EXPECT_NEAR(result.regret, game.max_regret(result.strategies), 1e-15);
    }
  }
}

TEST(LogitQuantalResponse, ScalingPayoffsIsScalingPrecision) {
  const auto game = bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{2, 0}, {1, 3}});
  auto scaled = game;
  for (std::size_t i = 0; i < 2; ++i) {
    for (double& payoff : scaled.payoffs(i)) {
      payoff *= 1e6;
    }
  }

  const auto expected = LogitQuantalResponse({.precision = 3.0}).solve(game);
  const auto actual = LogitQuantalResponse({.precision = 3e-6}).solve(scaled);

  ASSERT_EQ(actual.status, SolveStatus::converged);
  EXPECT_NEAR(actual.strategies[0][0], expected.strategies[0][0], 1e-10);
}

/// The factored solution, checked by its definition: each player's logit response computed by
/// enumerating nothing but its own deviations would need all profiles, so compare on a small game
/// with the dense solver.
TEST(LogitQuantalResponse, FactoredAndDenseGamesAgree) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto shape = testing::random_shape({{2, 2}, {3, 2}, {2}}, 18, seed);
    const auto cells = testing::random_cells(shape, 0.7, seed + 100);
    BlockSolution solution;
    LogitQuantalResponse({.precision = 2.0})
        .make_block_solver(shape)
        ->solve({.shape = &shape, .num_lanes = 3, .cells = cells.data(), .precision = nullptr},
                solution);

    const std::size_t lane = 2;
    NormalFormGame game({4, 6, 2});
    for (int a = 0; a < 4; ++a) {
      for (int b = 0; b < 6; ++b) {
        for (int c = 0; c < 2; ++c) {
          const std::vector<int> levels{a / 2, a % 2, b / 2, b % 2, c};
          const std::vector<int> profile{a, b, c};
          for (std::size_t i = 0; i < 3; ++i) {
            game.payoffs(i)[game.profile_index(profile)] =
                testing::payoff_at(shape, i, levels, cells, lane);
          }
        }
      }
    }
    MixedProfile profile;
    for (std::size_t i = 0; i < 3; ++i) {
      auto& strategy = profile.emplace_back();
      for (std::size_t s = 0; s < shape.players[i].strategies.size(); ++s) {
        strategy.push_back(
            solution.probabilities[0][(shape.first_strategy(i) + s) * kBlockLanes + lane]);
      }
    }
    ASSERT_EQ(solution.certificates[lane].status, SolveStatus::converged);
    EXPECT_LE(logit_error(game, profile, 2.0), 1e-10);
    EXPECT_NEAR(solution.certificates[lane].max_regret, game.max_regret(profile), 1e-12);
  }
}

TEST(LogitQuantalResponse, ALanesAnswerDoesNotDependOnItsNeighbours) {
  const auto shape = testing::flagship_shape(70, 5);
  auto cells = testing::random_cells(shape, 0.5, 6);
  const auto solver = LogitQuantalResponse({.precision = 2.0}).make_block_solver(shape);
  BlockSolution together;
  solver->solve({.shape = &shape, .num_lanes = kBlockLanes, .cells = cells.data()}, together);

  const std::size_t lane = 77;
  for (std::size_t row = 0; row < shape.num_cells; ++row) {
    cells[row * kBlockLanes] = cells[row * kBlockLanes + lane];
  }
  BlockSolution alone;
  solver->solve({.shape = &shape, .num_lanes = 1, .cells = cells.data()}, alone);

  for (std::size_t s = 0; s < shape.num_strategies(); ++s) {
    ASSERT_EQ(together.probabilities[0][s * kBlockLanes + lane],
              alone.probabilities[0][s * kBlockLanes]);
  }
}

TEST(LogitQuantalResponse, NamesAGameThatIsNotFinite) {
  const auto shape = testing::flagship_shape(70, 5);
  auto cells = testing::random_cells(shape, 0.5, 6);
  cells[3 * kBlockLanes + 1] = std::numeric_limits<double>::infinity();
  BlockSolution solution;

  LogitQuantalResponse({.precision = 1.0})
      .make_block_solver(shape)
      ->solve({.shape = &shape, .num_lanes = 4, .cells = cells.data()}, solution);

  EXPECT_EQ(solution.certificates[0].status, SolveStatus::converged);
  EXPECT_EQ(solution.certificates[1].status, SolveStatus::not_finite);
  EXPECT_EQ(solution.weights[0][1], 0.0);
  EXPECT_EQ(solution.certificates[2].status, SolveStatus::converged);
}

TEST(LogitQuantalResponse, KeepsABehaviouralPlayersProbabilities) {
  auto shape = testing::random_shape({{2}, {2}}, 0, 1);
  shape.players[1].behaviour = {{.scope = {1}, .first_cell = 0, .num_cells = 2}};
  shape.players[0].payoff = {{.scope = {0, 1}, .first_cell = 2, .num_cells = 4}};
  shape.num_cells = 6;
  std::vector<double> cells(6 * kBlockLanes, 0.0);
  cells[0] = 3.0;  // Weights 3 : 1.
  cells[kBlockLanes] = 1.0;
  cells[2 * kBlockLanes] = 4.0;  // Player 0 gets 4 at (0, 0) and 0 elsewhere.
  BlockSolution solution;

  LogitQuantalResponse({.precision = 1.0})
      .make_block_solver(shape)
      ->solve({.shape = &shape, .num_lanes = 2, .cells = cells.data()}, solution);

  EXPECT_NEAR(solution.probabilities[0][2 * kBlockLanes], 0.75, 1e-15);
  EXPECT_NEAR(solution.probabilities[0][0], 1.0 / (1.0 + std::exp(-3.0)), 1e-12);
  EXPECT_EQ(solution.certificates[1].status, SolveStatus::not_finite)
      << "weights that are all zero";
}

TEST(LogitQuantalResponse, ReportsAnExhaustedBudget) {
  const auto game = bimatrix(Matrix{{9, 0}, {8, 7}}, Matrix{{9, 8}, {0, 7}});

  const auto result = LogitQuantalResponse({.precision = 10.0, .max_iterations = 2}).solve(game);

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.strategies.empty());
}

TEST(LogitQuantalResponse, RejectsOptionsOutsideTheirRange) {
  EXPECT_THAT([] { LogitQuantalResponse({.precision = -1.0}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("precision must be finite and at least 0")));
  EXPECT_THROW(LogitQuantalResponse({.max_iterations = 0}), InvalidArgument);
  EXPECT_THROW(LogitQuantalResponse({.tolerance = 0.0}), InvalidArgument);
}

/// On the symmetric part of the equation, whose only solution they are by a scan.
TEST(LogitQuantalResponse, GoesStraightOnWhereASymmetricBranchCrosses) {
  const auto coordination = bimatrix(Matrix{{1, 0}, {0, 1}}, Matrix{{1, 0}, {0, 1}});
  const auto shapley_wilson =
      bimatrix(Matrix{{0, 3, 0}, {2, 2, 0}, {3, 0, 1}}, Matrix{{0, 2, 3}, {3, 2, 0}, {0, 0, 1}});
  for (const double precision : {1.0, 2.5, 4.0, 10.0, 100.0, 1000.0}) {
    const auto even = LogitQuantalResponse({.precision = precision}).solve(coordination);
    ASSERT_EQ(even.status, SolveStatus::converged) << precision;
    EXPECT_LT(testing::distance(even.strategies, {{0.5, 0.5}, {0.5, 0.5}}), 1e-9);
    EXPECT_EQ(even.passed_bifurcation, precision > 2.0) << precision;
    const auto result = LogitQuantalResponse({.precision = precision}).solve(shapley_wilson);
    ASSERT_EQ(result.status, SolveStatus::converged) << precision;
    EXPECT_LT(testing::distance({result.strategies[0]}, {result.strategies[1]}), 1e-9);
    EXPECT_GT(result.strategies[0][1], result.strategies[0][2]) << "the sheet of (1/3, 2/3, 0)";
  }
  const auto limit = LogitQuantalResponse({.precision = 1e4}).solve(shapley_wilson);
  EXPECT_LT(testing::distance(limit.strategies, {{1.0 / 3, 2.0 / 3, 0}, {1.0 / 3, 2.0 / 3, 0}}),
            1e-3);
}

/// McKelvey and McLennan's game with nine equilibria: players 1 and 2 are even on the branch, and
/// player 3 gains 1/2 by its first strategy.
TEST(LogitQuantalResponse, KeepsTheSymmetryOfThreePlayers) {
  const NormalFormGame game = testing::nine_equilibria_game();
  for (const double precision : {0.3, 1.0, 2.0, 10.0}) {
    const auto result = LogitQuantalResponse({.precision = precision}).solve(game);

    ASSERT_EQ(result.status, SolveStatus::converged);
    const double first = 1.0 / (1.0 + std::exp(-0.5 * precision));
    EXPECT_LT(testing::distance(result.strategies, {{0.5, 0.5}, {0.5, 0.5}, {first, 1 - first}}),
              1e-9);
  }
}

TEST(LogitQuantalResponse, AnswersWhereNobodyHasAChoice) {
  const auto result = LogitQuantalResponse().solve(NormalFormGame({1, 1, 1}));

  EXPECT_EQ(result.status, SolveStatus::converged);
  EXPECT_EQ(result.strategies, (MixedProfile{{1}, {1}, {1}}));
}

/// A coordination game of two among so many players without a choice.
NormalFormGame game_with_idle_players(std::size_t num_idle) {
  std::vector<int> num_strategies(num_idle + 2, 1);
  num_strategies.front() = 2;
  num_strategies.back() = 2;
  NormalFormGame game(num_strategies);
  for (const std::size_t i : {std::size_t{0}, num_idle + 1}) {
    std::copy_n(std::vector{9.0, i == 0 ? 0.0 : 8.0, i == 0 ? 8.0 : 0.0, 7.0}.begin(),
                4,
                game.payoffs(i).begin());
  }
  return game;
}

/// The time grew as the cube of the number of players: 4,000 would have taken half an hour.
TEST(LogitQuantalResponse, PlayersWithoutAChoiceChangeNothing) {
  const auto many = LogitQuantalResponse({.precision = 2.0}).solve(game_with_idle_players(1500));
  const auto none = LogitQuantalResponse({.precision = 2.0}).solve(game_with_idle_players(0));

  ASSERT_EQ(many.status, SolveStatus::converged);
  EXPECT_LT(testing::distance({many.strategies.front(), many.strategies.back()}, none.strategies),
            1e-9);
  EXPECT_EQ(many.strategies[7], std::vector{1.0});
}

TEST(LogitQuantalResponse, ATimeLimitEndsALargeGame) {
  const auto game = game_with_idle_players(300);

  const auto late = LogitQuantalResponse({.max_seconds = 1e-9}).solve(game);
  const auto in_time = LogitQuantalResponse({.max_seconds = 1e9}).solve(game);

  EXPECT_EQ(late.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(late.strategies.empty());
  EXPECT_EQ(in_time.status, SolveStatus::converged);
  EXPECT_EQ(in_time.strategies, LogitQuantalResponse().solve(game).strategies);
  EXPECT_THROW(LogitQuantalResponse({.max_seconds = 0.0}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
