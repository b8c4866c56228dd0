// SPDX-License-Identifier: MIT
#include "demarche/game/normal_form_game.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "demarche/core/error.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// Payoffs 10 a + 3 b + c to player 1, of profiles (a, b, c).
NormalFormGame linear_game() {
  NormalFormGame game({2, 3, 2});
  for (int a = 0; a < 2; ++a) {
    for (int b = 0; b < 3; ++b) {
      for (int c = 0; c < 2; ++c) {
        game.payoffs(1)[game.profile_index(std::vector<int>{a, b, c})] = 10 * a + 3 * b + c;
      }
    }
  }
  return game;
}

TEST(NormalFormGame, ExpectsPayoffsOverTheOthersMixtures) {
  const auto game = linear_game();
  const MixedProfile profile = {{0.25, 0.75}, {0, 0.5, 0.5}, {0.5, 0.5}};

  EXPECT_THAT(game.strategy_payoffs(1, profile),
              ElementsAre(DoubleNear(8, 1e-12), DoubleNear(11, 1e-12), DoubleNear(14, 1e-12)));
  EXPECT_NEAR(game.expected_payoff(1, profile), 12.5, 1e-12);
  EXPECT_NEAR(game.max_regret(profile), 1.5, 1e-12);
  // Payoffs range from 0 to 17.
  EXPECT_NEAR(game.relative_regret(profile), 1.5 / 17, 1e-12);
}

TEST(NormalFormGame, LastPlayersStrategyIsFastest) {
  const auto game = linear_game();

  EXPECT_EQ(game.stride(0), 6U);
  EXPECT_EQ(game.stride(2), 1U);
  EXPECT_EQ(game.payoffs(1)[1], 1.0);
  EXPECT_EQ(game.payoffs(1)[6], 10.0);
}

TEST(NormalFormGame, NamesThePayoffThatIsNotFinite) {
  auto game = linear_game();
  game.player_names[1] = "Berlin";
  game.payoffs(1)[7] = std::numeric_limits<double>::infinity();

  EXPECT_THAT([&] { game.check_finite(); },
              ThrowsMessage<InvalidArgument>(HasSubstr("player Berlin gets inf at (2, 1, 2)")));
}

TEST(NormalFormGame, RefusesEmptyAndEnormousGames) {
  EXPECT_THROW(NormalFormGame({}), InvalidArgument);
  EXPECT_THROW(NormalFormGame({2, 0}), InvalidArgument);
  EXPECT_THROW(NormalFormGame({100'000, 100'000}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
