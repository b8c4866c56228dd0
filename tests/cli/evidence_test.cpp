// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/program.hpp"

namespace demarche::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(Program, TellsThePosteriorBesideThePrior) {
  const auto outcome = run("run great_reversal --draws 256 --behaviours none");

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("Given 5 items of evidence: "),
                    HasSubstr(" effective draws; logarithm of the evidence "),
                    HasSubstr(" -> "),
                    HasSubstr("What the evidence moved most"),
                    HasSubstr("but: ")));
  const auto without = run("run great_reversal --draws 256 --evidence none --behaviours none");
  EXPECT_THAT(without.out, AllOf(HasSubstr("no evidence counted"), Not(HasSubstr("->"))));
}

TEST_F(Program, TakesConditionsAsObserved) {
  const std::string path = (folder_ / "r.json").string();
  const auto outcome =
      run("run chicken --draws 2000 --given 'north.stance == stand' --given war --out " + path);

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("What if north.stance == stand was observed, war was "));
  EXPECT_THAT(outcome.out, HasSubstr("Given 2 items of evidence"));
  EXPECT_THAT(outcome.out, StartsWith(run("show " + path).out));
  EXPECT_THAT(run("show --format csv " + path).out, HasSubstr("posterior outcome,war,,1,"));
  EXPECT_THAT(run("explain chicken --draw 3 --given 'north.stance == stand'").out,
              HasSubstr("Likelihood of the evidence at this profile"));
  EXPECT_THAT(run("run chicken --draws 500 --given war --concept nash,qre").out,
              AllOf(HasSubstr("Logarithm of the evidence"),
                    HasSubstr("Numbers are those given the evidence")));
  EXPECT_THAT(run("run chicken --draws 100 --given 'north.stance == stnad'").err,
              HasSubstr("did you mean 'stand'?"));
  EXPECT_THAT(run("run chicken --draws 100 --evidence nothing").err,
              HasSubstr("there is no item of evidence 'nothing'"));
}

TEST_F(Program, WarnsWhereFewDrawsCount) {
  const std::string file =
      write("rare.txtpb",
            "id: 'rare' actors { id: 'a' levers { id: 'l' levels { id: 'no' } "
            "levels { id: 'yes' } } payoff { id: 'p' value: 'a.l' } } "
            "parameters { id: 'x' distribution { uniform { low: 0 high: 1 } } } "
            "outcomes { id: 'large' event: 'x > 0.995' }");

  const auto outcome = run("run " + file + " --draws 5000 --given 'x > 0.99'");

  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("Few effective draws"),
                    HasSubstr("No phrases are given"),
                    HasSubstr("--draws 110000 would"),
                    HasSubstr("too few effective draws")));
  const auto impossible = run("run " + file + " --draws 50 --given 'x > 0.999999'");
  EXPECT_EQ(impossible.code, 3);
  EXPECT_THAT(impossible.out, HasSubstr("No draw fits the evidence: x > 0.999999."));
}

TEST_F(Program, WarnsOfTheEvidenceInComparisons) {
  const auto concepts = run("run chicken --draws 500 --concept nash,pure --given 'prize > 100000'");
  const auto scenarios = run("compare chicken --draws 500 --given 'prize > 100000'");
  const auto few = run("run chicken --draws 500 --concept nash,pure --given 'prize > 1'");
  const std::string path = (folder_ / "r.json").string();
  const auto stored = run("run chicken --draws 500 --given 'prize > 100000' --out " + path);

  EXPECT_EQ(concepts.code, 3);
  EXPECT_EQ(stored.code, 3);
  EXPECT_THAT(concepts.out,
              AllOf(HasSubstr("nash: No draw fits the evidence: prize > 100000."),
                    HasSubstr("pure: No draw fits the evidence: prize > 100000."),
                    HasSubstr("Numbers are those without evidence.")));
  EXPECT_THAT(scenarios.out,
              AllOf(HasSubstr("B: No draw fits the evidence: prize > 100000."),
                    HasSubstr("There are no numbers to compare.")));
  EXPECT_THAT(few.out,
              AllOf(HasSubstr("nash: Few effective draws: "),
                    HasSubstr("pure: Few effective draws: "),
                    HasSubstr("Numbers are those given the evidence.")));
  EXPECT_THAT(run("show --format md " + path).out,
              HasSubstr("\nNo draw fits the evidence: prize > 100000."));
}

}  // namespace
}  // namespace demarche::testing
