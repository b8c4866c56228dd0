// SPDX-License-Identifier: MIT
#include "report/option_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace demarche {
namespace {

v1::WhereBest where(const std::vector<double>& shares) {
  v1::WhereBest made;
  made.set_second(1);
  made.set_share_first(0.6);
  made.add_parameters()->set_parameter("cost");
  for (const double share : shares) {
    made.add_shares(share);
    made.add_counts(10);
  }
  return made;
}

/// Two options, of which nine rules prefer the first.
v1::Result example(const v1::WhereBest& where_best) {
  v1::Result result;
  v1::OptionStudy& study = *result.mutable_analysis()->add_option_studies();
  study.set_option_set("offers");
  study.set_answer("held");
  for (int r = 0; r < 11; ++r) {
    study.add_rules();
  }
  for (const char* level : {"full", "none"}) {
    study.add_options()->add_levels(level);
  }
  study.mutable_options(0)->set_num_rules(9);
  study.mutable_options(1)->set_num_rules(2);
  for (const double worse : {0.05, 0.64}) {
    v1::OptionsForActor& actor = *study.add_actors();
    actor.set_actor(worse > 0.5 ? "russia" : "china");
    actor.add_options()->set_share_worse(worse);
    actor.add_options();
  }
  *study.add_where_best() = where_best;
  return result;
}

TEST(OptionStudyLine, TellsRulesTheSwitchAndWhoWouldVeto) {
  EXPECT_EQ(option_study_line(example(where({0.1, 0.4, 0.9, 1.0})), "offers", {}),
            "9 of 11 rules prefer full; best while cost is high, else none; Russia worse off in "
            "64 % of draws");
  EXPECT_EQ(option_study_line(example(where({1.0, 0.9, 0.4, 0.1})), "offers", {}),
            "9 of 11 rules prefer full; best while cost is low, else none; Russia worse off in "
            "64 % of draws");
}

TEST(OptionStudyLine, TellsHowOftenWhereNothingSwitches) {
  EXPECT_EQ(option_study_line(example(where({0.6, 0.7, 0.8, 0.9})), "offers", {}),
            "9 of 11 rules prefer full; better than none in 60 % of draws, 60 to 90 % as cost "
            "grows; Russia worse off in 64 % of draws");
  v1::WhereBest undecided;
  undecided.set_second(1);
  undecided.set_share_first(0.625);
  EXPECT_THAT(option_study_line(example(undecided), "offers", {}),
              ::testing::HasSubstr("; better than none in 62 % of draws; "));
}

TEST(OptionStudyLine, NamesTheBestMeanWhereRulesPreferAnother) {
  v1::WhereBest other = where({0.6, 0.7, 0.8, 0.9});
  other.set_first(1);
  other.set_second(0);
  EXPECT_THAT(
      option_study_line(example(other), "offers", {}),
      ::testing::HasSubstr("prefer full; none has the best mean, better than full in 60 %"));
}

TEST(OptionStudyLine, IsOfWhatIsAnsweredIfAnythingIs) {
  v1::Result result = example(where({0.1, 0.4, 0.9, 1.0}));
  v1::OptionStudy answered = result.analysis().option_studies(0);
  answered.set_answer("equilibrium");
  answered.mutable_options(0)->set_num_rules(7);
  *result.mutable_analysis()->add_option_studies() = answered;

  EXPECT_THAT(option_study_line(result, "offers", {}), ::testing::StartsWith("7 of 11"));
  EXPECT_EQ(option_study_line(result, "others", {}), "");
}

}  // namespace
}  // namespace demarche
