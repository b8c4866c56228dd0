// SPDX-License-Identifier: MIT
#include "demarche/game/nfg_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>

#include "demarche/core/error.hpp"
#include "support/games.hpp"
#include "support/malformed_text.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::MalformedText;
using ::testing::ThrowsMessage;

constexpr auto kPayoffs = R"(NFG 1 R "A game" { "Row" "Col\"umn" }
{ { "up" "down" } { "left" "middle" "right" } }
"a comment"
1 -1  2 -2  3 1/2  4 .5  5e0 0  6 +7
)";

constexpr auto kOutcomes = R"(NFG 1 D "Outcomes" { "A" "B" } { 2 2 }
{ { "both" 1, 2 } { "neither" -1.5, 1/4, } }
1 0 2 1
)";

TEST(ParseNfg, ReadsPayoffsWithTheFirstPlayersStrategyFastest) {
  const auto parsed = parse_nfg(kPayoffs);

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  const NormalFormGame& game = *parsed.game;
  EXPECT_EQ(game.title, "A game");
  EXPECT_THAT(game.player_names, ElementsAre("Row", "Col\"umn"));
  EXPECT_THAT(game.strategy_names[1], ElementsAre("left", "middle", "right"));
  EXPECT_THAT(game.payoffs(0), ElementsAre(1, 3, 5, 2, 4, 6));
  EXPECT_THAT(game.payoffs(1), ElementsAre(-1, 0.5, 0, -2, 0.5, 7));
}

TEST(ParseNfg, ReadsOutcomesAndCounts) {
  const auto parsed = parse_nfg(kOutcomes);

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  EXPECT_THAT(parsed.game->strategy_names[0], ElementsAre("1", "2"));
  EXPECT_THAT(parsed.game->payoffs(0), ElementsAre(1, -1.5, 0, 1));
  EXPECT_THAT(parsed.game->payoffs(1), ElementsAre(2, 0.25, 0, 2));
}

TEST(ParseNfg, KeepsBackslashesThatEscapeNothing) {
  const auto parsed = parse_nfg(R"(NFG 1 R "\alpha \\ \"" { "\\" } { 1 } 3)");

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  EXPECT_EQ(parsed.game->title, R"(\alpha \ ")");
  EXPECT_THAT(parsed.game->player_names, ElementsAre("\\"));
}

TEST(ParseNfg, ReadsNumbersOfEveryForm) {
  const auto parsed =
      parse_nfg("NFG 1 R \"\" { \"a\" } { 9 }\n-1/2 +3 .25 5. 1E2 -1.5e-1 2e+1 0/7 1/-4");

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  EXPECT_THAT(parsed.game->payoffs(0), ElementsAre(-0.5, 3, 0.25, 5, 100, -0.15, 20, 0, -0.25));
}

TEST(ParseNfg, QuotesWithoutControlCharacters) {
  const auto parsed = parse_nfg("NFG 1 R \"\" { \"a\" } { 1 } 3\x1b[31m");

  ASSERT_EQ(parsed.problems.size(), 1U);
  EXPECT_THAT(parsed.problems.front().message, HasSubstr("found '3\\x1b[31m'"));
}

TEST(FormatNfg, ListsEveryOutcomeOnce) {
  NormalFormGame game({2, 2});
  game.payoffs(0)[0] = game.payoffs(0)[3] = 1.5;

  EXPECT_EQ(format_nfg(game, NfgVersion::outcomes),
            "NFG 1 R \"\"\n{ \"1\" \"2\" }\n{ { \"1\" \"2\" } { \"1\" \"2\" } }\n\"\"\n\n"
            "{\n{ \"1\" 1.5 0 }\n{ \"2\" 0 0 }\n}\n1\n2\n2\n1\n");
}

TEST(FormatNfg, RefusesPayoffsThatAreNotFinite) {
  NormalFormGame game({2});
  game.payoffs(0)[1] = std::numeric_limits<double>::quiet_NaN();

  EXPECT_THAT([&] { (void)format_nfg(game); },
              ThrowsMessage<InvalidArgument>(HasSubstr("player 1 gets nan at (2)")));
}

TEST(FormatNfg, GivesBackTheSameGame) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    auto game = testing::random_game({2, 3, static_cast<int>(1 + seed % 3)}, seed);
    game.title = "quotes \" and \\ slashes";
    game.player_names[1] = "é {\"}";

    const auto version = seed % 2 == 0 ? NfgVersion::payoffs : NfgVersion::outcomes;
    const auto parsed = parse_nfg(format_nfg(game, version));

    ASSERT_TRUE(parsed.game);
    EXPECT_EQ(parsed.game->title, game.title);
    EXPECT_EQ(parsed.game->player_names, game.player_names);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_TRUE(std::equal(
          game.payoffs(i).begin(), game.payoffs(i).end(), parsed.game->payoffs(i).begin()));
    }
  }
}

TEST(FormatNfg, GivesBackTheFractionsThatWereRead) {
  const std::string numbers = "1/3 0.1 -2/7 1e-400 0.25 7 123456789012345678901/3 1e3 0 5/10";
  const auto game = parse_nfg("NFG 1 R \"\" { \"a\" } { 10 }\n" + numbers).game.value();

  EXPECT_TRUE(game.is_exact());
  EXPECT_EQ(game.exact_payoffs(0)[1], Fraction(1, 10));
  const std::string text = format_nfg(game);
  EXPECT_THAT(text, HasSubstr("\n1/3\n0.1\n-2/7\n1/10"));
  EXPECT_THAT(text, HasSubstr("\n0.25\n7\n123456789012345678901/3\n1000\n0\n0.5\n"));
  const auto again = parse_nfg(text).game.value();
  EXPECT_TRUE(std::ranges::equal(again.exact_payoffs(0), game.exact_payoffs(0)));
}

TEST(FormatNfg, WritesDoublesAfterAChange) {
  auto game = parse_nfg("NFG 1 R \"\" { \"a\" } { 2 }\n1/3 2/3").game.value();
  game.payoffs(0)[1] = 0.5;

  EXPECT_FALSE(game.is_exact());
  EXPECT_THAT(format_nfg(game), HasSubstr("\n0.3333333333333333\n0.5\n"));
}

TEST(FormatNfg, KeepsOutcomesApartThatHaveTheSameDoubles) {
  const auto game =
      parse_nfg("NFG 1 R \"\" { \"a\" } { 2 }\n1 1.00000000000000000001").game.value();

  const auto again = parse_nfg(format_nfg(game, NfgVersion::outcomes)).game.value();

  EXPECT_LT(again.exact_payoffs(0)[0], again.exact_payoffs(0)[1]);
}

class MalformedNfg : public ::testing::TestWithParam<MalformedText> {};

TEST_P(MalformedNfg, IsToldWithItsPlace) {
  const auto parsed = parse_nfg(GetParam().text);

  EXPECT_FALSE(parsed.game);
  testing::expect_first_problem(parsed.problems, GetParam());
  testing::expect_places_in(GetParam().text, parsed.problems);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    MalformedNfg,
    ::testing::Values(
        MalformedText{"", 1, 1, "expected NFG, found the end of the file"},
        MalformedText{"EFG 2 R", 1, 1, "expected NFG, found 'EFG'"},
        MalformedText{"NFG 2 R", 1, 5, "expected the format's version, 1, found '2'"},
        MalformedText{"NFG 1 X", 1, 7, "expected R or D, found 'X'"},
        MalformedText{"NFG 1 R title", 1, 9, "expected the game's title in quotes"},
        MalformedText{"NFG 1 R \"title", 1, 9, "no closing quote"},
        MalformedText{"NFG 1 R \"\" { } { }\n", 1, 16, "at least one player"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { 2 2 }\n1 2 3 4",
                      1,
                      20,
                      "strategies of 2 players, but 1 players"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { 0 }\n", 1, 22, "at least 1, found '0'"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { {} }\n", 1, 22, "at least one strategy"},
        MalformedText{"NFG 1 R \"\" { \"a\" \"b\" } { 99999 99999 }\n1",
                      1,
                      26,
                      "more payoffs than the file holds"},
        MalformedText{
            "NFG 1 R \"\" { \"a\" } { 2 }\n1 x", 2, 3, "expected a finite number, found 'x'"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { 2 }\n1 1/0", 2, 3, "divides by 0"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { 2 }\n1 1/0e5", 2, 3, "divides by 0"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { 2 }\n1 1e399", 2, 3, "expected a finite number"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { 2 }\n1 inf", 2, 3, "expected a finite number"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { 2 }\n1",
                      2,
                      2,
                      "expected 2 payoffs, found 1 and then the end"},
        MalformedText{
            "NFG 1 R \"\" { \"a\" } { 2 }\n1 2 3", 2, 5, "expected the end of the file, found '3'"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { 2 }\n{ { \"o\" 1 } }\n1 2",
                      3,
                      3,
                      "expected an outcome from 0 to 1, found '2'"},
        MalformedText{"NFG 1 R \"\" { \"a\" } { 2 }\n{ { \"o\" 1 2 } }\n1 1",
                      2,
                      11,
                      "expected '}' after the outcome's payoffs"}));

TEST(ParseNfg, ReportsEveryBadNumberAtOnce) {
  const auto parsed = parse_nfg("NFG 1 R \"\" { \"a\" \"b\" } { 2 2 }\n1 x 2 3\n4 y 5 1/z");

  ASSERT_EQ(parsed.problems.size(), 3U);
  EXPECT_EQ(parsed.problems[1].line, 3);
  EXPECT_EQ(parsed.problems[1].column, 3);
  EXPECT_EQ(parsed.problems[2].column, 7);
}

/// Damaged files are read or refused; nothing else.
TEST(ParseNfg, SurvivesDamage) {
  const int num_refused =
      testing::num_refused_of_damaged({kPayoffs, kOutcomes}, "{}\"\\/19 -eN\n", 20'000, parse_nfg);

  EXPECT_GT(num_refused, 5'000);
}

TEST(ReadNfg, NamesTheFileAndEveryProblem) {
  const auto path = std::filesystem::temp_directory_path() / "demarche_read_nfg_test.nfg";
  std::ofstream(path) << "NFG 1 R \"\" { \"a\" } { 2 }\nx y";

  EXPECT_THAT([&] { (void)read_nfg(path); },
              ThrowsMessage<InvalidArgument>(HasSubstr("test.nfg:2:3: expected")));
  write_nfg(testing::random_game({2, 2}, 1), path);
  EXPECT_EQ(read_nfg(path).num_players(), 2U);
  std::filesystem::remove(path);
  EXPECT_THROW((void)read_nfg(path), IoError);
}

}  // namespace
}  // namespace demarche
