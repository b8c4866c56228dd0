// SPDX-License-Identifier: MIT
#include "demarche/report/options_numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

v1::OptionStudy study(const std::string& set) {
  v1::OptionStudy made;
  made.set_option_set(set);
  made.set_answer("held");
  made.set_count(8);
  v1::StudiedOption& option = *made.add_options();
  option.add_levels("x");
  option.add_levels("y");
  option.set_rank(1);
  option.set_mean(0.5);
  option.set_change(std::numeric_limits<double>::quiet_NaN());
  option.set_num_rules(9);
  option.set_share_good_enough(0.25);
  option.set_is_pareto(true);
  option.set_best_change_gain(-1.0);
  v1::OptionsForActor& actor = *made.add_actors();
  actor.set_actor("b");
  actor.add_options()->set_share_worse(0.75);
  return made;
}

v1::Result example() {
  v1::Result result;
  result.set_scenario_id("s");
  *result.mutable_analysis()->add_option_studies() = study("first");
  *result.mutable_analysis()->add_option_studies() = study("second");
  return result;
}

TEST(OptionsCsv, HasARowForEachActor) {
  EXPECT_THAT(options_csv(example()),
              AllOf(HasSubstr("option_set,answer,levels,count,rank,mean,change,"),
                    HasSubstr("\nfirst,held,x y,8,1,0.5,,0.25,9,false,true,-1,0,b,0,0,0,0.75,0\n"),
                    HasSubstr("\nsecond,held,")));
  EXPECT_THAT(options_csv(example(), {"second"}), Not(HasSubstr("first")));
}

TEST(OptionsJson, HasTheStudiesAlone) {
  const auto json = nlohmann::json::parse(options_json(example(), {"second"}));

  EXPECT_EQ(json["scenario_id"], "s");
  ASSERT_EQ(json["option_studies"].size(), 1U);
  EXPECT_EQ(json["option_studies"][0]["option_set"], "second");
  EXPECT_EQ(json["option_studies"][0]["options"][0]["change"], nullptr);
}

TEST(OptionsNumbers, AreRefusedWithoutStudies) {
  EXPECT_THROW((void)options_csv({}), InvalidArgument);
  EXPECT_THROW((void)options_json(example(), {"third"}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
