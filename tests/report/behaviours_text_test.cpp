// SPDX-License-Identifier: MIT
#include "demarche/report/behaviours_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "demarche/core/error.hpp"
#include "demarche/report/summary.hpp"
#include "report/behaviour_line.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

v1::Estimate estimate(const std::string& id, double mean) {
  v1::Estimate made;
  made.set_id(id);
  made.set_mean(mean);
  made.set_low(mean - 0.01);
  made.set_high(mean + 0.01);
  made.set_count(1'000);
  return made;
}

v1::Behaviour behaviour(const std::string& name, double of_claim) {
  v1::Behaviour made;
  made.set_name(name);
  made.set_solved(250);
  made.set_is_counted(true);
  *made.add_claims() = estimate("c1", of_claim);
  *made.add_outcomes() = estimate("war", 0.125);
  return made;
}

v1::Result example() {
  v1::Result result;
  result.set_is_complete(true);
  result.set_draws_done(1'000);
  result.mutable_solving()->set_solved(1'000);
  *result.add_claims() = estimate("c1", 0.6);
  *result.add_outcomes() = estimate("war", 0.1);
  v1::Behaviours& all = *result.mutable_analysis()->mutable_behaviours();
  all.set_draws(256);
  *all.add_behaviours() = behaviour("qre", 0.61);
  *all.add_behaviours() = behaviour("level-k", 0.9);
  v1::Behaviour& refused = *all.add_behaviours();
  refused.set_name("nash");
  refused.set_none_because("refuses the game: it is large");
  *all.add_baselines() = behaviour("uniform", 0.25);
  *all.add_baselines() = behaviour("status-quo", kNaN);
  for (const char* kind : {"outcome", "claim"}) {
    v1::BehaviourRange& range = *all.add_ranges();
    range.set_kind(kind);
    range.set_id(std::string(kind) == "claim" ? "c1" : "war");
    range.set_low(0.6);
    range.set_high(0.9);
    range.set_count(2);
    range.set_draws_low(0.02);
    range.set_draws_high(0.99);
  }
  return result;
}

v1::Claim claim(const std::string& event) {
  v1::Claim made;
  made.set_id("c1");
  made.set_event(event);
  return made;
}

TEST(BehaviourLine, TellsRangeBaselinesAndSpread) {
  EXPECT_EQ(behaviour_line(example(), claim("a.l == x")),
            "60–90 % over 2 behaviours; uniform play 25 %; draws 2–99 %");
  EXPECT_EQ(behaviour_line(example(), claim("")), "60–90 % over 2 behaviours; uniform play 25 %");
}

TEST(BehaviourLine, NeedsTwoBehavioursForARange) {
  v1::Result result = example();
  result.mutable_analysis()->mutable_behaviours()->mutable_ranges(1)->set_count(1);

  EXPECT_EQ(behaviour_line(result, claim("a.l == x")), "uniform play 25 %");
  EXPECT_EQ(behaviours_note(result, false), "");
  EXPECT_EQ(behaviour_line({}, claim("")), "");
}

TEST(BehaviourLine, RoundsBothEnds) {
  EXPECT_EQ(range_text(0.706, 0.934), "71–93 %");
  EXPECT_EQ(range_text(0.296, 0.304), "30 %");
}

/// The number alone is "likely"; the range reaches "very likely".
TEST(Summary, HasBothPhrasesWhereBehavioursDisagree) {
  v1::Scenario scenario;
  *scenario.add_claims() = claim("a.l == x");
  v1::Result alone = example();
  alone.clear_analysis();

  EXPECT_THAT(summarise(alone, scenario), HasSubstr("[59.0, 61.0]  likely (55–80 %)"));
  EXPECT_THAT(summarise(example(), scenario),
              AllOf(HasSubstr("[59.0, 61.0]  likely to very likely (55–95 %)"),
                    HasSubstr("\n    60–90 % over 2 behaviours; uniform")));
}

TEST(BehavioursText, HasATableWithRangesAndReasons) {
  const std::string text = behaviours_text(example(), {});

  EXPECT_THAT(text,
              AllOf(HasSubstr("over the first 256 draws."),
                    HasSubstr("answers       c1\n"),
                    HasSubstr("\nqre                         98 %     61.0\n"),
                    HasSubstr("\nlevel-k                     98 %     90.0\n"),
                    HasSubstr("\n  range                             60–90\n"),
                    HasSubstr("\nuniform                     98 %     25.0\n"),
                    HasSubstr("\nstatus-quo                  98 %        -\n"),
                    HasSubstr("\n  5–95 % of draws                    2–99\n"),
                    HasSubstr("\n  nash: refuses the game: it is large\n"),
                    Not(HasSubstr("war"))));
}

TEST(BehavioursText, HasAsManyTablesAsTheWidthNeeds) {
  const std::string wide = behaviours_text(example(), {}, {.of = {"war", "c1"}});
  v1::Result many = example();
  v1::Behaviours& all = *many.mutable_analysis()->mutable_behaviours();
  for (int i = 2; i < 9; ++i) {
    *all.add_ranges() = all.ranges(1);
    all.mutable_ranges(i)->set_id("c" + std::to_string(i));
  }
  const std::string narrow = behaviours_text(many, {}, {.width = 60});

  EXPECT_THAT(wide, HasSubstr("answers      war       c1\n"));
  EXPECT_THAT(narrow,
              AllOf(HasSubstr("answers       c1       c2       c3\n"),
                    HasSubstr("answers       c4       c5       c6\n")));
}

TEST(BehavioursText, IsRefusedWithoutBehaviours) {
  EXPECT_THROW((void)behaviours_text({}, {}), InvalidArgument);
  EXPECT_THROW((void)behaviours_csv({}), InvalidArgument);
  EXPECT_THROW((void)behaviours_text(example(), {}, {.of = {"c9"}}), InvalidArgument);
}

TEST(BehavioursCsv, HasARowForEachNumber) {
  const std::string csv = behaviours_csv(example());

  EXPECT_THAT(csv,
              AllOf(HasSubstr("kind,id,behaviour,is_baseline,is_counted,solved,count,mean,"),
                    HasSubstr("\nclaim,c1,level-k,false,true,250,1000,0.9,"),
                    HasSubstr("\noutcome,war,uniform,true,true,250,1000,0.125,"),
                    HasSubstr("\nclaim,c1,status-quo,true,true,250,1000,,")));
}

}  // namespace
}  // namespace demarche
