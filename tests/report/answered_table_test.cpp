// SPDX-License-Identifier: MIT
#include "report/answered_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Option option(const std::string& level, double mean, double worst, double regret, double best) {
  v1::Option made;
  made.add_levels(level);
  made.set_mean(mean);
  made.set_standard_error(0.002);
  made.set_worst_decile_mean(worst);
  made.set_mean_regret(regret);
  made.set_share_best(best);
  return made;
}

v1::OptionSetResult offers() {
  v1::OptionSetResult set;
  set.set_id("offers");
  set.add_levers("town.offer");
  set.set_count(100);
  set.set_answered_count(100);
  *set.add_options() = option("none", 0.25, 0.01, 0.0, 1.0);
  *set.add_options() = option("full", -0.125, -0.5, 0.375, 0.0);
  *set.add_answered() = option("none", 0.125, 0.01, 0.375, 0.25);
  *set.add_answered() = option("full", 0.5, -0.25, 0.03125, 0.75);
  return set;
}

TEST(AnsweredTable, HasTheHighestMeanFirstAndStarsAtTheBestNumbers) {
  EXPECT_EQ(answered_table(offers(), "Offers", {}, 100),
            "  Offers\n"
            "                          the others answer                                held\n"
            "            mean    worst   regret  best in     mean    worst   regret  best in\n"
            "    full   0.500*  -0.250    0.031*  75.0 %*  -0.125   -0.500    0.375    0.0 %\n"
            "    none   0.125    0.010*   0.375   25.0 %    0.250*   0.010*   0.000* 100.0 %*\n");
}

TEST(AnsweredTable, PutsWhatIsHeldBelowInNarrowTexts) {
  const std::string text = answered_table(offers(), "Offers", {}, 60);

  EXPECT_THAT(text, HasSubstr("the others answer; below: held\n"));
  EXPECT_THAT(text,
              HasSubstr("    full   0.500*  -0.250    0.031*  75.0 %*\n"
                        "          -0.125   -0.500    0.375    0.0 %\n"));
}

/// Those best by something are shown, and then the highest means; the rest is counted.
TEST(AnsweredTable, LeavesOutOptionsThatAreBestByNothing) {
  v1::OptionSetResult set = offers();
  for (int k = 0; k < 8; ++k) {
    const double mean = 0.4 - 0.01 * k;
    *set.add_options() = option("l" + std::to_string(k), -0.2, -1.0, 1.0, 0.0);
    *set.add_answered() = option("l" + std::to_string(k), mean, -1.0, 1.0, 0.0);
  }

  const std::string text = answered_table(set, "Offers", {}, 100);

  EXPECT_THAT(text, HasSubstr("    full"));
  EXPECT_THAT(text, HasSubstr("    none"));
  EXPECT_THAT(text, HasSubstr("    l3"));
  EXPECT_THAT(text, Not(HasSubstr("    l4")));
  EXPECT_THAT(text, HasSubstr("    and 4 more\n"));
}

TEST(AnsweredTable, SaysWhichAnswersAreMissing) {
  v1::OptionSetResult set = offers();
  set.set_answered_count(90);
  set.set_answered_undefined(10);
  (*set.mutable_answered(1)->mutable_failures())["no_equilibrium"] = 10;

  EXPECT_THAT(answered_table(set, "Offers", {}, 100),
              HasSubstr("    10 of 100 draws are not compared, as some option has no answer: full "
                        "in 10 (no_equilibrium)\n"));

  set.set_answered_count(0);
  const double none = std::numeric_limits<double>::quiet_NaN();
  *set.mutable_answered(0) = option("none", none, none, none, none);
  const std::string text = answered_table(set, "Offers", {}, 100);
  EXPECT_THAT(text, HasSubstr("10 of 10 draws"));
  EXPECT_THAT(text, Not(HasSubstr("mean")));
}

}  // namespace
}  // namespace demarche
