// SPDX-License-Identifier: MIT
// `demarche score`, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "support/program.hpp"

namespace demarche {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

using testing::Program;

constexpr auto kTen =
    "id,date,probability,resolved\n"
    "a,2025-01-01,0.9,1\nb,2025-01-01,0.9,1\nc,2025-01-01,0.9,0\nd,2025-01-01,0.6,1\n"
    "e,2025-01-01,0.6,0\nf,2025-01-01,0.1,0\ng,2025-01-01,0.1,0\nh,2025-01-01,0.1,0\n"
    "i,2025-01-01,0.1,0\nj,2025-01-01,0.1,1\nk,2025-01-01,0.5,\n";

TEST_F(Program, ScoresForecasts) {
  const std::string file = write("f.csv", kTen);

  const auto text = run("score '" + file + "'");
  const auto json = run("score --format json - < '" + file + "'");
  const auto csv = run("score '" + file + "' --format csv");
  const auto markdown = run("score '" + file + "' --format md --bins 5");

  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out,
              StartsWith("10 forecasts resolved, 1 is open\n\nScores\n"
                         "  Brier score    0.2200 ± 0.1046"));
  EXPECT_THAT(text.out, HasSubstr("  reliability  + 0.0233"));
  EXPECT_THAT(text.out, HasSubstr("  resolution   - 0.0433"));
  EXPECT_THAT(text.out, HasSubstr("Log score      0.6664"));
  EXPECT_THAT(text.out, HasSubstr("10.0 %    20.0 %  [3.6, 62.4]"));
  EXPECT_NEAR(nlohmann::json::parse(json.out).at("all").at("log_score"), 0.666445, 5e-7);
  EXPECT_THAT(csv.out, HasSubstr("\nall,,uncertainty,,0.24,"));
  EXPECT_THAT(markdown.out, HasSubstr("| 80 to 100 % | 66.7 % |"));
}

TEST_F(Program, PoolsForecasts) {
  const std::string file =
      write("f.csv", "id,source,probability,resolved\nx,a,90 %,1\nx,b,60 %,\nx,c,30 %,\n");
  const auto pooled = [&](const std::string& options) {
    const auto outcome = run("score '" + file + "' --format json " + options);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return nlohmann::json::parse(outcome.out)
        .at("pool")
        .at("forecasts")
        .at(0)
        .at("probability")
        .get<double>();
  };

  EXPECT_NEAR(pooled("--pool geometric"), 0.642247, 5e-7);
  EXPECT_NEAR(pooled("--pool extremised"), 0.811965, 5e-7);
  EXPECT_NEAR(pooled("--pool extremised --extremise 1"), 0.642247, 5e-7);
  EXPECT_NEAR(pooled("--pool linear"), 0.6, 1e-15);
}

TEST_F(Program, SaysWhatCannotBeScored) {
  const std::string wrong = write("wrong.csv", "id,probability,resolved\na,2,1\nb,0.5,yes\n");
  const std::string open = write("open.csv", "id,probability,resolved\na,0.2,\n");

  const auto outcome = run("score '" + wrong + "'");

  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("wrong.csv:2:3: '2' is no probability"));
  EXPECT_THAT(outcome.err, HasSubstr("wrong.csv:3:7: 'yes' says nothing"));
  EXPECT_EQ(run("score '" + open + "'").code, 3);
  EXPECT_EQ(run("score '" + open + "'").out, "0 forecasts resolved, 1 is open\n");
  const std::string certain =
      write("certain.csv", "id,probability,resolved\na,0,1\na,0.5,\na,100 %,\n");
  EXPECT_THAT(run("score '" + certain + "' --pool geometric").err,
              HasSubstr("'a' (lines 2, 4): 0 and 1 have no pool of odds"));
  EXPECT_EQ(run("score nothing.csv").code, 1);
  EXPECT_EQ(run("score '" + open + "' --bins 0").code, 2);
  EXPECT_EQ(run("score '" + open + "' --pool median").code, 2);
  EXPECT_THAT(run("score '" + open + "' --extremise 2").err, HasSubstr("--pool extremised"));
  EXPECT_THAT(run("score '" + open + "' --pool linear --extremise 2").err,
              HasSubstr("--pool linear does not take --extremise"));
  EXPECT_THAT(run("score '" + open + "' --pool extremised --extremise 0").err,
              HasSubstr("exponent must be finite and above 0"));
}

TEST_F(Program, LogsForecastsOfARun) {
  const std::string log = (folder_ / "log.csv").string();
  const std::string command =
      "run chicken --draws 500 --concept nash,pure --log '" + log + "' --resolves 2035-12-31";

  const auto first = run(command);
  const std::string once = testing::contents(log);
  const auto second = run(command);
  const auto scored = run("score '" + log + "' --pool linear");

  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.out, EndsWith(log + ": 8 forecasts logged\n"));
  EXPECT_THAT(once, HasSubstr("\nwar,outcome,chicken,War,20"));
  EXPECT_EQ(std::count(once.begin(), once.end(), '\n'), 9);
  EXPECT_THAT(second.out, EndsWith(log + ": 0 forecasts logged, 8 were there already\n"));
  EXPECT_EQ(testing::contents(log), once);
  EXPECT_EQ(scored.code, 3) << scored.err;
  EXPECT_THAT(scored.out,
              HasSubstr("  of 2    open       chicken outcome war, by 2035-12-31: War\n"));
}

/// What selects the equilibrium is no column of a log.
TEST_F(Program, LogsForecastsOfTwoSelections) {
  const std::string log = (folder_ / "log.csv").string();
  const std::string command = "run chicken --draws 500 --concept nash --log '" + log +
                              "' --resolves 2035-12-31 --selection ";

  EXPECT_THAT(run(command + "uniform").out, EndsWith(": 4 forecasts logged\n"));
  const auto other = run(command + "risk-dominant");

  EXPECT_THAT(other.out, EndsWith(": 4 forecasts logged\n"));
  EXPECT_THAT(run(command + "risk-dominant").out,
              EndsWith(": 0 forecasts logged, 4 were there already\n"));
}

TEST_F(Program, RefusesToLogBeforeItRuns) {
  const std::string other = write("other.csv", "id,probability,resolved\n");
  const std::string log = (folder_ / "log.csv").string();
  const std::string late = " --draws 100000000000 --resolves 2035-12-31 --log '";

  EXPECT_THAT(run("run chicken" + late + other + "'").err,
              HasSubstr("other.csv:1:1: this is no log of forecasts: there is no column kind,"));
  EXPECT_THAT(run("run chicken --set prize=2" + late + log + "'").err,
              HasSubstr("--log takes no what-if"));
  EXPECT_EQ(run("run chicken" + late + folder_.string() + "/none/log.csv'").code, 1);
  EXPECT_EQ(run("run chicken --log '" + log + "'").code, 2);
  EXPECT_EQ(run("run chicken --resolves 2035-12-31").code, 2);
  EXPECT_THAT(run("run chicken --resolves 2035-02-30 --log '" + log + "'").err,
              HasSubstr("must be a day such as 2026-12-31, got 2035-02-30"));
  EXPECT_FALSE(std::filesystem::exists(log));
}

}  // namespace
}  // namespace demarche
