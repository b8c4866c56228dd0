// SPDX-License-Identifier: MIT
#include "demarche/report/result_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <sstream>

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::ConceptComparison small_comparison() {
  v1::ConceptComparison comparison;
  v1::Result& result = *comparison.add_results();
  result.set_scenario_id("bridge");
  result.set_scenario_name("The bridge");
  result.mutable_options()->set_solution_concept("nash");
  result.set_draws_done(100);
  result.set_is_complete(true);
  result.mutable_solving()->set_solved(100);
  v1::Estimate& built = *result.add_outcomes();
  built.set_id("built");
  built.set_mean(0.25);
  built.set_low(0.2);
  built.set_high(0.3);
  built.set_count(100);
  v1::Summary& none = *result.add_metrics();
  none.set_id("none");
  none.set_mean(std::numeric_limits<double>::quiet_NaN());
  v1::LeverDistribution& lever = *result.add_levers();
  lever.set_actor("town");
  lever.set_lever("share");
  *lever.add_levels() = built;
  lever.mutable_levels(0)->set_id("half, or more");
  return comparison;
}

TEST(ResultTable, HasARowForEachNumberAndEmptyCellsWithoutValues) {
  const std::string csv = result_csv(small_comparison());

  std::istringstream lines(csv);
  std::string header;
  std::getline(lines, header);
  EXPECT_EQ(std::count(header.begin(), header.end(), ','), 25);
  EXPECT_THAT(csv, HasSubstr("\nnash,outcome,built,,0.25,0,0.2,0.3,0,0,,,,,,,,,,100,0,,,,,\n"));
  EXPECT_THAT(csv, HasSubstr("\nnash,lever,town.share,\"half, or more\",0.25,"));
  EXPECT_THAT(csv, HasSubstr("\nnash,metric,none,,,0,"));
}

TEST(ResultTable, SaysHowOftenOptionsTieForBest) {
  v1::ConceptComparison comparison = small_comparison();
  v1::OptionSetResult& set = *comparison.mutable_results(0)->add_option_sets();
  set.set_id("shares");
  v1::Option& option = *set.add_options();
  option.add_levels("half");
  option.set_mean_regret(0.5);
  option.set_share_best(0.25);
  option.set_share_unbeaten(0.75);
  option.set_standard_deviation(0.125);
  option.set_regret_90(2.0);
  option.set_regret_99(3.0);

  EXPECT_THAT(result_csv(comparison), HasSubstr(",0,0.5,0.25,0.75,0,0,0.125,0,2,3,0\n"));
}

TEST(ResultTable, HasRowsOfAnsweredOptions) {
  v1::ConceptComparison comparison = small_comparison();
  v1::OptionSetResult& set = *comparison.mutable_results(0)->add_option_sets();
  set.set_id("shares");
  set.set_count(9);
  set.set_answered_count(7);
  set.set_answered_undefined(2);
  set.add_options()->add_levels("half");
  set.add_answered()->add_levels("half");
  set.mutable_answered(0)->set_mean(0.5);

  EXPECT_THAT(result_csv(comparison), HasSubstr("\nnash,option,shares,half,0,"));
  EXPECT_THAT(result_csv(comparison), HasSubstr("\nnash,answered_option,shares,half,0.5,"));
  EXPECT_THAT(result_csv(comparison), HasSubstr(",7,2,0,0,0,0,0\n"));
}

TEST(ResultTable, MakesAScenarioOfAResult) {
  const v1::Scenario scenario = scenario_of(small_comparison().results(0));

  EXPECT_EQ(scenario.id(), "bridge");
  EXPECT_EQ(scenario.name(), "The bridge");
  ASSERT_EQ(scenario.actors_size(), 1);
  EXPECT_EQ(scenario.actors(0).levers(0).id(), "share");
  ASSERT_EQ(scenario.questions_size(), 1);
  EXPECT_EQ(scenario.questions(0).outcomes(0), "built");
}

TEST(ResultTable, WritesMarkdownWithoutEmptyTables) {
  const v1::ConceptComparison comparison = small_comparison();

  const std::string text = result_markdown(comparison, scenario_of(comparison.results(0)));

  EXPECT_THAT(text, HasSubstr("# The bridge\n\n## nash\n\n100 draws, seed 0\n"));
  EXPECT_THAT(text, HasSubstr("| Built | 25.0 %  [20.0, 30.0]  unlikely (20–45 %) |"));
  EXPECT_THAT(text, HasSubstr("| None | no draw gives a value |"));
  EXPECT_THAT(text, Not(HasSubstr("### Claims")));
}

}  // namespace
}  // namespace demarche
