// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/program.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Program;
using ::testing::StartsWith;

constexpr auto kPennies = "NFG 1 R \"\" { \"a\" \"b\" } { 2 2 }\n1 -1 -1 1 -1 1 1 -1\n";
constexpr auto kTrio = "NFG 1 R \"\" { \"a\" \"b\" \"c\" } { 1 1 2 }\n0 0 0 0 0 1\n";

TEST_F(Program, SolvesSeveralGamesIntoAList) {
  const auto pennies = write("pennies.nfg", kPennies);
  const auto trio = write("trio.nfg", kTrio);

  const auto json = nlohmann::json::parse(run("solve " + pennies + " " + trio + " --json").out);
  const auto text = run("solve " + pennies + " " + trio).out;

  ASSERT_EQ(json.size(), 2U);
  EXPECT_EQ(json[0]["game"], pennies);
  EXPECT_FALSE(json[0].contains("seconds"));
  EXPECT_EQ(json[0]["equilibria"][0]["strategies"][0], (std::vector<double>{0.5, 0.5}));
  EXPECT_EQ(json[1]["game"], trio);
  EXPECT_EQ(json[1]["equilibria"][0]["strategies"][2], (std::vector<double>{0.0, 1.0}));
  EXPECT_THAT(text, StartsWith(pennies + "\nconcept nash: converged"));
  EXPECT_THAT(text, HasSubstr("\n" + trio + "\nconcept nash: converged"));
}

TEST_F(Program, TimesSolvingAlone) {
  const auto pennies = write("pennies.nfg", kPennies);

  const auto timed = run("solve --repeat 50 --json " + pennies);

  ASSERT_EQ(timed.code, 0) << timed.err;
  const auto json = nlohmann::json::parse(timed.out);
  EXPECT_GT(json["seconds"].get<double>(), 0.0);
  // Starting the program takes longer than a millisecond; solving this takes some microseconds.
  EXPECT_LT(json["seconds"].get<double>(), 1e-3);
  EXPECT_FALSE(json.contains("game"));
  EXPECT_THAT(run("solve --repeat 3 " + pennies).out, HasSubstr("solved in "));
  EXPECT_EQ(run("solve --repeat 0 " + pennies).code, 2);
}

TEST_F(Program, TellsTheProblemsOfAllGamesAtOnce) {
  const auto pennies = write("pennies.nfg", kPennies);
  const auto broken = write("broken.nfg", "NFG 1 R \"\" { \"a\" } { 2 }\n1 x");

  const auto unread = run("solve " + broken + " " + pennies + " /no/such.nfg");

  EXPECT_EQ(unread.code, 1);
  EXPECT_THAT(unread.out, IsEmpty());
  EXPECT_THAT(unread.err, HasSubstr("broken.nfg:2:3: expected a finite number"));
  EXPECT_THAT(unread.err, HasSubstr("/no/such.nfg"));
}

TEST_F(Program, RefusesOptionsThatTheConceptDoesNotRead) {
  const auto pennies = write("pennies.nfg", kPennies);

  const auto unread = run("solve --level 2 --concept nash " + pennies);

  EXPECT_EQ(unread.code, 1);
  EXPECT_THAT(unread.out, IsEmpty());
  EXPECT_EQ(unread.err, "nash does not read --level; level-k reads it\n");
  EXPECT_THAT(run("solve --concept level-k --mean-level 3 " + pennies).err,
              HasSubstr("level-k does not read --mean-level; cognitive-hierarchy reads it"));
  EXPECT_THAT(run("solve --concept cognitive-hierarchy --mean-level 60 " + pennies).err,
              HasSubstr("mean_level must be in [0, 50], got 60"));
  EXPECT_THAT(run("run chicken --draws 10 --concept pure --level 3").err,
              HasSubstr("pure does not read --level"));
  EXPECT_THAT(run("run chicken --draws 10 --concept pure,nash --level 3").err,
              HasSubstr("pure, nash do not read --level; level-k reads it"));
  EXPECT_EQ(run("run chicken --draws 10 --concept pure,level-k --level 3").code, 0);
  EXPECT_THAT(run("explain chicken --draw 1 --concept nash --level 3").err,
              HasSubstr("nash does not read --level"));
}

TEST_F(Program, SaysWhatASelectionGivesEachEquilibrium) {
  const auto hunt = write("hunt.nfg", "NFG 1 R \"\" { \"a\" \"b\" } { 2 2 }\n3 3 2 0 0 2 2 2\n");

  const auto plain = nlohmann::json::parse(run("solve --json " + hunt).out);
  const auto chosen =
      nlohmann::json::parse(run("solve --json --selection payoff-dominant " + hunt).out);

  EXPECT_FALSE(plain["equilibria"][0].contains("weight"));
  ASSERT_EQ(chosen["equilibria"].size(), 3U);
  EXPECT_EQ(chosen["equilibria"][0]["weight"], 1.0);
  EXPECT_EQ(chosen["equilibria"][1]["weight"], 0.0);
  EXPECT_THAT(run("solve --selection uniform " + hunt).out,
              HasSubstr("selected with weight 0.3333"));
}

TEST_F(Program, AnswersTheGamesThatTheConceptTakes) {
  const auto pennies = write("pennies.nfg", kPennies);
  const auto trio = write("trio.nfg", kTrio);

  const auto outcome = run("solve --concept lemke-howson --json " + trio + " " + pennies);

  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, StartsWith(trio + ": "));
  const auto json = nlohmann::json::parse(outcome.out);
  ASSERT_EQ(json.size(), 1U);
  EXPECT_EQ(json[0]["game"], pennies);
}

/// Whoever leads this game gets 2, the other 1.
TEST_F(Program, PlayersGoByNumberWhereNoNameFits) {
  const auto payoffs = " { 2 2 }\n2 1 0 0 0 0 1 2\n";
  const auto payoff_of_leader = [&](const std::string& names, const std::string& player) {
    const auto file = write("game.nfg", "NFG 1 R \"\" { " + names + " }" + payoffs);
    const auto outcome = run("solve --json --concept stackelberg --player " + player + " " + file);
    return outcome.code == 0 ? nlohmann::json::parse(outcome.out)["equilibria"][0]["payoffs"].dump()
                             : outcome.err;
  };

  EXPECT_EQ(payoff_of_leader("\"\" \"\"", "1"), "[2.0,1.0]");
  EXPECT_EQ(payoff_of_leader("\"\" \"\"", "2"), "[1.0,2.0]");
  EXPECT_EQ(payoff_of_leader("\"A\" \"A\"", "2"), "[1.0,2.0]");
  EXPECT_EQ(payoff_of_leader("\"A\" \"B\"", "2"), "[1.0,2.0]");
  // A name counts before a number.
  EXPECT_EQ(payoff_of_leader("\"2\" \"1\"", "2"), "[2.0,1.0]");
  EXPECT_THAT(payoff_of_leader("\"A\" \"A\"", "A"),
              HasSubstr("several players are called 'A'; give a number, 1 to 2"));
  for (const char* const wrong : {"0", "3", "-1", "1x", "99999999999"}) {
    EXPECT_THAT(payoff_of_leader("\"A\" \"B\"", wrong), HasSubstr("there is no player"));
  }
}

TEST_F(Program, OrdersOfMovesTakeNumbers) {
  const auto file = write("same.nfg", "NFG 1 R \"\" { \"A\" \"A\" } { 2 2 }\n2 1 0 0 0 0 1 2\n");

  const auto json =
      nlohmann::json::parse(run("solve --json --concept sequential --order 2,1 " + file).out);

  EXPECT_EQ(json["equilibria"][0]["payoffs"], (std::vector<double>{1.0, 2.0}));
  const auto pennies = write("pennies.nfg", kPennies);
  EXPECT_THAT(run("solve --concept sequential --order b,b " + pennies).err,
              HasSubstr("--order must name each player once (a, b), got b,b"));
  EXPECT_THAT(run("solve --concept sequential --order 2 " + pennies).err,
              HasSubstr("--order must name each player once (a, b), got 2"));
}

/// A game of 13 by 13 strategies in which both want the same number.
TEST_F(Program, GamesTooLargeForTheDefaultGetOneEquilibriumAndAReason) {
  std::string text = "NFG 1 R \"\" { \"a\" \"b\" } { 13 13 }\n";
  for (int p = 0; p < 169; ++p) {
    text += p % 14 == 0 ? "1 1 " : "0 0 ";
  }
  const auto large = write("large.nfg", text);
  const auto pennies = write("pennies.nfg", kPennies);

  const auto shown = run("solve " + large);
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out,
              StartsWith("concept lemke-howson: converged\nnash, the default, lists all "
                         "equilibria, and a game of 13 by 13 strategies has"));
  EXPECT_THAT(shown.out, HasSubstr("1 of 1, largest gain by deviating"));

  const auto both = nlohmann::json::parse(
      run("solve --json --selection payoff-dominant " + large + " " + pennies).out);
  EXPECT_EQ(both[0]["concept"], "lemke-howson");
  EXPECT_THAT(both[0]["reason"].get<std::string>(), HasSubstr("taken in its place"));
  EXPECT_EQ(both[1]["concept"], "nash");
  EXPECT_FALSE(both[1].contains("reason"));

  const auto asked = run("solve --concept nash " + large);
  EXPECT_EQ(asked.code, 1);
  EXPECT_THAT(asked.err, HasSubstr("pairs of supports"));
}

}  // namespace
}  // namespace demarche
