// SPDX-License-Identifier: MIT
#include "demarche/solve/solve_game.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "demarche/core/error.hpp"
#include "demarche/solve/factored_solution.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::DoubleEq;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

/// Two strict equilibria, of which the first is better for both, and a mixed one.
NormalFormGame stag_hunt() {
  return testing::bimatrix(Matrix{{3, 0}, {2, 2}}, Matrix{{3, 2}, {0, 2}});
}

TEST(SolveGame, ListsAllEquilibriaAndWeightsThem) {
  const Solution alike = solve_game("nash", stag_hunt());
  const Solution best = solve_game("nash", stag_hunt(), {.selection = Selection::payoff_dominant});

  ASSERT_EQ(alike.equilibria.size(), 3U);
  EXPECT_THAT(alike.weights, Each(DoubleEq(1.0 / 3)));
  EXPECT_EQ(best.equilibria, alike.equilibria);
  EXPECT_THAT(best.weights, ElementsAre(1.0, 0.0, 0.0));
}

TEST(SolveGame, WeightsAreThoseOfFactoredGames) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const auto game = testing::random_integer_game({3, 3}, 4, seed);
    for (const Selection selection : {Selection::uniform, Selection::utilitarian}) {
      const Solution dense = solve_game("nash", game, {.selection = selection});
      const Solution factored =
          solve_factored(find_concept("nash"), factored_form(game), {.selection = selection});

      std::vector<double> positive;
      for (const double weight : dense.weights) {
        if (weight > 0.0) {
          positive.push_back(weight);
        }
      }
      EXPECT_EQ(factored.weights, positive) << seed;
      EXPECT_EQ(factored.certificate.num_equilibria, static_cast<int>(dense.equilibria.size()));
    }
  }
}

TEST(SolveGame, WithoutEquilibriaThereAreNoWeights) {
  const Matrix pennies{{1, -1}, {-1, 1}};

  EXPECT_THAT(solve_game("pure", testing::bimatrix(pennies, -pennies)).weights, IsEmpty());
  const Solution correlated = solve_game("correlated", stag_hunt());
  EXPECT_THAT(correlated.weights, IsEmpty());
  EXPECT_FALSE(correlated.distribution.empty());
}

TEST(SolveGame, RefusesWhatTheConceptDoesNotReadOrTake) {
  const auto solving = [](const char* name, const ConceptOptions& options) {
    return [name, options] { (void)solve_game(name, stag_hunt(), options); };
  };

  EXPECT_THAT(solving("nash", {.level = 3}),
              ThrowsMessage<InvalidArgument>("nash does not read level; level-k reads it"));
  EXPECT_THAT(solving("qre", {.tolerance = -1}),
              ThrowsMessage<InvalidArgument>("tolerance must be above 0, got -1"));
  EXPECT_THAT(solving("nahs", {}),
              ThrowsMessage<InvalidArgument>(HasSubstr("did you mean 'nash'")));
  EXPECT_THAT(solving("zero-sum", {}), ThrowsMessage<InvalidArgument>(HasSubstr("not constant")));
  EXPECT_THAT(solving("nash", {.start = {8, 8}}),
              ThrowsMessage<InvalidArgument>(HasSubstr("start must name a strategy")));
  EXPECT_THAT(solving("correlated", {.player = 2}),
              ThrowsMessage<InvalidArgument>("player must be in [0, 2), got 2"));
}

}  // namespace
}  // namespace demarche
