// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_dominance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/solve/pure_equilibria.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

TEST(IteratedDominance, LeavesDefectionInThePrisonersDilemma) {
  const Matrix row{{5, 0}, {10, 1}};

  const auto result = IteratedDominance().solve(bimatrix(row, row.transpose()));

  EXPECT_TRUE(result.is_single_profile());
  EXPECT_THAT(result.survivors[0], ElementsAre(1));
  EXPECT_THAT(result.survivors[1], ElementsAre(1));
}

/// One elimination opens the next: column 2, row 1, column 1.
TEST(IteratedDominance, GoesOnWhileEliminationsOpenOthers) {
  const auto result = IteratedDominance().solve(
      bimatrix(Matrix{{3, 2, 0}, {1, 1, 5}}, Matrix{{2, 1, 0}, {0, 3, 2}}));

  EXPECT_TRUE(result.is_single_profile());
  EXPECT_THAT(result.survivors[0], ElementsAre(0));
  EXPECT_THAT(result.survivors[1], ElementsAre(0));
  EXPECT_EQ(result.num_rounds, 3);
}

std::vector<int> rows_left(const Matrix& row, IteratedDominanceOptions options) {
  return IteratedDominance(options)
      .solve(bimatrix(row, Matrix::Zero(row.rows(), row.cols())))
      .survivors[0];
}

/// Cases C1 to C3: OpenSpiel python/algorithms/lp_solver_test.py. The column player is indifferent,
/// but weak elimination must not touch its twins.
TEST(IteratedDominance, C1StrictDominanceByAMixtureNeedsMoreThanATie) {
  EXPECT_THAT(rows_left(Matrix{{1, 1}, {2, 0}, {0, 2}}, {}), ElementsAre(0, 1, 2));
  EXPECT_THAT(rows_left(Matrix{{1, 1}, {2, 0}, {0, 2}}, {.is_weak = true}), ElementsAre(0, 1, 2));
  EXPECT_THAT(rows_left(Matrix{{1, 1}, {2.1, 0}, {0, 2.1}}, {}), ElementsAre(1, 2));
  EXPECT_THAT(rows_left(Matrix{{1, 1}, {2.1, 0}, {0, 2.1}}, {.by_mixed = false}),
              ElementsAre(0, 1, 2));
}

TEST(IteratedDominance, C2WeakDominanceByAMixture) {
  EXPECT_THAT(rows_left(Matrix{{1, 1, 1}, {2, 0, 1}, {0, 2, 2}}, {}), ElementsAre(0, 1, 2));
  EXPECT_THAT(rows_left(Matrix{{1, 1, 1}, {2, 0, 1}, {0, 2, 2}}, {.is_weak = true}),
              ElementsAre(1, 2));
  EXPECT_THAT(rows_left(Matrix{{1, 1, 1}, {2.1, 0, 1.05}, {0, 2.1, 2.1}}, {}), ElementsAre(1, 2));
}

TEST(IteratedDominance, C3VeryWeakDominanceEliminatesNothing) {
  EXPECT_THAT(rows_left(Matrix{{1, 1, 1}, {2, 0, 2}, {0, 2, 0}}, {.is_weak = true}),
              ElementsAre(0, 1, 2));
  EXPECT_THAT(rows_left(Matrix{{1, 1.1, 1}, {2, 0, 2}, {0, 2, 0}}, {.is_weak = true}),
              ElementsAre(0, 1, 2));
}

TEST(IteratedDominance, C5OnePlayerKeepsItsBestStrategy) {
  NormalFormGame game({3});
  game.payoffs(0)[1] = 1;
  game.payoffs(0)[2] = -1;

  EXPECT_THAT(IteratedDominance().solve(game).survivors[0], ElementsAre(1));
}

/// Order of elimination: a strategy of two identical ones is never dominated by its twin.
TEST(IteratedDominance, WeakEliminationKeepsTwins) {
  EXPECT_THAT(rows_left(Matrix{{1, 2}, {1, 2}, {0, 2}}, {.is_weak = true}), ElementsAre(0, 1));
}

TEST(IteratedDominance, KeepsTies) {
  const auto result =
      IteratedDominance().solve(bimatrix(Matrix{{1, 1}, {1, 0}}, Matrix::Zero(2, 2)));

  EXPECT_THAT(result.survivors[0], ElementsAre(0, 1));
}

/// One player: only the best is left.
/// The two payoffs have the same double.
TEST(IteratedDominance, ComparesExactPayoffs) {
  NormalFormGame game({2});
  game.set_exact_payoffs({Fraction(1, 3), *Fraction::parse("0.333333333333333333333")});

  EXPECT_EQ(game.payoffs(0)[0], game.payoffs(0)[1]);
  EXPECT_THAT(IteratedDominance().solve(game).survivors, ElementsAre(ElementsAre(0)));
}

TEST(IteratedDominance, MaximisesForASinglePlayer) {
  NormalFormGame game({3});
  game.payoffs(0)[1] = 1.0;
  game.payoffs(0)[2] = -1.0;

  EXPECT_THAT(IteratedDominance().solve(game).survivors[0], ElementsAre(1));
}

TEST(IteratedDominance, NeverEliminatesAPureEquilibrium) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const auto game = testing::random_game({3, 2, 3}, seed);
    const auto survivors = IteratedDominance().solve(game).survivors;
    for (const auto& profile : PureEquilibria().solve(game).profiles) {
      for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_TRUE(std::count(survivors[i].begin(), survivors[i].end(), profile[i]) == 1) << seed;
      }
    }
  }
}

/// Units of the smallest number there is: halving one gives 0.
TEST(IteratedDominance, TheSmallestPayoffsAreToldApart) {
  const auto tiny = [](const Matrix& payoffs) { return Matrix(0x1p-1074 * payoffs); };
  const Matrix payoffs{{1, 1}, {2, 0}, {0, 2}};

  const auto result =
      IteratedDominance().solve(testing::bimatrix(tiny(payoffs), Matrix::Zero(3, 2)));

  EXPECT_EQ(result.survivors[0], (std::vector<int>{0, 1, 2}));
}

}  // namespace
}  // namespace demarche
