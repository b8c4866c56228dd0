// SPDX-License-Identifier: MIT
// The study of options of `demarche run` and `demarche analyze`, run as a user would.
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
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Program;

TEST_F(Program, SummaryTellsWhatRulesPreferAndWhoLoses) {
  const auto outcome = run("run port --draws 2000");

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(
      outcome.out,
      ContainsRegex("\n    [0-9]+ of 11 rules prefer Full; .*Half.*; Railway worse off in"));
}

TEST_F(Program, RunWithoutOptionsIsTheSameButForThem) {
  const std::string with = (folder_ / "with.json").string();
  const std::string without = (folder_ / "without.json").string();
  ASSERT_EQ(run("run port --draws 300 --out " + with).code, 0);
  const auto none = run("run port --draws 300 --no-options --out " + without);

  EXPECT_EQ(none.code, 0) << none.err;
  EXPECT_THAT(none.out, Not(HasSubstr("rules prefer")));
  EXPECT_EQ(run("show " + without + " --format csv").out,
            run("show " + with + " --format csv").out);
  EXPECT_THAT(run("analyze " + without + " --options").err,
              HasSubstr("the result has no study of options"));
  EXPECT_THAT(run("analyze " + with + " --options").out, HasSubstr("How large a rebate (rebates)"));
}

TEST_F(Program, AnalyzePrintsTablesOfOptions) {
  const auto text = run("analyze port --draws 2000 --options rebates");

  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out,
              AllOf(HasSubstr("(rebates), which the others answer\n"),
                    ContainsRegex("rank +mean +change +enough +rules +one change")));
  EXPECT_THAT(run("analyze port --draws 300 --options --format csv").out,
              AllOf(HasSubstr("option_set,answer,levels,"), HasSubstr("\nrebates,held,none,")));
  EXPECT_THAT(run("analyze port --draws 300 --options --format json").out,
              HasSubstr("\"option_studies\""));
  EXPECT_THAT(run("analyze port --draws 300 --options rebate").err,
              HasSubstr("no option set is called 'rebate'; did you mean 'rebates'?"));
}

TEST_F(Program, AnalyzeTellsWhereWhichOfAPairIsBetter) {
  const auto pair = run("analyze port --draws 2000 --pair rebates:full:none");

  EXPECT_EQ(pair.code, 0) << pair.err;
  EXPECT_THAT(pair.out, HasSubstr("Full is better than None in "));
  EXPECT_THAT(run("analyze port --draws 300 --pair rebates:full").err,
              HasSubstr("--pair is an option set and two options, SET:LEVELS:LEVELS"));
  EXPECT_THAT(run("analyze port --draws 300 --pair rebates:full:non").err,
              HasSubstr("option set rebates has no option 'non'; did you mean 'none'?"));
}

TEST_F(Program, ThresholdsSayWhatIsGoodEnough) {
  const std::string file = (folder_ / "s.txtpb").string();
  const auto with = [&](const std::string& threshold) {
    std::ofstream(file) << "base: \"port\" id: \"own\" option_sets { id: \"rebates\" threshold: "
                        << threshold << " }\n";
    return run("analyze " + file + " --draws 300 --options --format csv");
  };

  const auto low = with("-1000");
  EXPECT_THAT(low.err, IsEmpty());
  EXPECT_THAT(low.out, ContainsRegex("rebates,held,none,[0-9]+,1,[-0-9.]+,0,1,"));
  EXPECT_THAT(with("1000").out, ContainsRegex("rebates,held,none,[0-9]+,1,[-0-9.]+,0,0,"));
  EXPECT_THAT(with("nan").err,
              AllOf(HasSubstr(file + ":1:"), HasSubstr("a threshold must be finite, got nan")));
}

}  // namespace
}  // namespace demarche
