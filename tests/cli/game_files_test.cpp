// SPDX-License-Identifier: MIT
// Game files of every format, solved and converted as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/game_texts.hpp"
#include "support/program.hpp"

namespace demarche {
namespace {

using testing::contents;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class GameFiles : public testing::Program {
 protected:
  /// A path in the test's folder.
  [[nodiscard]] std::string path(const char* name) const { return (folder_ / name).string(); }
};

TEST_F(GameFiles, SolvesTheCardGameFromItsTree) {
  const auto outcome =
      run("solve " + write("poker.efg", testing::kMyersonsPoker) + " --concept zero-sum --json");

  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const auto json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["players"], (std::vector<std::string>{"Fred", "Alice"}));
  ASSERT_EQ(json["equilibria"].size(), 1U);
  EXPECT_NEAR(json["equilibria"][0]["payoffs"][0].get<double>(), 1.0 / 3.0, 1e-12);
  EXPECT_NEAR(json["equilibria"][0]["strategies"][0][0].get<double>(), 1.0 / 3.0, 1e-12);
}

TEST_F(GameFiles, NamesReducedStrategiesInTheAnswer) {
  const auto outcome =
      run("solve " + write("centipede.efg", testing::kCentipede) + " --concept pure");

  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("    take "));
}

TEST_F(GameFiles, AnswersAlikeWhicheverFormatHoldsTheGame) {
  const std::string tree = write("horse.efg", testing::kSeltensHorse);
  const std::string solve = " --concept pure --json";
  const auto expected = nlohmann::json::parse(run("solve " + tree + solve).out);
  ASSERT_EQ(expected["equilibria"].size(), 2U);

  ASSERT_EQ(run("convert " + tree + " " + path("a.nfg")).code, 0);
  ASSERT_EQ(run("convert " + tree + " " + path("o.nfg") + " --outcomes").code, 0);
  ASSERT_EQ(run("convert " + path("o.nfg") + " " + path("a.gam")).code, 0);
  ASSERT_EQ(run("convert " + path("a.gam") + " " + path("b.nfg")).code, 0);

  for (const char* name : {"a.nfg", "o.nfg", "a.gam", "b.nfg"}) {
    const auto outcome = run("solve " + path(name) + solve);
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(nlohmann::json::parse(outcome.out)["equilibria"], expected["equilibria"]) << name;
  }
  EXPECT_THAT(contents(path("a.nfg")), HasSubstr("NFG 1 R \"Selten's horse\""));
  EXPECT_THAT(contents(path("o.nfg")), HasSubstr("{ \"1\" 1 1 1 }"));
}

TEST_F(GameFiles, FractionsDecideTies) {
  const std::string thirds = write("thirds.nfg",
                                   "NFG 1 R \"ties in thirds\" { \"R\" \"C\" } { 3 2 }\n"
                                   "1/3 1  2/3 0  1/2 1  2/3 0  1/3 1  1/2 0\n");

  const auto answer = nlohmann::json::parse(run("solve " + thirds + " --concept nash --json").out);

  EXPECT_EQ(answer["equilibria"].size(), 2U);
  EXPECT_EQ(answer["components"], (std::vector<std::vector<int>>{{0, 1}}));
  EXPECT_EQ(answer["method"], "vertex enumeration in exact arithmetic");
  EXPECT_EQ(answer["degenerate"], true);
  const auto left =
      nlohmann::json::parse(run("solve " + thirds + " --concept dominance --json").out);
  for (const double probability : left["equilibria"][0]["strategies"][0]) {
    EXPECT_GT(probability, 0.0);
  }
}

TEST_F(GameFiles, ADieIsWorthWhatItsFacesPay) {
  std::string die =
      "EFG 2 R \"a die whose every face pays 1\" { \"A\" \"B\" }\n\"\"\n"
      "p \"\" 1 1 \"\" { \"roll\" \"take\" \"leave\" } 0\nc \"\" 1 \"\" {";
  for (int face = 1; face <= 6; ++face) {
    die += " \"" + std::to_string(face) + "\" 1/6";
  }
  die += " } 0\nt \"\" 1 \"one\" { 1 0 }\n";
  for (int face = 2; face <= 6; ++face) {
    die += "t \"\" 1\n";
  }
  const std::string tree = write("die.efg", die + "t \"\" 1\nt \"\" 2 \"nothing\" { 0 0 }\n");
  ASSERT_EQ(run("convert " + tree + " " + path("die.nfg")).code, 0);
  EXPECT_THAT(contents(path("die.nfg")), HasSubstr("\n1 0\n1 0\n0 0\n"));

  for (const std::string& file : {tree, path("die.nfg")}) {
    for (const char* name : {"nash", "pure"}) {
      const auto json =
          nlohmann::json::parse(run("solve " + file + " --json --concept " + name).out);
      EXPECT_EQ(json["equilibria"].size(), 2U) << file << ", " << name;
      EXPECT_EQ(json["degenerate"], true);
    }
    const auto left =
        nlohmann::json::parse(run("solve " + file + " --json --concept dominance").out);
    EXPECT_EQ(left["equilibria"][0]["strategies"][0], (std::vector<double>{0.5, 0.5, 0.0}));
  }
  const auto play =
      nlohmann::json::parse(run("solve " + tree + " --json --concept sequential").out);
  EXPECT_EQ(play["complete"], false);
  EXPECT_EQ(play["degenerate"], true);
  EXPECT_EQ(play["tied_sets"], (std::vector<int>{0}));
  EXPECT_EQ(play["payoffs"], (std::vector<double>{1.0, 0.0}));
  EXPECT_EQ(play["max_regret"], 0.0);
}

TEST_F(GameFiles, NotesThatGamHasNoFractions) {
  const std::string game = write("game.nfg", "NFG 1 R \"\" { \"a\" } { 2 }\n1/3 0.1\n");

  EXPECT_THAT(run("convert " + game + " " + path("a.nfg")).err, IsEmpty());
  EXPECT_THAT(contents(path("a.nfg")), HasSubstr("\n1/3\n0.1\n"));
  EXPECT_THAT(run("convert " + game + " " + path("a.gam")).err,
              HasSubstr("a.gam has decimals for fractions that no decimal holds"));
  EXPECT_THAT(contents(path("a.gam")), HasSubstr("0.3333333333333333 0.1"));
  const std::string decimals = write("decimals.nfg", "NFG 1 R \"\" { \"a\" } { 2 }\n1/4 0.1\n");
  EXPECT_THAT(run("convert " + decimals + " " + path("b.gam")).err, IsEmpty());
}

TEST_F(GameFiles, TellsEveryProblemAndWritesNothing) {
  const std::string game = write("broken.efg",
                                 "EFG 2 R \"\" { \"a\" }\n"
                                 "c \"\" 1 \"\" { \"x\" 1/2 \"y\" 1/3 } 0\n"
                                 "t \"\" 7\n"
                                 "t \"\" 1 \"o\" { one }\n");

  const auto outcome = run("convert " + game + " " + path("out.nfg"));

  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err,
              HasSubstr("broken.efg:2:13: the probabilities sum to 0.833333333, not to 1\n"));
  EXPECT_THAT(outcome.err, HasSubstr("broken.efg:3:6: outcome 7 has not been described"));
  EXPECT_THAT(outcome.err, HasSubstr("broken.efg:4:14: expected a finite number, found 'one'"));
  EXPECT_FALSE(std::filesystem::exists(path("out.nfg")));
}

TEST_F(GameFiles, SaysWhichExtensionsItKnows) {
  const std::string game = write("game.gam", "1 2 3 4");

  EXPECT_THAT(run("solve " + write("game.txt", "1 2 3 4")).err,
              HasSubstr("game.txt: unknown extension '.txt'; games are read from .nfg, .efg and "
                        ".gam files"));
  EXPECT_THAT(run("convert " + game + " " + path("game.efg")).err,
              HasSubstr("games are written to .nfg and .gam files"));
  EXPECT_THAT(run("convert " + game + " " + path("b.gam") + " --outcomes").err,
              HasSubstr("a .gam file has no outcomes"));
  EXPECT_EQ(run("convert " + game).code, 2);
  EXPECT_EQ(run("convert " + path("none.gam") + " " + path("b.nfg")).code, 1);
}

/// The threat to fight is empty: the second player shares if the first one enters.
constexpr auto kEntry = R"(EFG 2 R "Entry" { "first" "second" }
p "" 1 1 "entry" { "out" "in" } 0
t "" 1 "out" { 0 4 }
p "" 2 1 "answer" { "fight" "share" } 0
t "" 2 "fight" { -1 0 }
t "" 3 "share" { 2 2 })";

TEST_F(GameFiles, SequentialSolvesATreeAsATree) {
  const std::string entry = write("entry.efg", kEntry);

  const auto text = run("solve " + entry + " --concept sequential").out;
  const auto piped = run("solve - --concept sequential < " + entry).out;
  const auto json =
      nlohmann::json::parse(run("solve " + entry + " --concept sequential --json").out);
  const auto refused = run("solve " + entry + " --concept sequential --order second,first");

  EXPECT_THAT(text, HasSubstr("concept sequential: converged, the only answer"));
  EXPECT_THAT(text, HasSubstr("    answer\n      share "));
  EXPECT_EQ(piped, text);
  EXPECT_EQ(json["payoffs"], (std::vector<double>{2.0, 2.0}));
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("a tree says who moves when"));
}

TEST_F(GameFiles, QreOfATreeHasAnAgentAtEachInformationSet) {
  const auto json = nlohmann::json::parse(
      run("solve " + write("entry.efg", kEntry) + " --concept qre --lambda 0 --json").out);

  EXPECT_EQ(json["information_sets"][1]["probabilities"], (std::vector<double>{0.5, 0.5}));
  EXPECT_EQ(json["payoffs"][0], 0.25);
}

/// "Out" is best against any threat that is likely enough: two extreme equilibria, one play.
TEST_F(GameFiles, EquilibriaThatDifferWherePlayNeverComesAreOnePlay) {
  const std::string entry = write("entry.efg", kEntry);

  const auto text = run("solve " + entry).out;
  const auto json = nlohmann::json::parse(run("solve --json " + entry).out);

  EXPECT_THAT(text, HasSubstr("play 1 of 2: 2 equilibria that differ where play never comes"));
  EXPECT_THAT(text, HasSubstr("play 2 of 2: equilibrium "));
  EXPECT_EQ(json["equilibria"].size(), 3U);
  EXPECT_EQ(json["plays"].size(), 2U);
}

}  // namespace
}  // namespace demarche
