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

TEST(NormalFormGame, IsExactUntilAPayoffChanges) {
  NormalFormGame game({2, 1});
  EXPECT_FALSE(game.is_exact());
  EXPECT_TRUE(game.exact_payoffs(0).empty());

  game.set_exact_payoffs({Fraction(1, 3), Fraction(2, 3), Fraction(1), Fraction(0)});

  EXPECT_TRUE(game.is_exact());
  EXPECT_THAT(game.payoffs(0), ElementsAre(1.0 / 3.0, 2.0 / 3.0));
  EXPECT_THAT(game.exact_payoffs(1), ElementsAre(Fraction(1), Fraction(0)));
  const NormalFormGame copy = game;
  game.payoffs(1)[0] = 2.0;
  EXPECT_FALSE(game.is_exact());
  EXPECT_TRUE(game.exact_payoffs(0).empty());
  EXPECT_TRUE(copy.is_exact());
  EXPECT_THROW(game.set_exact_payoffs({Fraction(1)}), InvalidArgument);
}

/// In doubles, all three payoffs are 1e17.
TEST(NormalFormGame, ScalesExactPayoffsBeforeTheyAreRounded) {
  NormalFormGame game({3});
  constexpr std::int64_t kFar = 100'000'000'000'000'000;
  game.set_exact_payoffs({Fraction(kFar), Fraction(kFar + 1), Fraction(kFar + 2)});

  EXPECT_THAT(game.unit_scaled().payoffs(0), ElementsAre(0.0, 0.5, 1.0));
  EXPECT_FALSE(game.unit_scaled().is_exact());
  EXPECT_EQ(game.relative_regret({{0.0, 1.0, 0.0}}), 0.5);
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
