// SPDX-License-Identifier: MIT
#include "demarche/game/extensive_game.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "demarche/core/error.hpp"
#include "demarche/game/efg_format.hpp"
#include "support/game_texts.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// The root is chance's, its first child is player 2's; five nodes.
ExtensiveGame small_game() {
  ExtensiveGame game;
  game.player_names = {"1", "2"};
  game.information_sets = {{"", std::nullopt, {"a", "b"}, {0.25, 0.75}}, {"", 1, {"l", "r"}, {}}};
  game.outcomes = {{"", {1.0, 2.0}}};
  game.nodes = {{"", 0, std::nullopt, {1, 4}},
                {"", 1, 0, {2, 3}},
                {"", std::nullopt, 0, {}},
                {"", std::nullopt, std::nullopt, {}},
                {"", std::nullopt, std::nullopt, {}}};
  return game;
}

TEST(ExtensiveGame, AcceptsATree) {
  EXPECT_NO_THROW(small_game().check());
}

TEST(ExtensiveGame, NamesTheElementThatBreaksARule) {
  struct Case {
    std::function<void(ExtensiveGame&)> spoil;
    const char* message;
  };
  const Case cases[] = {
      {[](auto& game) { game.player_names.clear(); }, "at least one player"},
      {[](auto& game) { game.nodes.clear(); }, "one node"},
      {[](auto& game) { game.information_sets[1].player = 2; }, "information_sets[1] has a player"},
      {[](auto& game) { game.information_sets[1].actions.clear(); }, "at least one action"},
      {[](auto& game) {
         game.information_sets[1].probabilities = {1.0, 0.0};
       },
       "is a player's"},
      {[](auto& game) { game.information_sets[0].probabilities.pop_back(); }, "for each action"},
      {[](auto& game) { game.information_sets[0].probabilities[0] = 0.3; }, "do not sum to 1"},
      {[](auto& game) {
         game.information_sets[0].probabilities = {-1.0, 2.0};
       },
       "outside [0, 1]"},
      {[](auto& game) { game.outcomes[0].payoffs.pop_back(); }, "outcomes[0] needs a payoff"},
      {[](auto& game) { game.outcomes[0].payoffs[1] = std::numeric_limits<double>::quiet_NaN(); },
       "not finite"},
      {[](auto& game) { game.nodes[2].outcome = 1; }, "nodes[2] has an unknown outcome"},
      {[](auto& game) { game.nodes[1].information_set = 2; }, "unknown information set"},
      {[](auto& game) { game.nodes[1].children.pop_back(); }, "needs a child for each action"},
      {[](auto& game) { game.nodes[1].children[1] = 1; }, "a child that is not after it"},
      {[](auto& game) { game.nodes[1].children[1] = 5; }, "a child that is not after it"},
      {[](auto& game) { game.nodes[1].children[1] = 2; }, "a child that is another's"},
      {[](auto& game) { game.nodes.emplace_back(); }, "nodes[5] is not the child"}};

  for (const Case& test : cases) {
    ExtensiveGame game = small_game();
    test.spoil(game);
    EXPECT_THAT([&] { game.check(); }, ThrowsMessage<InvalidArgument>(HasSubstr(test.message)))
        << test.message;
  }
}

TEST(ExtensiveGame, TellsWhoRecallsWhatItDid) {
  for (const char* text : {testing::kSeltensHorse, testing::kMyersonsPoker, testing::kCentipede}) {
    const auto game = parse_efg(text).game.value();
    for (std::size_t i = 0; i < game.player_names.size(); ++i) {
      EXPECT_TRUE(game.has_perfect_recall(i)) << game.title;
    }
  }
  // The second player is asked twice and forgets its first answer; the first player is not.
  const auto forgetful = parse_efg(R"(EFG 2 R "" { "1" "2" }
    p "" 2 1 "" { "a" "b" } 0
    p "" 2 2 "" { "c" "d" } 0 p "" 1 1 "" { "x" } 0 t "" 0 t "" 0
    p "" 2 2 0 t "" 0 t "" 0)");
  ASSERT_TRUE(forgetful.game);
  EXPECT_TRUE(forgetful.game->has_perfect_recall(0));
  EXPECT_FALSE(forgetful.game->has_perfect_recall(1));
}

TEST(ExtensiveGame, IsExactUntilADoubleChanges) {
  const std::string text =
      "EFG 2 R \"\" { \"a\" } c \"\" 1 \"\" { \"l\" 1/3 \"r\" 2/3 } 0 t \"\" 1 \"\" { 1/7 } t \"\" "
      "1";
  ExtensiveGame game = parse_efg(text).game.value();
  EXPECT_TRUE(game.is_exact());
  game.outcomes[0].payoffs[0] = 0.5;
  EXPECT_FALSE(game.is_exact());

  game = parse_efg(text).game.value();
  game.information_sets[0].probabilities = {0.25, 0.75};
  EXPECT_FALSE(game.is_exact());

  game.information_sets[0].set_exact_probabilities({Fraction(1, 3), Fraction(1, 3)});
  EXPECT_FALSE(game.is_exact()) << "the probabilities do not sum to 1";
}

}  // namespace
}  // namespace demarche
