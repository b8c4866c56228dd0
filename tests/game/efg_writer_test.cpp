// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "demarche/core/error.hpp"
#include "demarche/game/efg_format.hpp"
#include "demarche/game/reduced_strategic_form.hpp"
#include "support/extensive_games.hpp"
#include "support/game_texts.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// A game of one chance move.
ExtensiveGame lottery(const std::vector<double>& probabilities) {
  ExtensiveGame game;
  game.player_names = {"a"};
  game.information_sets.push_back({"draw", std::nullopt, {}, probabilities});
  game.nodes.push_back({"", 0, std::nullopt, {}});
  for (std::size_t k = 0; k < probabilities.size(); ++k) {
    game.information_sets[0].actions.push_back(std::to_string(k));
    game.outcomes.push_back({.name = "", .payoffs = {static_cast<double>(k)}});
    game.nodes.push_back({"", std::nullopt, k, {}});
    game.nodes[0].children.push_back(k + 1);
  }
  return game;
}

/// The strategic form does not depend on how nodes and sets are numbered.
TEST(FormatEfg, ReadsBackToTheSameGame) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    ExtensiveGame game = testing::random_tree(seed).game;
    game.title = "a \"title\" \\";
    game.comment = "of two\nlines";

    const auto parsed = parse_efg(format_efg(game));

    ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
    EXPECT_EQ(parsed.game->title, game.title);
    EXPECT_EQ(parsed.game->comment, game.comment);
    EXPECT_EQ(parsed.game->nodes.size(), game.nodes.size());
    const NormalFormGame expected = reduced_strategic_form(game);
    const NormalFormGame actual = reduced_strategic_form(*parsed.game);
    ASSERT_EQ(actual.num_strategies(), expected.num_strategies());
    for (std::size_t i = 0; i < expected.num_players(); ++i) {
      for (std::size_t p = 0; p < expected.num_profiles(); ++p) {
        EXPECT_NEAR(actual.payoffs(i)[p], expected.payoffs(i)[p], 1e-9);
      }
    }
    EXPECT_EQ(format_efg(*parsed.game), format_efg(*parse_efg(format_efg(*parsed.game)).game));
  }
}

TEST(FormatEfg, SaysEachThingWhereItComesFirst) {
  const std::string text = format_efg(*parse_efg(testing::kSeltensHorse).game);

  EXPECT_THAT(text, HasSubstr("\"three players\""));
  EXPECT_THAT(text, HasSubstr("p \"\" 3 1 \"three\" { \"R\" \"L\" } 0\n"));
  EXPECT_THAT(text, HasSubstr("p \"\" 3 1 0\n"));
}

TEST(FormatEfg, WritesProbabilitiesThatSumToOneExactly) {
  EXPECT_THAT(format_efg(lottery({1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0})),
              HasSubstr("{ \"0\" 1/3 \"1\" 1/3 \"2\" 1/3 }"));
  EXPECT_THAT(format_efg(lottery({0.1, 0.25, 0.65})),
              HasSubstr("{ \"0\" 1/10 \"1\" 1/4 \"2\" 13/20 }"));
  EXPECT_THAT(format_efg(lottery({1.0, 0.0})), HasSubstr("{ \"0\" 1 \"1\" 0 }"));
  const double odd = 0.123456789012345;
  const auto parsed = parse_efg(format_efg(lottery({odd, 1.0 - odd})));
  ASSERT_TRUE(parsed.game);
  EXPECT_NEAR(parsed.game->information_sets[0].probabilities[0], odd, 1e-16);
}

TEST(FormatEfg, GivesBackTheFractionsThatWereRead) {
  const std::string text =
      "EFG 2 R \"\" { \"a\" }\n\"\"\n\n"
      "c \"\" 1 \"\" { \"0\" 123456789/987654321 \"1\" 96021948/109739369 } 0\n"
      "t \"\" 1 \"\" { 1/3 }\nt \"\" 2 \"\" { 0.1 }\n";
  const auto game = parse_efg(text).game.value();

  EXPECT_TRUE(game.is_exact());
  EXPECT_EQ(format_efg(game),
            "EFG 2 R \"\" { \"a\" }\n\"\"\n\n"
            "c \"\" 1 \"\" { \"0\" 13717421/109739369 \"1\" 96021948/109739369 } 0\n"
            "t \"\" 1 \"\" { 1/3 }\nt \"\" 2 \"\" { 0.1 }\n");
}

TEST(FormatEfg, WritesATreeAHundredThousandNodesDeep) {
  ExtensiveGame game;
  game.player_names = {"a"};
  game.information_sets.push_back({"", 0, {"go"}, {}});
  for (std::size_t k = 1; k <= 100'000; ++k) {
    game.nodes.push_back({"", 0, std::nullopt, {k}});
  }
  game.nodes.emplace_back();

  EXPECT_EQ(parse_efg(format_efg(game)).game->nodes.size(), 100'001U);
}

TEST(FormatEfg, RefusesWhatIsNoGame) {
  ExtensiveGame game = lottery({0.5, 0.5});
  game.information_sets[0].probabilities[0] = 0.7;

  EXPECT_THAT([&] { (void)format_efg(game); }, ThrowsMessage<InvalidArgument>(HasSubstr("sum")));
}

TEST(WriteEfg, WritesAFile) {
  const auto path = std::filesystem::temp_directory_path() / "demarche_efg_writer_test.efg";

  write_efg(lottery({0.25, 0.75}), path);

  EXPECT_THAT(read_efg(path).information_sets[0].probabilities, ElementsAre(0.25, 0.75));
  std::filesystem::remove(path);
  EXPECT_THROW(write_efg(lottery({1.0}), "/none/such/game.efg"), IoError);
}

}  // namespace
}  // namespace demarche
