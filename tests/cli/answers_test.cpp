// SPDX-License-Identifier: MIT
// Options that the others answer, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support/program.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using testing::Program;

TEST_F(Program, ShowsOptionsWithBothAnswers) {
  const std::string path = (folder_ / "r.json").string();
  const auto ran = run("run port --draws 2000 --out " + path);

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("the others answer                                held\n"));
  EXPECT_THAT(ran.out, HasSubstr("Comparisons are of commitments that the others answer.\n"));
  EXPECT_THAT(ran.out, HasSubstr("6,000\n  games that commitments leave solved again, none"));
  EXPECT_THAT(run("show " + path).out, HasSubstr("the others answer"));
  EXPECT_THAT(run("show --format csv " + path).out, HasSubstr("qre,answered_option,rebates,full,"));
}

TEST_F(Program, AnswersOptionsAsTheCommandLineSays) {
  const std::string path = (folder_ / "r.json").string();
  const auto held = run("run port --draws 500 --answer held");
  const auto answered = run("run outreach --draws 500 --answer equilibrium --out " + path);

  EXPECT_THAT(held.out, StartsWith("What if the others did not answer options?\n"));
  EXPECT_THAT(held.out, HasSubstr("None (by mean, worst decile, least regret; best in 100.0"));
  EXPECT_THAT(held.out, Not(HasSubstr("commitments")));
  EXPECT_THAT(answered.out, StartsWith("What if the others answered every option?\n"));
  const auto json = nlohmann::json::parse(testing::contents(path));
  EXPECT_EQ(json.at("what_if").at("answer"), "equilibrium");
  EXPECT_EQ(json.at("option_sets").at(0).at("answered").size(), 3U);
  EXPECT_EQ(json.at("answering").at("solved"), "1500");
  EXPECT_THAT(run("run port --answer yes").err,
              HasSubstr("answer must be held or equilibrium, got 'yes'"));
}

TEST_F(Program, ExplainsWhatOptionsBringInADraw) {
  const auto explained = run("explain port --draw 3");

  EXPECT_EQ(explained.code, 0) << explained.err;
  EXPECT_THAT(explained.out,
              HasSubstr("Options in this draw: if the others answer, and held\n"
                        "  How large a rebate, by payoff(port)\n"));
  EXPECT_THAT(run("explain port --draw 3 --answer held").out,
              Not(HasSubstr("Options in this draw")));
}

}  // namespace
}  // namespace demarche
