// SPDX-License-Identifier: MIT
// `demarche analyze`, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/program.hpp"

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
