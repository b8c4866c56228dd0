// SPDX-License-Identifier: MIT
#include "demarche/game/reduced_strategic_form.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "demarche/core/error.hpp"
#include "demarche/game/efg_format.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "demarche/solve/zero_sum.hpp"
#include "support/extensive_games.hpp"
#include "support/game_texts.hpp"

namespace demarche {
namespace {

using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pointwise;
using ::testing::ThrowsMessage;
using ::testing::UnorderedElementsAre;

NormalFormGame form_of(std::string_view text) {
  return reduced_strategic_form(parse_efg(text).game.value());
}

/// By hand; @cite Selten1975, section 6, has the equilibria: the pure ones are (L, R, R) and
/// (R, R, L).
TEST(ReducedStrategicForm, OfSeltensHorse) {
  const NormalFormGame form = form_of(testing::kSeltensHorse);

  EXPECT_EQ(form.title, "Selten's horse");
  EXPECT_THAT(form.player_names, ElementsAre("1", "2", "3"));
  EXPECT_THAT(form.strategy_names, Each(ElementsAre("R", "L")));
  // (R, R, .), (R, L, R), (R, L, L), (L, ., R), (L, ., L).
  EXPECT_THAT(form.payoffs(0), ElementsAre(1, 1, 4, 0, 3, 0, 3, 0));
  EXPECT_THAT(form.payoffs(1), ElementsAre(1, 1, 4, 0, 2, 0, 2, 0));
  EXPECT_THAT(form.payoffs(2), ElementsAre(1, 1, 0, 1, 2, 0, 2, 0));
  EXPECT_THAT(PureEquilibria().solve(form).profiles,
              UnorderedElementsAre(ElementsAre(1, 0, 0), ElementsAre(0, 0, 1)));
}

/// @cite Myerson1991, tables 2.1 and 2.2, and section 3.2: Fred raises with a black card with
/// probability 1/3, Alice meets with 2/3, and Fred wins 1/3.
TEST(ReducedStrategicForm, OfMyersonsPoker) {
  const NormalFormGame form = form_of(testing::kMyersonsPoker);

  EXPECT_THAT(form.strategy_names[0],
              ElementsAre("raise, raise", "raise, fold", "fold, raise", "fold, fold"));
  EXPECT_THAT(form.strategy_names[1], ElementsAre("meet", "pass"));
  EXPECT_THAT(form.payoffs(0), ElementsAre(0, 1, 0.5, 0, -0.5, 1, 0, 0));
  EXPECT_THAT(form.payoffs(1), ElementsAre(0, -1, -0.5, 0, 0.5, -1, 0, 0));
  const ZeroSumResult solved = ZeroSum().solve(form);
  EXPECT_NEAR(solved.value, 1.0 / 3.0, 1e-12);
  EXPECT_THAT(solved.strategies[0], Pointwise(DoubleNear(1e-12), {1.0 / 3.0, 2.0 / 3.0, 0.0, 0.0}));
  EXPECT_THAT(solved.strategies[1], Pointwise(DoubleNear(1e-12), {2.0 / 3.0, 1.0 / 3.0}));
}

/// Who takes leaves its later choices open. The table is the tree's; backward induction takes at
/// once @cite McKelveyPalfrey1992.
TEST(ReducedStrategicForm, OfTheCentipede) {
  const NormalFormGame form = form_of(testing::kCentipede);

  EXPECT_THAT(form.strategy_names, Each(ElementsAre("take", "pass, take", "pass, pass")));
  EXPECT_THAT(form.payoffs(0), ElementsAre(0.4, 0.4, 0.4, 0.2, 1.6, 1.6, 0.2, 0.8, 6.4));
  EXPECT_THAT(form.payoffs(1), ElementsAre(0.1, 0.1, 0.1, 0.8, 0.4, 0.4, 0.8, 3.2, 1.6));
  EXPECT_THAT(PureEquilibria().solve(form).profiles, ElementsAre(ElementsAre(0, 0)));
}

/// Outcomes along the path add up; a choice after the other's move stays open where one's own first
/// move excludes it.
TEST(ReducedStrategicForm, AddsUpThePaymentsOfTheStages) {
  const NormalFormGame form = form_of(R"(EFG 2 R "" { "a" "b" }
    p "" 1 1 "" { "in" "out" } 1 "entry" { -1 1 }
    c "" 1 "" { "x" 1/4 "y" 3/4 } 2 "bonus" { 8 0 }
    p "" 2 1 "" { "l" "r" } 0
    p "" 1 2 "" { "u" "d" } 0
    t "" 3 "three" { 4 4 }
    t "" 0
    t "" 1
    t "" 2
    t "" 0)");

  EXPECT_THAT(form.strategy_names[0], ElementsAre("in, u", "in, d", "out"));
  // In: -1 + 8 for a and 1 for b, then 1/4 of (4, 4), (0, 0) or (-1, 1), and 3/4 of (8, 0).
  EXPECT_THAT(form.payoffs(0), ElementsAre(14, 12.75, 13, 12.75, -1, -1));
  EXPECT_THAT(form.payoffs(1), ElementsAre(2, 1.25, 1, 1.25, 1, 1));
}

/// The absent-minded driver @cite PiccioneRubinstein1997 cannot leave at the second exit alone: no
/// pure strategy reaches it.
TEST(ReducedStrategicForm, PlaysTheSameActionWhereASetIsMetTwice) {
  const NormalFormGame form = form_of(R"(EFG 2 R "" { "driver" }
    p "" 1 1 "" { "stay" "exit" } 0
    p "" 1 1 0
    t "" 1 "on" { 1 }
    t "" 2 "home" { 4 }
    t "" 3 "lost" { 0 })");

  EXPECT_THAT(form.strategy_names[0], ElementsAre("stay", "exit"));
  EXPECT_THAT(form.payoffs(0), ElementsAre(1, 0));
}

/// After the second action the third information set is met before the second; the player has
/// forgotten its action. Gambit lists the strategies so.
TEST(ReducedStrategicForm, ListsStrategiesAsAWalkMeetsTheChoices) {
  const NormalFormGame form = form_of(R"(EFG 2 R "" { "a" }
    p "" 1 1 "" { "x" "y" } 0
    c "" 1 "" { "l" 1/2 "r" 1/2 } 0
    p "" 1 2 "" { "x" "y" } 0 t "" 0 t "" 0
    p "" 1 3 "" { "x" "y" } 0 t "" 0 t "" 0
    c "" 1 0
    p "" 1 3 0 t "" 0 t "" 0
    p "" 1 2 0 t "" 0 t "" 0)");

  EXPECT_THAT(
      form.strategy_names[0],
      ElementsAre(
          "x, x, x", "x, x, y", "x, y, x", "x, y, y", "y, x, x", "y, y, x", "y, x, y", "y, y, y"));
}

TEST(ReducedStrategicForm, NamesPlayersWithoutMovesAndManyActions) {
  std::string text =
      "EFG 2 R \"\" { \"a\" \"idle\" } p \"\" 1 1 \"\" { \"on\" \"on\" } 0 p \"\" 1 2 \"\" {";
  for (int action = 0; action < 12; ++action) {
    text += " \"" + std::to_string(action) + "\"";
  }
  text += " } 0";
  for (int action = 0; action < 13; ++action) {
    text += " t \"\" 0";
  }

  const NormalFormGame form = form_of(text);

  ASSERT_EQ(form.strategy_names[0].size(), 13U);
  EXPECT_EQ(form.strategy_names[0][11], "1.12");
  EXPECT_EQ(form.strategy_names[0][12], "2.*");
  EXPECT_THAT(form.strategy_names[1], ElementsAre("*"));
}

/// Names by numbers, as Gambit has them, where lists of moves would be unclear or long.
TEST(ReducedStrategicForm, NamesStrategiesByNumbersWhereMovesAreUnclear) {
  const auto names = [](const std::string& first, const std::string& second) {
    return form_of("EFG 2 R \"\" { \"a\" } p \"\" 1 1 \"\" { \"" + first + "\" \"" + second +
                   "\" } 0 t \"\" 0 p \"\" 1 2 \"\" { \"x\" \"y\" } 0 t \"\" 0 t \"\" 0")
        .strategy_names[0];
  };

  EXPECT_THAT(names("stop", "go"), ElementsAre("stop", "go, x", "go, y"));
  for (const auto& [first, second] : {std::pair("go", "go"),
                                      std::pair("", "go"),
                                      std::pair("stop, now", "go"),
                                      std::pair("stop",
                                                "go on to the second of my two information sets "
                                                "and choose there")}) {
    EXPECT_THAT(names(first, second), ElementsAre("1*", "21", "22")) << second;
  }
}

/// Chance asks at most one of `num_sets` questions of two answers, dealt out to the players. The
/// forgetful first player, after an answer of its second kind, does not know which it gave.
std::string many_questions(int num_sets, bool is_forgetful, int num_players = 1) {
  std::string text = "EFG 2 R \"\" { \"a\" ";
  for (int player = 1; player < num_players; ++player) {
    text += "\"b\" ";
  }
  text += "}\n";
  for (int h = 1; h <= num_sets; ++h) {
    text += fmt::format(
        "c \"\" {0} \"\" {{ \"x\" 1/2 \"y\" 1/2 }} 0\n"
        "p \"\" {1} {0} \"\" {{ \"l\" \"r\" }} 0 t \"\" 0 {2} t \"\" 0\n",
        h,
        h % num_players + 1,
        is_forgetful ? "p \"\" 1 9999 \"\" { \"l\" } 0" : "");
  }
  return text + "t \"\" 0";
}

TEST(ReducedStrategicForm, RefusesWhatIsTooLargeWithItsSize) {
  const auto refusal = [](int num_sets, bool is_forgetful) {
    try {
      (void)form_of(many_questions(num_sets, is_forgetful));
    } catch (const InvalidArgument& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };

  EXPECT_THAT(refusal(100, false),
              HasSubstr("needs 1.268e+30 payoffs (1 player, 1.268e+30 reduced strategies)"));
  EXPECT_THAT(refusal(2000, false), HasSubstr("needs more than 1e+308 payoffs"));
  EXPECT_THAT(
      [] { (void)form_of(many_questions(126, false, 2)); },
      ::testing::ThrowsMessage<InvalidArgument>(HasSubstr(
          "needs 1.701e+38 payoffs (2 players, 9.223e+18 x 9.223e+18 reduced strategies)")));
  EXPECT_THAT(
      refusal(22, false),
      HasSubstr("player a has 4.1943e+06 reduced strategies with choices at 22 information"));
  EXPECT_THAT(refusal(22, true), HasSubstr("who does not recall all it did, has more than"));
  EXPECT_EQ(refusal(10, false), "none");
  EXPECT_EQ(refusal(10, true), "none");
}

/// 2^22 profiles, all of them paid in each of chance's last 10,000 branches.
TEST(ReducedStrategicForm, RefusesWhatTakesTooLong) {
  std::string text = many_questions(22, false, 2);
  text.erase(text.rfind('t'));
  text += "c \"\" 23 \"\" {";
  for (int branch = 0; branch < 10'000; ++branch) {
    text += " \"\" 1/10000";
  }
  text += " } 0 t \"\" 1 \"o\" { 1 1 }";
  for (int branch = 1; branch < 10'000; ++branch) {
    text += " t \"\" 1";
  }

  EXPECT_THAT([&] { (void)form_of(text); },
              ThrowsMessage<InvalidArgument>(HasSubstr("more than 2^36 steps")));
}

/// A fair die, a fair coin and payoffs in sevenths; beyond 2^53, integers are long ones.
TEST(ReducedStrategicForm, OfAnExactTreeIsExact) {
  for (const char* payoff : {"3/7", "123456789012345678901/7"}) {
    std::string text =
        "EFG 2 R \"\" { \"a\" } p \"\" 1 1 \"\" { \"roll\" \"take\" } 0 c \"\" 1 \"\" {";
    for (int face = 0; face < 6; ++face) {
      text += " \"\" 1/6";
    }
    text += " } 0";
    for (int face = 0; face < 6; ++face) {
      text += " c \"\" 2 \"\" { \"h\" 1/2 \"t\" 1/2 } 0 t \"\" 1 \"\" { " + std::string(payoff) +
              " } t \"\" 1";
    }
    text += " t \"\" 1";

    const NormalFormGame form = form_of(text);

    EXPECT_TRUE(form.is_exact());
    EXPECT_THAT(form.exact_payoffs(0), Each(*Fraction::parse(payoff)));
    EXPECT_EQ(form.payoffs(0)[0], form.payoffs(0)[1]);
  }
}

TEST(ReducedStrategicForm, OfATreeOfDoublesIsNotExact) {
  ExtensiveGame game = parse_efg(testing::kCentipede).game.value();
  game.outcomes[0].exact_payoffs.clear();

  EXPECT_FALSE(reduced_strategic_form(game).is_exact());
}

TEST(ReducedStrategicForm, RefusesSumsThatOverflow) {
  EXPECT_THAT(
      [] { (void)form_of(R"(EFG 2 R "" { "a" } p "" 1 1 "" { "x" } 1 "" { 1e308 } t "" 1)"); },
      ThrowsMessage<InvalidArgument>(HasSubstr("payoffs must be finite")));
}

TEST(ReducedStrategicForm, ChecksTheGame) {
  ExtensiveGame game = parse_efg(testing::kCentipede).game.value();
  game.nodes[0].children.pop_back();

  EXPECT_THROW((void)reduced_strategic_form(game), InvalidArgument);
}

/// Whatever parse_efg() lets through is a game, and has a form unless sums overflow.
TEST(ReducedStrategicForm, OfDamagedFilesThatCanBeRead) {
  boost::random::mt19937_64 engine(11);
  int num_read = 0;
  for (int copy = 0; copy < 4'000; ++copy) {
    const char* const texts[] = {testing::kSeltensHorse, testing::kMyersonsPoker};
    const auto parsed = parse_efg(testing::damaged(texts[copy % 2], "12/e \n", engine));
    if (parsed.game) {
      ++num_read;
      try {
        EXPECT_GE(reduced_strategic_form(*parsed.game).num_profiles(), 1U);
      } catch (const InvalidArgument& error) {
        EXPECT_THAT(error.what(), HasSubstr("payoffs must be finite"));
      }
    }
  }
  EXPECT_GT(num_read, 400);
}

/// Games with and without perfect recall, against plain strategies: the tree is played out by each
/// profile of them.
TEST(ReducedStrategicForm, PaysWhatPlainStrategiesPay) {
  int num_forgetful = 0;
  int num_open = 0;
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    SCOPED_TRACE(seed);
    const testing::RandomTree tree = testing::random_tree(seed);
    const NormalFormGame form = reduced_strategic_form(tree.game);
    std::vector<std::vector<int>> plain = testing::plain_profiles(tree);

    for (std::size_t i = 0; i < form.num_players(); ++i) {
      num_forgetful += tree.game.has_perfect_recall(i) ? 0 : 1;
      for (const std::string& name : form.strategy_names[i]) {
        num_open += name != "*" && name.find('*') != std::string::npos ? 1 : 0;
        EXPECT_EQ(testing::sets_reached(tree, i, name), testing::sets_named(tree, i, name)) << name;
      }
    }
    for (const std::vector<int>& profile : plain) {
      std::vector<int> reduced;
      for (std::size_t i = 0; i < form.num_players(); ++i) {
        const auto matches = testing::matches(tree, i, form.strategy_names[i], profile);
        ASSERT_EQ(matches.size(), 1U);
        reduced.push_back(matches.front());
      }
      const std::vector<double> expected = testing::payoffs_of_play(tree.game, profile);
      for (std::size_t i = 0; i < form.num_players(); ++i) {
        ASSERT_NEAR(form.payoffs(i)[form.profile_index(reduced)], expected[i], 1e-12);
      }
    }
  }
  EXPECT_GT(num_forgetful, 100);
  EXPECT_GT(num_open, 1'000);
}

}  // namespace
}  // namespace demarche
