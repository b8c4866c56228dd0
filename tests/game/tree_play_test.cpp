// SPDX-License-Identifier: MIT
#include "demarche/game/tree_play.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "demarche/core/error.hpp"
#include "demarche/game/efg_format.hpp"
#include "demarche/game/reduced_strategic_form.hpp"
#include "support/extensive_games.hpp"
#include "support/game_texts.hpp"

namespace demarche {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;

/// Fred raises with a red card always and with a black one in a third of the games; Alice meets in
/// two thirds.
TEST(TreePlay, NodesHaveTheProbabilitiesOfTheMixture) {
  const ExtensiveGame poker = parse_efg(testing::kMyersonsPoker).game.value();
  const std::vector<MixedProfile> profiles = {{{1.0 / 3, 2.0 / 3, 0, 0}, {2.0 / 3, 1.0 / 3}}};

  const auto probabilities = node_probabilities(poker, profiles);

  // The deal; red: raise (meet, pass), fold; black: raise (meet, pass), fold.
  ASSERT_EQ(probabilities.size(), 1U);
  EXPECT_THAT(probabilities[0],
              ElementsAre(DoubleEq(1.0),
                          DoubleEq(0.5),
                          DoubleEq(0.5),
                          DoubleEq(1.0 / 3),
                          DoubleEq(1.0 / 6),
                          DoubleEq(0.0),
                          DoubleEq(0.5),
                          DoubleEq(1.0 / 6),
                          DoubleEq(1.0 / 9),
                          DoubleEq(1.0 / 18),
                          DoubleEq(1.0 / 3)));
}

/// In the centipede both (take, anything) profiles end at once.
TEST(TreePlay, ProfilesThatDifferOffThePathAreOneGroup) {
  const ExtensiveGame centipede = parse_efg(testing::kCentipede).game.value();
  const NormalFormGame form = reduced_strategic_form(centipede);
  std::vector<MixedProfile> profiles;
  for (const auto& [first, second] : {std::pair(0, 0), {1, 0}, {0, 2}, {2, 0}, {1, 1}}) {
    profiles.push_back(form.pure_profile(std::vector<int>{first, second}));
  }

  EXPECT_THAT(group_by_play(centipede, profiles),
              ElementsAre(ElementsAre(0, 2), ElementsAre(1, 3), ElementsAre(4)));
}

/// The payoffs at the nodes, weighted by their probabilities, are those of the strategic form.
TEST(TreePlay, PaysWhatTheStrategicFormPays) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    const ExtensiveGame game = testing::random_tree(seed).game;
    const NormalFormGame form = reduced_strategic_form(game);
    std::vector<MixedProfile> profiles(1);
    for (const int count : form.num_strategies()) {
      auto& mixture = profiles[0].emplace_back();
      for (int s = 0; s < count; ++s) {
        mixture.push_back(2.0 * (s + 1) / (count * (count + 1.0)));
      }
    }

    const auto probabilities = node_probabilities(game, profiles)[0];

    for (std::size_t i = 0; i < form.num_players(); ++i) {
      double payoff = 0.0;
      for (std::size_t v = 0; v < game.nodes.size(); ++v) {
        payoff += game.nodes[v].outcome
                      ? probabilities[v] * game.outcomes[*game.nodes[v].outcome].payoffs[i]
                      : 0.0;
      }
      EXPECT_NEAR(payoff, form.expected_payoff(i, profiles[0]), 1e-12);
    }
  }
}

TEST(TreePlay, RefusesProfilesThatDoNotFit) {
  const ExtensiveGame poker = parse_efg(testing::kMyersonsPoker).game.value();

  EXPECT_THROW((void)group_by_play(poker, std::vector<MixedProfile>{{{1.0}}}), InvalidArgument);
  EXPECT_THROW((void)group_by_play(poker, std::vector<MixedProfile>{{{1.0}, {0.5, 0.5}}}),
               InvalidArgument);
}

}  // namespace
}  // namespace demarche
