// SPDX-License-Identifier: MIT
#include "solve/supports/bimatrix.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

constexpr double kTieTolerance = 1e-11;

/// Of Chicken: the example of docs/theory/support_enumeration.md.
TEST(SolveIndifference, MixesChicken) {
  const Matrix row{{0.0, 7.0}, {2.0, 6.0}};
  const std::array both{0, 1};

  const auto answer = solve_indifference(row, both, both, kTieTolerance);

  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->weights,
              Pointwise(DoubleNear(1e-15), std::vector<double>{1.0 / 3.0, 2.0 / 3.0}));
  EXPECT_NEAR(answer->payoff, 14.0 / 3.0, 1e-14);
}

TEST(SolveIndifference, MakesRandomSupportsIndifferent) {
  const std::vector<int> rows{0, 2, 3, 5, 6};
  const std::vector<int> columns{1, 2, 4, 6, 7};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    const Bimatrix game(testing::random_game({8, 8}, seed));

    const auto answer = solve_indifference(game.row, rows, columns, kTieTolerance);

    ASSERT_TRUE(answer);
    double total = 0.0;
    for (const int row : rows) {
      double payoff = 0.0;
      for (std::size_t k = 0; k < columns.size(); ++k) {
        payoff += answer->weights[k] * game.row(row, columns[k]);
      }
      EXPECT_NEAR(payoff, answer->payoff, answer->error);
    }
    for (const double weight : answer->weights) {
      total += weight;
    }
    EXPECT_NEAR(total, 1.0, answer->error);
  }
}

TEST(SolveIndifference, HasNoAnswerForASingularSystem) {
  const Matrix row{{1.0, 0.0}, {1.0, 0.0}};
  const std::array both{0, 1};

  EXPECT_FALSE(solve_indifference(row, both, both, kTieTolerance));
}

TEST(MixedStrategy, DropsWeightsBelowZeroAndScalesTheRest) {
  const Indifference answer{{-0.5, 0.5, 1.0}};

  EXPECT_THAT(
      mixed_strategy(std::array{0, 2, 3}, answer, 5),
      ElementsAre(0.0, 0.0, DoubleNear(1.0 / 3.0, 1e-15), DoubleNear(2.0 / 3.0, 1e-15), 0.0));
}

TEST(Bimatrix, ScalesEachPlayersPayoffsToTheUnitInterval) {
  const Bimatrix game(testing::random_game({3, 4}, 1));

  for (const Matrix* payoffs : {&game.row, &game.column}) {
    EXPECT_EQ(payoffs->rows(), 3);
    EXPECT_EQ(payoffs->cols(), 4);
    EXPECT_EQ(payoffs->minCoeff(), 0.0);
    EXPECT_EQ(payoffs->maxCoeff(), 1.0);
  }
}

}  // namespace
}  // namespace demarche
