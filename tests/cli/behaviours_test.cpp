// SPDX-License-Identifier: MIT
// Behaviours of `demarche run` and `demarche analyze`, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "support/program.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Program;

TEST_F(Program, SummaryTellsTheRangeOverBehaviours) {
  const auto outcome = run("run chicken --draws 500 --behaviours qre,level-k,pure");

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("\"Over ... behaviours\" tells the least and the most"),
                    HasSubstr("from 500 draws, and"),
                    ContainsRegex("\n    [0-9]+–[0-9]+ % over 4 behaviours; uniform play 75, "
                                  "status quo 100, response 0 %")));
}

TEST_F(Program, RunWithoutBehavioursIsTheSameButForThem) {
  const auto none = run("run chicken --draws 500 --behaviours none");
  const std::string with = (folder_ / "with.json").string();
  const std::string without = (folder_ / "without.json").string();
  ASSERT_EQ(run("run chicken --draws 500 --out " + with).code, 0);
  ASSERT_EQ(run("run chicken --draws 500 --behaviours none --out " + without).code, 0);

  EXPECT_THAT(none.out, Not(HasSubstr("behaviours")));
  EXPECT_EQ(run("show " + without + " --format csv").out,
            run("show " + with + " --format csv").out);
  for (const char* format : {"text", "csv", "json"}) {
    EXPECT_THAT(run("analyze " + without + " --behaviours --format " + format).err,
                HasSubstr("the result has no behaviours: it was made with --behaviours none"));
  }
}

TEST_F(Program, AnalyzePrintsTheTableOfBehaviours) {
  const auto outcome = run("analyze outreach --draws 500 --behaviours");

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("means in % over the first 500 draws"),
                    HasSubstr("\nqre*0.5 "),
                    HasSubstr("\n  range "),
                    HasSubstr("\nuniform "),
                    HasSubstr("\n  5–95 % of draws ")));
  EXPECT_THAT(
      run("analyze outreach --draws 500 --behaviours --format csv").out,
      AllOf(HasSubstr("kind,id,behaviour,is_baseline,"), HasSubstr(",qre*2,false,true,500,")));
  EXPECT_THAT(run("analyze outreach --draws 500 --behaviours --of nothing").err,
              HasSubstr("no outcome or claim is called 'nothing'"));
}

TEST_F(Program, AnalyzeTakesBehavioursOrOptions) {
  const auto both = run("analyze outreach --draws 100 --behaviours --options");

  EXPECT_NE(both.code, 0);
  EXPECT_THAT(both.err, AllOf(HasSubstr("--options"), HasSubstr("--behaviours")));
}

TEST_F(Program, BehavioursThatAreWrongAreRefusedAtOnce) {
  const auto outcome = run("run chicken --behaviours qree,nash*2");

  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(
      outcome.err,
      AllOf(HasSubstr("behaviour qree: "), HasSubstr("behaviour nash*2: nash has no precision")));
  EXPECT_THAT(run("run chicken --concept qre,nash --behaviours level-k").err,
              HasSubstr("--behaviours looks at one result"));
  EXPECT_EQ(run("run chicken --draws 100 --concept qre,nash --behaviours none").code, 0);
  EXPECT_EQ(run("run chicken --draws 100 --concept qre,nash").code, 0);
}

TEST_F(Program, ScenariosNameTheirBehaviours) {
  const std::string file = (folder_ / "s.txtpb").string();
  const auto with = [&](const std::string& defaults) {
    std::ofstream(file) << "base: \"chicken\" id: \"own\" defaults { draws: 300 " << defaults
                        << " }\n";
    return run("run " + file);
  };

  EXPECT_THAT(with("behaviours: \"level-k\" behaviours: \"pure\"").out,
              HasSubstr("over 3 behaviours"));
  EXPECT_THAT(with("behaviours: \"none\"").out, Not(HasSubstr("behaviours")));
  EXPECT_THAT(with("behaviours: \"levelk\"").err,
              AllOf(HasSubstr(file + ":1:"), HasSubstr("level-k")));
}

}  // namespace
}  // namespace demarche
