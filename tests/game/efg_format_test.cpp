// SPDX-License-Identifier: MIT
#include "demarche/game/efg_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "demarche/core/error.hpp"
#include "support/game_texts.hpp"
#include "support/malformed_text.hpp"

namespace demarche {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::MalformedText;
using ::testing::ThrowsMessage;

TEST(ParseEfg, ReadsChanceInformationSetsAndOutcomesDescribedOnce) {
  const auto parsed = parse_efg(testing::kMyersonsPoker);

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  const ExtensiveGame& game = *parsed.game;
  EXPECT_NO_THROW(game.check());
  EXPECT_EQ(game.title, "A card game");
  EXPECT_THAT(game.player_names, ElementsAre("Fred", "Alice"));
  ASSERT_EQ(game.nodes.size(), 11U);
  ASSERT_EQ(game.information_sets.size(), 4U);
  EXPECT_EQ(game.information_sets[0].player, std::nullopt);
  EXPECT_THAT(game.information_sets[0].probabilities, ElementsAre(0.5, 0.5));
  EXPECT_EQ(game.information_sets[2].name, "raised");
  EXPECT_EQ(game.information_sets[2].player, 1U);
  EXPECT_EQ(game.nodes[2].information_set, game.nodes[7].information_set);
  EXPECT_THAT(game.nodes[0].children, ElementsAre(1, 6));
  EXPECT_THAT(game.nodes[1].children, ElementsAre(2, 5));
  ASSERT_EQ(game.outcomes.size(), 4U);
  EXPECT_EQ(game.nodes[4].outcome, game.nodes[5].outcome);
  EXPECT_EQ(game.nodes[4].outcome, game.nodes[9].outcome);
  EXPECT_THAT(game.outcomes[2].payoffs, ElementsAre(-2, 2));
}

TEST(ParseEfg, KeepsCommentsAndNumbersSetsByPlayer) {
  const auto parsed = parse_efg(testing::kSeltensHorse);

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  EXPECT_EQ(parsed.game->comment, "three players");
  EXPECT_EQ(parsed.game->information_sets.size(), 3U);  // All numbered 1 in the file.
}

TEST(ParseEfg, ReadsAnyBlanksAndAGameOfOneNode) {
  const auto parsed =
      parse_efg("EFG\t2\r\nR\"A \\\"game\\\" \\alpha\"{\"a\",\"b\"}t\"\"7\"o\"{1,,-1/4}");

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  EXPECT_EQ(parsed.game->title, "A \"game\" \\alpha");
  EXPECT_THAT(parsed.game->outcomes[0].payoffs, ElementsAre(1, -0.25));
}

TEST(ParseEfg, TakesProbabilitiesRoundedToSixDecimals) {
  const auto parsed = parse_efg(
      "EFG 2 R \"\" { \"a\" } c \"\" 1 \"\" { \"1\" .333333 \"2\" .333333 \"3\" .333333 } 0"
      " t \"\" 0 t \"\" 0 t \"\" 0");

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  EXPECT_THAT(parsed.game->information_sets[0].probabilities,
              Each(::testing::DoubleNear(1.0 / 3.0, 1e-15)));
}

TEST(ParseEfg, DividesRoundedProbabilitiesExactly) {
  const auto game =
      parse_efg(
          "EFG 2 R \"\" { \"a\" } c \"\" 1 \"\" { \"1\" .333333 \"2\" .333333 \"3\" .333333 } 0"
          " t \"\" 0 t \"\" 0 t \"\" 0")
          .game.value();

  EXPECT_TRUE(game.is_exact());
  EXPECT_THAT(game.information_sets[0].exact_probabilities, Each(Fraction(1, 3)));
  EXPECT_THAT(game.information_sets[0].probabilities, Each(1.0 / 3.0));
}

/// Sixteen digits of 1/7, seven times, differ from 1 by less than a double can tell.
TEST(ParseEfg, DividesProbabilitiesThatLookLikeOneInDoubles) {
  std::string text = "EFG 2 R \"\" { \"a\" } c \"\" 1 \"\" {";
  for (int k = 0; k < 7; ++k) {
    text += " \"\" 0.1428571428571428";
  }
  text += " } 0";
  for (int k = 0; k < 7; ++k) {
    text += " t \"\" 0";
  }

  EXPECT_THAT(parse_efg(text).game.value().information_sets[0].exact_probabilities,
              Each(Fraction(1, 7)));
}

TEST(ParseEfg, ComparesDescriptionsExactly) {
  const auto parsed = parse_efg(
      "EFG 2 R \"\" { \"a\" } p \"\" 1 1 \"\" { \"l\" \"r\" } 0\n"
      "t \"\" 1 \"\" { 1 }\nt \"\" 1 \"\" { 1.00000000000000000001 }");

  EXPECT_FALSE(parsed.game);
}

/// A recursive reader would run out of stack.
TEST(ParseEfg, ReadsATreeAHundredThousandNodesDeep) {
  std::string text = "EFG 2 R \"\" { \"a\" } p \"\" 1 1 \"\" { \"go\" } 0\n";
  for (int k = 1; k < 100'000; ++k) {
    text += "p \"\" 1 1 0\n";
  }

  const auto parsed = parse_efg(text + "t \"\" 0");
  const auto unfinished = parse_efg(text);

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  EXPECT_EQ(parsed.game->nodes.size(), 100'001U);
  ASSERT_EQ(unfinished.problems.size(), 1U);
  EXPECT_EQ(unfinished.problems[0].line, 100'001);
  EXPECT_THAT(unfinished.problems[0].message,
              HasSubstr("expected child 1 of 1 of a node, after its action \"go\""));
}

TEST(ParseEfg, RefusesTreesWithTooManyNodes) {
  std::string text = "EFG 2 R \"\" { \"a\" } p\"\"1 1\"\"{\"go\"}0\n";
  for (int k = 0; k < 1 << 22; ++k) {
    text += "p\"\"1 1 0\n";
  }

  const auto parsed = parse_efg(text);

  ASSERT_EQ(parsed.problems.size(), 1U);
  EXPECT_THAT(parsed.problems[0].message, HasSubstr("at most 4194304 nodes"));
}

class MalformedEfg : public ::testing::TestWithParam<MalformedText> {};

TEST_P(MalformedEfg, IsToldWithItsPlace) {
  const std::string start = "EFG 2 R \"\" { \"a\" \"b\" }\n";
  const std::string text = GetParam().line == 1 ? GetParam().text : start + GetParam().text;

  const auto parsed = parse_efg(text);

  EXPECT_FALSE(parsed.game);
  testing::expect_first_problem(parsed.problems, GetParam());
  testing::expect_places_in(text, parsed.problems);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    MalformedEfg,
    ::testing::Values(
        MalformedText{"", 1, 1, "expected EFG, found the end of the file"},
        MalformedText{"NFG 1 R", 1, 1, "expected EFG, found 'NFG'"},
        MalformedText{"\"EFG", 1, 1, "no closing quote"},
        MalformedText{"EFG 1 R", 1, 5, "expected the format's version, 2, found '1'"},
        MalformedText{"EFG 2 R \"\" { }", 1, 12, "at least one player"},
        MalformedText{"", 2, 1, "expected the first node of the tree: a node's c, p or t"},
        MalformedText{"x \"\" 0", 2, 1, "found 'x'"},
        MalformedText{"t 0", 2, 3, "expected the node's name in quotes, found '0'"},
        MalformedText{"t \"\"", 2, 5, "expected the number of an outcome, 0 for none"},
        MalformedText{"t \"\" -1", 2, 6, "expected the number of an outcome"},
        MalformedText{"t \"\" 3", 2, 6, "outcome 3 has not been described"},
        MalformedText{"t \"\" 0 \"o\" { 1 2 }", 2, 8, "outcome 0 is none"},
        MalformedText{"t \"\" 1 \"o\" { 1 }", 2, 16, "expected 2 payoffs of an outcome, found 1"},
        MalformedText{
            "t \"\" 1 \"o\" { 1 2 3 }", 2, 18, "expected '}' after the outcome's payoffs"},
        MalformedText{"t \"\" 1 \"o\" { 1 two }", 2, 16, "expected a finite number, found 'two'"},
        MalformedText{"t \"\" 0 t \"\" 0", 2, 8, "the tree is complete; expected the end"},
        MalformedText{"p \"\" 3 1 \"\" { \"l\" } 0 t \"\" 0", 2, 6, "number of a player, 1 to 2"},
        MalformedText{"p \"\" 1 1 0", 2, 8, "information set 1 of player 1 has not been described"},
        MalformedText{"p \"\" 1 0 \"\" { \"l\" } 0 t \"\" 0", 2, 8, "information set, at least 1"},
        MalformedText{"p \"\" 1 1 \"\" { } 0", 2, 15, "expected at least one action"},
        MalformedText{"p \"\" 1 1 \"\" { \"l\" 0 } 0", 2, 19, "or '}' after the actions"},
        MalformedText{"p \"\" 1 1 \"\" { \"l\" \"r\" } 0 t \"\" 0",
                      2,
                      33,
                      "expected child 2 of 2 of a node, after its action \"r\""},
        MalformedText{
            "p \"\" 1 1 \"\" { \"l\" } 0 p \"\" 1 1 \"\" { \"l\" \"r\" } 0 t \"\" 0 t \"\" 0",
            2,
            32,
            "information set 1 of player 1 has 2 actions here, but 1"},
        MalformedText{"p \"\" 1 1 \"\" { \"l\" } 0 p \"\" 1 1 \"\" { \"r\" } 0 t \"\" 0",
                      2,
                      32,
                      "other names here"},
        MalformedText{"p \"\" 2 1 \"\" { \"l\" } 1 \"o\" { 1 2 } t \"\" 1 \"o\" { 1 3 }",
                      2,
                      40,
                      "outcome 1 has another name or other payoffs"},
        MalformedText{"c \"\" 1 \"\" { \"l\" 1/2 \"r\" 1/3 } 0 t \"\" 0 t \"\" 0",
                      2,
                      13,
                      "the probabilities sum to 0.833333333, not to 1"},
        MalformedText{"c \"\" 1 \"\" { \"l\" -1 \"r\" 2 } 0 t \"\" 0 t \"\" 0", 2, 17, "in [0, 1]"},
        MalformedText{"c \"\" 1 \"\" { \"l\" \"r\" } 0",
                      2,
                      17,
                      "the probability of \"l\", found the text \"r\""},
        MalformedText{"c \"\" 4 0", 2, 6, "chance move 4 has not been described"},
        MalformedText{"c \"\" 1 \"\" { \"l\" 1 \"r\" 0 } 0 c \"\" 1 \"\" { \"l\" 0 \"r\" 1 } 0 "
                      "t \"\" 0 t \"\" 0 t \"\" 0",
                      2,
                      36,
                      "chance move 1 has other probabilities here"}));

TEST(ParseEfg, ReportsEveryProblemThatLeavesTheTreeClear) {
  const auto parsed = parse_efg(R"(EFG 2 R "" { "a" }
c "" 1 "" { "x" 1/2 "y" 1/0 } 9
p "" 2 1 "" { "l" } 0
t "" 1 "o" { one }
t "" 1 "o" { 2 } extra)");

  std::vector<int> lines;
  for (const auto& problem : parsed.problems) {
    lines.push_back(problem.line);
  }
  // Division by 0, the sum, the outcome, the player, the payoff, the outcome's other payoff, extra.
  EXPECT_THAT(lines, ElementsAre(2, 2, 2, 3, 4, 5, 5));
}

/// Damaged files are read or refused; nothing else.
TEST(ParseEfg, SurvivesDamage) {
  const int num_refused = testing::num_refused_of_damaged(
      {testing::kSeltensHorse, testing::kMyersonsPoker, testing::kCentipede},
      "{}\"\\/19 -eNcpt\n",
      6'000,
      parse_efg);

  EXPECT_GT(num_refused, 3'000);
}

TEST(ReadEfg, NamesTheFileAndEveryProblem) {
  const auto path = std::filesystem::temp_directory_path() / "demarche_read_efg_test.efg";
  std::ofstream(path) << "EFG 2 R \"\" { \"a\" }\nt \"\" 4";

  EXPECT_THAT([&] { (void)read_efg(path); },
              ThrowsMessage<InvalidArgument>(HasSubstr("test.efg:2:6: outcome 4")));
  std::ofstream(path) << testing::kCentipede;
  EXPECT_EQ(read_efg(path).nodes.size(), 9U);
  std::filesystem::remove(path);
  EXPECT_THROW((void)read_efg(path), IoError);
}

}  // namespace
}  // namespace demarche
