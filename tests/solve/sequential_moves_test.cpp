// SPDX-License-Identifier: MIT
#include "demarche/solve/sequential_moves.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

const Matrix kStage{{2, 4}, {1, 3}};

TEST(SequentialMoves, TheFirstMoverForeseesTheAnswer) {
  const auto game = bimatrix(kStage, Matrix{{1, 0}, {0, 1}});

  const auto result = SequentialMoves().solve(game);

  EXPECT_THAT(result.profile, ElementsAre(1, 1));
  EXPECT_THAT(result.payoffs, ElementsAre(3.0, 1.0));
  EXPECT_FALSE(result.is_tied);
}

TEST(SequentialMoves, TheOrderMatters) {
  const auto game = bimatrix(Matrix{{2, 0}, {0, 1}}, Matrix{{1, 0}, {0, 2}});

  EXPECT_THAT(SequentialMoves().solve(game).profile, ElementsAre(0, 0));
  EXPECT_THAT(SequentialMoves({.order = {1, 0}}).solve(game).profile, ElementsAre(1, 1));
}

/// Against backward induction written out as three nested loops.
TEST(SequentialMoves, AgreesWithInductionWrittenOut) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto game = testing::random_game({3, 2, 4}, seed);
    const auto at = [&](std::size_t i, int a, int b, int c) {
      return game.payoffs(i)[game.profile_index(std::vector{a, b, c})];
    };
    // Order: player 2, then 0, then 1.
    std::vector<int> best;
    for (int c = 0; c < 4; ++c) {
      std::vector<int> own;
      for (int a = 0; a < 3; ++a) {
        const int b = at(1, a, 1, c) > at(1, a, 0, c) ? 1 : 0;
        if (own.empty() || at(0, a, b, c) > at(0, own[0], own[1], c)) {
          own = {a, b, c};
        }
      }
      if (best.empty() || at(2, own[0], own[1], c) > at(2, best[0], best[1], best[2])) {
        best = own;
      }
    }
    EXPECT_EQ(SequentialMoves({.order = {2, 0, 1}}).solve(game).profile, best) << seed;
  }
}

TEST(SequentialMoves, NamesATieOnThePath) {
  EXPECT_TRUE(SequentialMoves().solve(bimatrix(kStage, Matrix::Zero(2, 2))).is_tied);
}

TEST(SequentialMoves, RejectsAnOrderThatIsNone) {
  const auto game = testing::random_game({2, 2}, 1);

  EXPECT_THROW((void)SequentialMoves({.order = {0}}).solve(game), InvalidArgument);
  EXPECT_THROW((void)SequentialMoves({.order = {0, 0}}).solve(game), InvalidArgument);
}

/// Player 2 is indifferent after the move that is not made; its other choice would have drawn
/// player 1 there.
TEST(SequentialMoves, NamesATieOffThePath) {
  const auto result =
      SequentialMoves().solve(bimatrix(Matrix{{0, 10}, {5, 5}}, Matrix{{1, 1}, {0, 1}}));

  EXPECT_EQ(result.profile, (std::vector<int>{1, 1}));
  EXPECT_FALSE(result.is_tied);
  EXPECT_TRUE(result.has_ties);
}

}  // namespace
}  // namespace demarche
