// SPDX-License-Identifier: MIT
#include "demarche/game/responses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "demarche/core/error.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// Row's best answers to Left are Top and Bottom alike; to Right, Middle.
NormalFormGame three_by_two() {
  return testing::bimatrix(Matrix{{4.0, 0.0}, {1.0, 3.0}, {4.0, 1.0}},
                           Matrix{{2.0, 1.0}, {0.0, 5.0}, {3.0, 3.0}});
}

TEST(Responses, ArePaidAndRegrettedAsByHand) {
  const NormalFormGame game = three_by_two();
  const MixedProfile profile = {{0.5, 0.5, 0.0}, {0.75, 0.25}};

  // Row's strategies pay 3, 1.5, 3.25; column's 1, 3.
  EXPECT_THAT(expected_payoffs(game, profile), ElementsAre(DoubleEq(2.25), DoubleEq(1.5)));
  EXPECT_THAT(regrets(game, profile), ElementsAre(DoubleEq(1.0), DoubleEq(1.5)));
}

TEST(Responses, LargestRegretIsTheGames) {
  const NormalFormGame game = testing::random_game({3, 4, 2}, 3);
  const MixedProfile profile = game.uniform_profile();

  const auto all = regrets(game, profile);

  EXPECT_DOUBLE_EQ(*std::max_element(all.begin(), all.end()), game.max_regret(profile));
}

TEST(BestResponses, ListTies) {
  const NormalFormGame game = three_by_two();

  EXPECT_THAT(best_responses(game, 0, {{1.0, 0.0, 0.0}, {1.0, 0.0}}), ElementsAre(0, 2));
  EXPECT_THAT(best_responses(game, 0, {{1.0, 0.0, 0.0}, {0.0, 1.0}}), ElementsAre(1));
  EXPECT_THAT(best_responses(game, 1, {{0.0, 0.0, 1.0}, {1.0, 0.0}}), ElementsAre(0, 1));
  EXPECT_THAT(best_responses(game, 0, {{1.0, 0.0, 0.0}, {0.75, 0.25}}), ElementsAre(2));
  EXPECT_THAT(best_responses(game, 0, {{1.0, 0.0, 0.0}, {0.75, 0.25}}, 0.1), ElementsAre(0, 2));
}

TEST(BestResponses, DoNotDependOnUnits) {
  const NormalFormGame game = three_by_two();
  const MixedProfile left = {{1.0, 0.0, 0.0}, {1.0, 0.0}};

  for (const double scale : {1e-300, 1e300}) {
    EXPECT_THAT(best_responses(testing::rescaled(game, 0, scale, 0.0), 0, left), ElementsAre(0, 2));
  }
}

TEST(Restricted, KeepsPayoffsAndNames) {
  NormalFormGame game = three_by_two();
  game.strategy_names = {{"top", "middle", "bottom"}, {"left", "right"}};

  const NormalFormGame smaller = restricted(game, {{2, 0}, {1}});

  EXPECT_THAT(smaller.num_strategies(), ElementsAre(2, 1));
  EXPECT_THAT(smaller.payoffs(0), ElementsAre(1.0, 0.0));
  EXPECT_THAT(smaller.payoffs(1), ElementsAre(3.0, 1.0));
  EXPECT_THAT(smaller.strategy_names[0], ElementsAre("bottom", "top"));
}

TEST(Restricted, RefusesWhatIsNotInTheGame) {
  const auto restricting = [](std::vector<std::vector<int>> strategies) {
    return [strategies] { (void)restricted(three_by_two(), strategies); };
  };
  const auto throws = [](const char* text) {
    return ThrowsMessage<InvalidArgument>(HasSubstr(text));
  };

  EXPECT_THAT(restricting({{0}}), throws("lists for 2 players, got 1"));
  EXPECT_THAT(restricting({{0, 3}, {0}}), throws("player 1 must be at least one"));
  EXPECT_THAT(restricting({{0}, {}}), throws("player 2 must be at least one"));
  EXPECT_THAT(restricting({{1, 1}, {0}}), throws("got (1, 1)"));
}

TEST(Restricted, KeepsExactPayoffs) {
  NormalFormGame game({2, 2});
  std::vector<Fraction> exact;
  for (int k = 0; k < 8; ++k) {
    exact.emplace_back(k, 3);
  }
  game.set_exact_payoffs(exact);

  const NormalFormGame smaller = restricted(game, {{1}, {0, 1}});

  EXPECT_THAT(smaller.exact_payoffs(0), ::testing::ElementsAre(Fraction(2, 3), Fraction(1)));
  EXPECT_THAT(smaller.exact_payoffs(1), ::testing::ElementsAre(Fraction(2), Fraction(7, 3)));
}

}  // namespace
}  // namespace demarche
