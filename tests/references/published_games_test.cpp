// SPDX-License-Identifier: MIT
// Two-player games with published answers that the solvers' own tests do not hold, by the solvers
// that answer them. Letters and numbers are those of the collection that they come from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/solve/extreme_equilibria.hpp"
#include "demarche/solve/iterated_dominance.hpp"
#include "demarche/solve/lemke_howson.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "demarche/solve/zero_sum.hpp"
#include "solve/supports/rational_polytope.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::are_same_sets;
using testing::bimatrix;
using ::testing::UnorderedElementsAre;
using Profiles = std::vector<std::vector<int>>;

constexpr double kThird = 1.0 / 3.0;

LemkeHowsonResult from_label(const NormalFormGame& game, int label) {
  return LemkeHowson({.paths = LemkeHowsonPaths::one, .dropped_label = label}).solve(game);
}

/// von Stengel (2007): the vertices of the first player's best-response polytope and their labels.
TEST(PublishedGames, A1HasSixVerticesInThePolytopeOfPlayerOne) {
  // Strategies of the first player are weights; constraints are the second player's columns.
  const IntegerMatrix columns = {2, 3, {3, 2, 3, 2, 6, 1}};
  const auto vertices = polytope_vertices(columns, 3, 0, 100, Deadline(10.0));
  ASSERT_TRUE(vertices);

  std::vector<std::vector<double>> found;
  std::vector<std::vector<int>> labels;
  for (const PolytopeVertex& vertex : *vertices) {
    auto& point = found.emplace_back();
    for (const Integer& weight : vertex.weights) {
      point.push_back(weight.convert_to<double>() / vertex.scale.convert_to<double>());
    }
    auto& own = labels.emplace_back();
    for (int label = 0; label < 5; ++label) {
      if (vertex.labels[static_cast<std::size_t>(label)]) {
        own.push_back(label);
      }
    }
  }
  EXPECT_THAT(found,
              UnorderedElementsAre(std::vector<double>{0, 0, 0},
                                   std::vector<double>{1.0 / 3, 0, 0},
                                   std::vector<double>{2.0 / 7, 1.0 / 14, 0},
                                   std::vector<double>{0, 1.0 / 6, 0},
                                   std::vector<double>{0, 1.0 / 8, 1.0 / 4},
                                   std::vector<double>{0, 0, 1.0 / 3}));
  EXPECT_THAT(labels,
              UnorderedElementsAre(std::vector<int>{0, 1, 2},
                                   std::vector<int>{1, 2, 3},
                                   std::vector<int>{2, 3, 4},
                                   std::vector<int>{0, 2, 4},
                                   std::vector<int>{0, 3, 4},
                                   std::vector<int>{0, 1, 3}));
}

/// QuantEcon needs an option of Qhull to find all of the second one.
TEST(PublishedGames, A2IsTheSameWithItsRowsTurnedRound) {
  const auto game = bimatrix(Matrix{{3, 3}, {2, 5}, {0, 6}}, Matrix{{3, 3}, {2, 6}, {3, 1}});
  const auto turned = bimatrix(Matrix{{0, 6}, {2, 5}, {3, 3}}, Matrix{{3, 1}, {2, 6}, {3, 3}});

  EXPECT_TRUE(are_same_sets(NashEquilibria().solve(game).equilibria,
                            {{{1, 0, 0}, {1, 0}},
                             {{1, 0, 0}, {2 * kThird, kThird}},
                             {{0, kThird, 2 * kThird}, {kThird, 2 * kThird}}},
                            1e-12));
  EXPECT_TRUE(are_same_sets(NashEquilibria().solve(turned).equilibria,
                            {{{0, 0, 1}, {1, 0}},
                             {{0, 0, 1}, {2 * kThird, kThird}},
                             {{2 * kThird, kThird, 0}, {kThird, 2 * kThird}}},
                            1e-12));
  EXPECT_LT(testing::distance(from_label(game, 0).strategies,
                              {{0, kThird, 2 * kThird}, {kThird, 2 * kThird}}),
            1e-12);
}

/// The least index of a row, or of a variable, cycles on these.
TEST(PublishedGames, A4AndA5DoNotCycle) {
  const auto a4 =
      bimatrix(Matrix{{0, 0, 0}, {0, 1, 1}, {1, 1, 0}}, Matrix{{1, 1, 0}, {0, 1, 0}, {1, 0, 2}});
  const auto a5 =
      bimatrix(Matrix{{0, 0, 0}, {1, 0, 1}, {0, 1, 1}}, Matrix{{0, 1, 1}, {0, 0, 1}, {2, 1, 0}});

  EXPECT_LT(testing::distance(from_label(a4, 0).strategies, {{0, 2 * kThird, kThird}, {0, 1, 0}}),
            1e-12);
  EXPECT_LT(testing::distance(from_label(a5, 0).strategies, {{0, 2 * kThird, kThird}, {0, 0, 1}}),
            1e-12);
  for (int label = 0; label < 6; ++label) {
    EXPECT_EQ(from_label(a4, label).status, SolveStatus::converged) << label;
    EXPECT_EQ(from_label(a5, label).status, SolveStatus::converged) << label;
  }
}

TEST(PublishedGames, A9MatchingPennies) {
  const Matrix row{{1, -1}, {-1, 1}};
  const auto game = bimatrix(row, -row);

  EXPECT_TRUE(
      are_same_sets(NashEquilibria().solve(game).equilibria, {{{0.5, 0.5}, {0.5, 0.5}}}, 1e-15));
  EXPECT_EQ(PureEquilibria().solve(game).status, SolveStatus::no_equilibrium);
  for (int label = 0; label < 4; ++label) {
    EXPECT_LT(testing::distance(from_label(game, label).strategies, {{0.5, 0.5}, {0.5, 0.5}}),
              1e-15);
  }
}

TEST(PublishedGames, A10HoldsThePublishedEquilibrium) {
  const auto game = bimatrix(Matrix{{160, 205, 44}, {175, 180, 45}, {201, 204, 50}, {120, 207, 49}},
                             Matrix{{2, 2, 2}, {1, 0, 0}, {3, 4, 1}, {4, 1, 2}});
  const MixedProfile published = {{0, 0, 0.75, 0.25}, {1.0 / 28, 27.0 / 28, 0}};

  const auto all = NashEquilibria().solve(game).equilibria;

  EXPECT_LT(game.relative_regret(published), 1e-12);
  EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const auto& e) {
    return testing::distance(e, published) < 1e-12;
  }));
}

TEST(PublishedGames, A11HasThreeEquilibria) {
  const auto game = bimatrix(Matrix{{2, 1}, {0, 2}}, Matrix{{2, 0}, {1, 2}});

  EXPECT_TRUE(are_same_sets(
      NashEquilibria().solve(game).equilibria,
      {{{1, 0}, {1, 0}}, {{0, 1}, {0, 1}}, {{kThird, 2 * kThird}, {kThird, 2 * kThird}}},
      1e-14));
}

TEST(PublishedGames, A12PureEquilibria) {
  const Matrix dilemma{{1, -2}, {3, 0}};

  EXPECT_EQ(PureEquilibria().solve(bimatrix(dilemma, dilemma.transpose())).profiles,
            (Profiles{{1, 1}}));
  EXPECT_EQ(
      PureEquilibria().solve(bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{2, 0}, {1, 3}})).profiles,
      (Profiles{{0, 0}, {1, 1}}));
}

/// A gain of 1e-8 counts, unless ties are taken that wide (payoffs spread over 3).
TEST(PublishedGames, A13TheToleranceDecides) {
  const Matrix row{{1, -2}, {1 + 1e-8, 0}};
  const auto game = bimatrix(row, row.transpose());

  EXPECT_EQ(PureEquilibria({.tie_tolerance = 0.0}).solve(game).profiles, (Profiles{{1, 1}}));
  EXPECT_EQ(PureEquilibria({.tie_tolerance = 1e-8}).solve(game).profiles,
            (Profiles{{0, 0}, {1, 1}}));
}

/// Nashpy's issue 82. Support enumeration of QuantEcon and Nashpy finds five of the eight,
/// QuantEcon's vertex enumeration three.
TEST(PublishedGames, A16AllEightBothWays) {
  const Matrix a{{0, 0, 6, 0, 0}, {0, 0, 3, 2, 1}, {4, 3, 0, 0, 1}};
  const Matrix b{{3, 0, 2, 1, 0}, {0, 2, 0, 0, 4}, {4, 0, 2, 4, 4}};
  const auto game = bimatrix(-a, -b);

  EXPECT_EQ(ExtremeEquilibria().solve(game).equilibria.size(), 8U);
  EXPECT_EQ(NashEquilibria().solve(game).equilibria.size(), 8U);
}

TEST(PublishedGames, C4ThePrisonersDilemmaIsSolvedByDominance) {
  const Matrix row{{5, 0}, {10, 1}};

  const auto result = IteratedDominance().solve(bimatrix(row, row.transpose()));

  EXPECT_EQ(result.survivors, (std::vector<std::vector<int>>{{1}, {1}}));
}

struct Named {
  const char* name;
  Matrix row;
  Matrix column;
  std::size_t num_equilibria;
};

/// OpenSpiel's matrix games, with the numbers of equilibria that textbooks give.
TEST(PublishedGames, KNamedGames) {
  const Matrix pennies{{1, -1}, {-1, 1}};
  const Matrix rps{{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}};
  const Matrix biased{{0, -25, 50}, {25, 0, -5}, {-50, 5, 0}};
  const Matrix shapley{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}};
  const Matrix shapley_column{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
  const Matrix dilemma{{5, 0}, {10, 1}};
  const Matrix stag{{2, 0}, {1, 1}};
  const std::vector<Named> games = {
      {"matching pennies", pennies, -pennies, 1},
      {"rock paper scissors", rps, -rps, 1},
      {"biased rock paper scissors", biased, -biased, 1},
      {"Shapley's game", shapley, shapley_column, 1},
      {"prisoner's dilemma", dilemma, dilemma.transpose(), 1},
      {"stag hunt", stag, stag.transpose(), 3},
      {"coordination", Matrix::Identity(2, 2), Matrix::Identity(2, 2), 3},
      {"chicken", Matrix{{0, 4}, {1, 3}}, Matrix{{0, 1}, {4, 3}}, 3},
      {"battle of the sexes", Matrix{{3, 0}, {0, 2}}, Matrix{{2, 0}, {0, 3}}, 3}};

  for (const Named& named : games) {
    const auto result = NashEquilibria().solve(bimatrix(named.row, named.column));
    EXPECT_TRUE(result.is_complete) << named.name;
    EXPECT_FALSE(result.is_degenerate) << named.name;
    EXPECT_EQ(result.equilibria.size(), named.num_equilibria) << named.name;
    EXPECT_LT(result.regret, 1e-12) << named.name;
  }
  EXPECT_NEAR(ZeroSum().solve(bimatrix(biased, -biased)).value, 0.0, 1e-12);
}

}  // namespace
}  // namespace demarche
