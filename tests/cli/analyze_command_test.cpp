// SPDX-License-Identifier: MIT
// `demarche analyze`, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/program.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Program;

TEST_F(Program, AnalyzeTellsWhatAScenarioHingesOn) {
  const auto outcome = run("analyze chicken --draws 20000");

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("What it hinges on, from 20,000 draws\n"),
                    HasSubstr("Single parameters explain"),
                    HasSubstr("war_cost_north~"),
                    HasSubstr("▁")));
}

TEST_F(Program, AnalyzeReadsAStoredResultAndTellsTheSame) {
  const std::string json = (folder_ / "r.json").string();
  const std::string binary = (folder_ / "r.pb").string();
  ASSERT_EQ(run("run chicken --draws 5000 --out " + json).code, 0);
  ASSERT_EQ(run("run chicken --draws 5000 --out " + binary).code, 0);
  const auto direct = run("analyze chicken --draws 5000");

  EXPECT_EQ(run("analyze " + json).out, direct.out);
  EXPECT_EQ(run("analyze " + binary).out, direct.out);
}

TEST_F(Program, AnalyzeWritesAllNumbersAsCsvAndJson) {
  const auto csv = run("analyze chicken --draws 2000 --format csv");
  const auto json = run("analyze chicken --draws 2000 --format json");

  EXPECT_THAT(csv.out,
              AllOf(HasSubstr("kind,id,levels,parameter,mean,"),
                    HasSubstr("\noutcome,war,,war_cost_north,")));
  EXPECT_THAT(json.out, AllOf(HasSubstr("\"analysis\""), HasSubstr("\"curves\"")));
  const auto of_war = run("analyze chicken --draws 2000 --format csv --of war");
  EXPECT_THAT(of_war.out, AllOf(HasSubstr("\noutcome,war,"), Not(HasSubstr("\nclaim,"))));
}

TEST_F(Program, AnalyzeSaysEveryProblemOfNames) {
  const auto outcome = run("analyze chicken --draws 500 --of waar,nothing");

  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("the analysis has no 'waar'; did you mean 'war'?"),
                    HasSubstr("the analysis has no 'nothing'")));
  EXPECT_EQ(run("analyze no_such_file.json").code, 1);
}

/// A damaged result is no scenario with unknown fields.
TEST_F(Program, AnalyzeSaysThatAResultIsDamaged) {
  const std::string json = (folder_ / "r.json").string();
  const std::string binary = (folder_ / "r.pb").string();
  ASSERT_EQ(run("run chicken --draws 200 --out " + json).code, 0);
  ASSERT_EQ(run("run chicken --draws 200 --out " + binary).code, 0);
  const std::string cut = write("cut.json", testing::contents(json).substr(0, 900));
  const std::string cut_binary = write("cut.pb", testing::contents(binary).substr(0, 900));

  for (const std::string& file : {cut, cut_binary}) {
    EXPECT_EQ(run("analyze " + file).err, file + ": cannot be read as results\n");
  }
  EXPECT_EQ(run("analyze - < " + cut).err, "/dev/stdin: cannot be read as results\n");
  EXPECT_EQ(
      run("check " + json).err,
      json + ":1:1: this is the result of a run; 'demarche show' prints results\n1 problem\n");
}

TEST_F(Program, AnalyzeReadsScenariosAndResultsFromPipes) {
  const std::string scenario = write("own.txtpb", testing::bundled_text("chicken"));
  const std::string result = (folder_ / "r.json").string();
  ASSERT_EQ(run("run chicken --draws 2000 --out " + result).code, 0);
  const std::string told = run("analyze chicken --draws 2000").out;

  EXPECT_EQ(run("analyze - --draws 2000 < " + scenario).out, told);
  for (const std::string& pipe :
       {"cat " + scenario + " | '" DEMARCHE_PROGRAM "' analyze - --draws 2000",
        "cat " + result + " | '" DEMARCHE_PROGRAM "' analyze -",
        "cat " + result + " | '" DEMARCHE_PROGRAM "' analyze /dev/stdin"}) {
    EXPECT_EQ(run("--version > /dev/null; " + pipe).out, told) << pipe;
  }
}

/// In binary a scenario without sources reads as a result whose digest is the rationale.
TEST_F(Program, AnalyzeTellsABinaryScenarioFromAResult) {
  const std::string text = write("own.txtpb",
                                 R"(id: "mini" rationale: "Why."
actors { id: "a" levers { id: "x" levels { id: "n" } levels { id: "y" } }
  payoff { id: "g" value: "t * a.x" } }
parameters { id: "t" distribution { uniform { low: -1 high: 1 } } }
outcomes { id: "o" event: "a.x == y" })");
  const std::string sheet = write("sheet.csv", "id\n");
  const std::string binary = (folder_ / "own.pb").string();
  ASSERT_EQ(run("parameters import " + text + " " + sheet + " --out " + binary).code, 0);

  EXPECT_THAT(run("analyze " + binary + " --draws 2000").out,
              HasSubstr("What it hinges on, from 2,000 draws"));
  EXPECT_THAT(run("show " + binary).err, HasSubstr("cannot be read as results"));
}

TEST_F(Program, AnalyzeRefusesWhatWouldTakeAnotherRun) {
  const std::string file = (folder_ / "r.pb").string();
  ASSERT_EQ(run("run outreach --draws 500 --out " + file).code, 0);

  const auto changed = run("analyze " + file + " --draws 5 --set us_doubt=1 --threads 1");
  const auto misplaced = run("analyze outreach --scenario outreach");

  EXPECT_EQ(changed.code, 1);
  EXPECT_THAT(changed.err, HasSubstr("as it is; for --draws, --set, run the scenario"));
  EXPECT_EQ(misplaced.code, 1);
  EXPECT_THAT(misplaced.err, HasSubstr("and outreach holds none"));
}

TEST_F(Program, AnalyzeSaysThatDrawsAreTooFew) {
  EXPECT_THAT(run("analyze outreach --draws 50").out,
              AllOf(HasSubstr("--draws 2000 is a good start"), Not(HasSubstr("nan"))));
}

TEST_F(Program, SummaryTellsWhatClaimsHingeOn) {
  EXPECT_THAT(run("run outreach --draws 4000").out,
              AllOf(HasSubstr("\"Hinges on\" tells"), HasSubstr("\n    hinges on ")));
  EXPECT_THAT(run("run outreach --draws 4000 --concept qre,level-k").out,
              Not(HasSubstr("hinges on ")));
}

}  // namespace
}  // namespace demarche
