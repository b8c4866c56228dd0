// SPDX-License-Identifier: MIT
// Games and scenarios that once had wrong answers, in tests/data, with the right ones: from exact
// arithmetic, closed forms and backward induction by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/program.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

std::string data(const std::string& name) {
  return std::string(DEMARCHE_TEST_DATA) + "/" + name;
}

class Cases : public testing::Program {
 protected:
  [[nodiscard]] Json solved(const std::string& file, const std::string& concept_name) const {
    return Json::parse(run("solve --json --concept " + concept_name + " " + data(file)).out);
  }
  /// The metrics of a run by their ids.
  [[nodiscard]] std::map<std::string, Json> metrics(const std::string& file,
                                                    const std::string& draws) const {
    const std::string result = (folder_ / "result.json").string();
    const auto outcome = run("run --draws " + draws + " --out " + result + " " + data(file));
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const Json written = Json::parse(testing::contents(result));
    std::map<std::string, Json> found;
    for (const Json& metric : written["metrics"]) {
      found[metric["id"]] = metric;
    }
    return found;
  }
};

/// "roll" and "take" pay 1 exactly, "leave" nothing.
TEST_F(Cases, ADieOfSixthsTiesWithItsExpectation) {
  const Json nash = solved("tie_die.efg", "nash");

  EXPECT_EQ(nash["equilibria"].size(), 2U);
  EXPECT_EQ(nash["components"], Json::parse("[[0, 1]]"));
  EXPECT_EQ(nash["degenerate"], true);
  EXPECT_THAT(run("solve --concept dominance " + data("tie_die.efg")).out,
              AllOf(HasSubstr("roll"), HasSubstr("take"), Not(HasSubstr("leave"))));
  EXPECT_EQ(solved("tie_die.efg", "pure")["equilibria"].size(), 2U);
}

/// With y = (1/2, 1/2) the rows tie; columns tie on the segment between the two equilibria.
TEST_F(Cases, TiesInThirdsAreAComponent) {
  const Json nash = solved("tie_thirds.nfg", "nash");

  ASSERT_EQ(nash["equilibria"].size(), 2U);
  EXPECT_EQ(nash["components"], Json::parse("[[0, 1]]"));
  EXPECT_EQ(nash["complete"], true);
  EXPECT_EQ(nash["degenerate"], true);
  EXPECT_EQ(nash["equilibria"][0]["strategies"], Json::parse("[[0.5, 0.5, 0], [0.5, 0.5]]"));
  EXPECT_EQ(nash["equilibria"][1]["strategies"], Json::parse("[[0, 0.5, 0.5], [0.5, 0.5]]"));
}

/// A bluffing Moscow would withdraw, a resolute one would hold; then striking is best.
TEST_F(Cases, ThreatsOnATreeAreCredible) {
  const auto outcome = run("solve --concept sequential " + data("crisis.efg"));

  EXPECT_THAT(outcome.out, HasSubstr("Washington  payoff -2.2\n"));
}

TEST_F(Cases, ArgumentsAreNamedAsTheyWereTyped) {
  const std::string game = data("asym3x2.nfg");

  EXPECT_THAT(run("solve --concept best-response --start 4,1 " + game).err,
              HasSubstr("a strategy of each player (1 to 3, 1 to 2), got 4,1"));
  EXPECT_THAT(run("solve --concept nash --lambda 3 " + game).err,
              HasSubstr("nash does not read --precision (--lambda)"));
  EXPECT_THAT(run("run --draws -5 " + data("joint_profile_percent.txtpb")).err,
              HasSubstr("got -5"));
}

TEST_F(Cases, PercentagesHaveNoExponentAndOneDrawNoError) {
  const std::string scenario = data("joint_profile_percent.txtpb");

  EXPECT_THAT(run("run --draws 1000 " + scenario).out,
              AllOf(HasSubstr("\n  100 %\n"), Not(HasSubstr("1e+02"))));
  EXPECT_THAT(run("run --draws 1 " + scenario).out, Not(HasSubstr("± 0")));
}

/// m2 and m6 have no value in any draw; m3 = exp(800 u) has finite values and an infinite mean.
TEST_F(Cases, WhatHasNoValueIsNoNumber) {
  const auto found = metrics("mean_inf.txtpb", "2000");

  for (const char* id : {"m2", "m6"}) {
    for (const char* field : {"mean", "minimum", "maximum", "standard_error"}) {
      EXPECT_TRUE(found.at(id).at(field).is_null()) << id << ' ' << field;
    }
  }
  EXPECT_EQ(found.at("m3").at("mean"), "Infinity");
  EXPECT_TRUE(found.at("m3").at("standard_error").is_null());
  EXPECT_THAT(run("run --draws 2000 " + data("mean_inf.txtpb")).out,
              AllOf(HasSubstr("mean infinite"), HasSubstr("no draw gives a value")));
}

/// Quantiles of normal(mean, sd) are mean + sd * -1.645, 0 and 1.645.
TEST_F(Cases, QuantilesFarFromZeroHaveTheErrorOfTheSpread) {
  struct Normal {
    const char* id;
    double mean;
    double sd;
  };
  const auto found = metrics("offset_quantiles.txtpb", "100000");

  for (const Normal& normal :
       {Normal{"m_a1", 1000.0, 0.5}, Normal{"m_b1", 50.0, 0.02}, Normal{"m_c1", 273.15, 0.3}}) {
    for (const Json& quantile : found.at(normal.id).at("quantiles")) {
      const double p = quantile["probability"];
      const double z = p == 0.05 ? -1.6449 : p == 0.5 ? 0.0 : p == 0.95 ? 1.6449 : NAN;
      if (!std::isnan(z)) {
        EXPECT_NEAR(quantile["value"], normal.mean + z * normal.sd, 0.03 * normal.sd) << normal.id;
      }
    }
  }
}

/// beta(4.45e-308, 3.34e-308) is 0 or 1, and 1 in 4 of 7 draws.
TEST_F(Cases, ABetaNumberOfTinyShapesIsZeroOrOneInEveryDraw) {
  const Json number = metrics("beta_tiny.txtpb", "200000").at("m_p");

  EXPECT_EQ(number["count"], "200000");
  EXPECT_EQ(number["undefined"], "0");
  EXPECT_EQ(number["minimum"], 0);
  EXPECT_EQ(number["maximum"], 1);
  EXPECT_NEAR(number["mean"], 4.0 / 7, 0.005);
  EXPECT_NEAR(number["standard_deviation"], std::sqrt(12.0) / 7, 0.005);
}

/// normal(50, 1) between 3 and 4 has the mean 3.978281.
TEST_F(Cases, ANormalNumberFarInItsTailHasTheMeanOfTheTail) {
  const Json number = metrics("trunc_far.txtpb", "200000").at("m_p");

  EXPECT_EQ(number["undefined"], "0");
  EXPECT_GE(number["minimum"], 3);
  EXPECT_LE(number["maximum"], 4);
  EXPECT_NEAR(number["mean"], 3.978281, 3e-4);
}

}  // namespace
}  // namespace demarche
