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

/// 12 x 12 has 2.7 million pairs of supports, 13 x 13 has 10.4 million.
TEST(DefaultConcept, GivesGamesTooLargeForAllEquilibriaOne) {
  EXPECT_EQ(default_concept({12, 12}).name, "nash");
  EXPECT_THAT(default_concept({12, 12}).reason, IsEmpty());
  EXPECT_EQ(default_concept({3, 3, 3}).name, "nash");
  EXPECT_EQ(default_concept({1000000}).name, "nash");
  EXPECT_EQ(default_concept(std::vector<int>(40, 1)).name, "nash");
  EXPECT_EQ(default_concept({}).name, "nash");

  const DefaultConcept two = default_concept({13, 13});
  EXPECT_EQ(two.name, "lemke-howson");
  EXPECT_THAT(two.reason, HasSubstr("13 by 13 strategies has 1.04e+07 pairs of supports"));
  EXPECT_THAT(two.reason, HasSubstr("lemke-howson has been taken in its place"));
  const DefaultConcept more = default_concept({5, 5, 5});
  EXPECT_EQ(more.name, "logit-nash");
  EXPECT_THAT(more.reason, HasSubstr("it has 2.979e+04 combinations of supports"));
  // 2^2000 times 3 times 3.
  EXPECT_THAT(default_concept({2000, 2, 2}).reason,
              HasSubstr("it has 1.033e+603 combinations of supports"));
}

/// The reason advised lemke-howson and took logit-nash, since the choice counted all players.
TEST(DefaultConcept, GoesByThePlayersWhoHaveAChoice) {
  const DefaultConcept chosen = default_concept({13, 1, 13});

  EXPECT_EQ(chosen.name, "lemke-howson");
  EXPECT_EQ(chosen.reason, default_concept({13, 13}).reason);
}

TEST(SolveGame, LemkeHowsonLeavesOutPlayersWithoutAChoice) {
  const NormalFormGame two = testing::random_integer_game({13, 13}, 9, 1);
  NormalFormGame three({13, 1, 13});
  std::copy_n(two.payoffs(0).begin(), two.num_profiles(), three.payoffs(0).begin());
  std::copy_n(two.payoffs(1).begin(), two.num_profiles(), three.payoffs(2).begin());

  const Solution expected = solve_game("lemke-howson", two);
  const Solution solution = solve_game("lemke-howson", three);
  const Solution factored = solve_factored(find_concept("lemke-howson"), factored_form(three));

  ASSERT_EQ(expected.equilibria.size(), 1U);
  const MixedProfile& of_two = expected.equilibria[0];
  EXPECT_THAT(solution.equilibria,
              ElementsAre(MixedProfile{of_two[0], std::vector<double>{1.0}, of_two[1]}));
  EXPECT_EQ(factored.equilibria, solution.equilibria);
}

TEST(SolveGame, LemkeHowsonRefusesGamesWithoutTwoPlayersWhoHaveAChoice) {
  const auto refuses = [](const NormalFormGame& game, const char* count) {
    EXPECT_THAT([&] { (void)solve_game("lemke-howson", game); },
                ThrowsMessage<InvalidArgument>(HasSubstr(count)));
    EXPECT_TRUE(find_concept("lemke-howson").refusal(factored_form(game).shape));
  };

  refuses(NormalFormGame({13, 1, 1}), "this has 3");
  refuses(NormalFormGame({2, 2, 2}), "this has 3");
  refuses(NormalFormGame({13}), "this has 1");
}

/// Players without a choice counted towards the 200 strategies that fit.
TEST(SolveGame, PlayersWithoutAChoiceDoNotMakeAGameTooLarge) {
  std::vector<int> num_strategies(300, 1);
  num_strategies[0] = num_strategies[299] = 2;
  const FactoredGame game = factored_form(NormalFormGame(num_strategies));
  for (const char* const name : {"logit-nash", "gnm", "ipa", "simplicial", "lemke-howson"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(find_concept(name).refusal(game.shape), std::nullopt);
    EXPECT_EQ(solve_factored(find_concept(name), game).equilibria.size(), 1U);
  }
}

/// Matching pennies with 2,000 players who have no choice.
TEST(SolveGame, PlayersWithoutAChoiceAreNoWork) {
  std::vector<int> num_strategies(2002, 1);
  num_strategies[5] = 2;
  num_strategies[2001] = 2;
  NormalFormGame game(num_strategies);
  const std::vector<double> wins = {1, -1, -1, 1};
  for (std::size_t p = 0; p < 4; ++p) {
    game.payoffs(5)[p] = wins[p];
    game.payoffs(2001)[p] = -wins[p];
  }
  for (const char* const name : {"logit-nash", "gnm", "ipa", "simplicial"}) {
    SCOPED_TRACE(name);
    const Solution solution = solve_game(name, game);
    ASSERT_EQ(solution.equilibria.size(), 1U);
    ASSERT_EQ(solution.equilibria[0].size(), 2002U);
    EXPECT_EQ(solution.equilibria[0][0], std::vector<double>{1.0});
    EXPECT_NEAR(solution.equilibria[0][5][0], 0.5, 1e-9);
    EXPECT_NEAR(solution.equilibria[0][2001][0], 0.5, 1e-9);
  }
}

}  // namespace
}  // namespace demarche
