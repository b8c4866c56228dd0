// SPDX-License-Identifier: MIT
#include "demarche/report/scenario_comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <sstream>

#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/compare_scenarios.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

v1::ScenarioComparison small_comparison() {
  v1::ScenarioComparison comparison;
  for (v1::Result* result : {comparison.mutable_first(), comparison.mutable_second()}) {
    result->set_scenario_id("chicken");
    result->mutable_options()->set_solution_concept("nash");
    result->set_draws_done(1000);
    result->set_is_complete(true);
    result->mutable_solving()->set_solved(1000);
  }
  comparison.mutable_second()->mutable_what_if()->add_set("prize = 2");
  comparison.set_paired_draws(1000);
  v1::Difference& war = *comparison.add_differences();
  war.set_kind("outcome");
  war.set_id("war");
  war.set_first(0.10);
  war.set_second(0.164);
  war.set_difference(0.064);
  war.set_standard_error(0.008);
  war.set_low(0.0483);
  war.set_high(0.0797);
  war.set_lowest(0.064);
  war.set_highest(0.064);
  war.set_count(1000);
  war.set_differing(64);
  return comparison;
}

std::size_t longest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t longest = 0;
  for (std::string line; std::getline(lines, line);) {
    longest = std::max(longest,
                       static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
                         return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
                       })));
  }
  return longest;
}

TEST(SummariseScenarioComparison, TellsValuesDifferenceAndInterval) {
  const v1::Scenario chicken = testing::bundled("chicken").scenario;

  const std::string text = summarise(small_comparison(), chicken);

  EXPECT_THAT(text, HasSubstr("B: Chicken. What if prize = 2?, concept nash"));
  EXPECT_THAT(text, HasSubstr("10.0 %     16.4 %       +6.4  [+4.8, +8.0]"));
  EXPECT_THAT(text, HasSubstr("no input that a number depends on"));
  EXPECT_THAT(text, Not(HasSubstr("no answer")));
}

TEST(SummariseScenarioComparison, TellsInOneLineThatAllRangesAreWidened) {
  v1::ScenarioComparison comparison = small_comparison();
  comparison.mutable_second()->mutable_what_if()->set_widen(2.5);
  for (const char* id : {"x", "y", "z"}) {
    v1::InputChange& change = *comparison.add_changes();
    change.set_kind("parameter");
    change.set_id(id);
    change.set_change("changed");
    change.set_field("distribution");
    change.set_before("uniform (low 0, high 1)");
    change.set_after("uniform (low 0, high 1), widen 2.5");
  }
  comparison.mutable_changes(2)->set_after("uniform (low 0, high 2), widen 2.5");

  EXPECT_THAT(summarise(comparison, testing::bundled("chicken").scenario),
              HasSubstr("What changed\n"
                        "  2 parameters: every range 2.5 times as wide\n"
                        "  parameter z\n"
                        "    changed distribution: uniform (low 0, high 1) -> "));
}

TEST(SummariseScenarioComparison, SaysWhereNothingDiffers) {
  v1::ScenarioComparison comparison = small_comparison();
  v1::Difference& war = *comparison.mutable_differences(0);
  war.set_second(0.1);
  war.set_difference(0.0);
  war.set_differing(0);

  EXPECT_THAT(summarise(comparison, testing::bundled("chicken").scenario),
              HasSubstr("10.0 %     10.0 %          0  the same in every draw"));
}

/// Two numbers that differ by rounding alone are not printed with all their digits.
TEST(SummariseScenarioComparison, LeavesOutDigitsOfRoundingErrors) {
  v1::ScenarioComparison comparison = small_comparison();
  v1::Difference& payoff = *comparison.mutable_differences(0);
  payoff.set_kind("payoff");
  payoff.set_id("north");
  payoff.set_first(28.573411863710342);
  payoff.set_second(28.57341186371035);
  payoff.set_difference(7e-15);
  payoff.set_standard_error(1e-16);
  payoff.set_low(6.8e-15);
  payoff.set_high(7.2e-15);

  EXPECT_THAT(summarise(comparison, testing::bundled("chicken").scenario),
              HasSubstr("28.5734    28.5734          0  the same in every draw"));
}

TEST(SummariseScenarioComparison, TakesNoOverflowForRounding) {
  v1::ScenarioComparison comparison = small_comparison();
  v1::Difference& payoff = *comparison.mutable_differences(0);
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  payoff.set_kind("payoff");
  payoff.set_id("north");
  payoff.set_first(1.0);
  payoff.set_second(kInfinite);
  payoff.set_difference(kInfinite);
  payoff.set_standard_error(0.1);
  payoff.set_low(kInfinite);
  payoff.set_high(kInfinite);

  const std::string text = summarise(comparison, testing::bundled("chicken").scenario);

  EXPECT_THAT(text, Not(HasSubstr("the same in every draw")));
  EXPECT_THAT(text, HasSubstr("1.00   infinite   infinite  [infinite, infinite]"));
}

TEST(SummariseScenarioComparison, BeginsWithDrawsThatHaveNoAnswer) {
  v1::ScenarioComparison comparison = small_comparison();
  comparison.mutable_first()->mutable_solving()->set_solved(900);
  comparison.set_paired_draws(900);
  comparison.mutable_differences(0)->set_count(900);
  comparison.mutable_differences(0)->set_lowest(-0.02);
  comparison.mutable_differences(0)->set_highest(0.13);

  const std::string text = summarise(comparison, testing::bundled("chicken").scenario);

  EXPECT_THAT(text,
              HasSubstr("10.0 % of the draws have no answer in A, 0.0 % in B. Numbers are of "));
  EXPECT_THAT(text, HasSubstr("all draws: -2.0 to +13.0"));
}

/// Gives a result evidence of one item that so many draws fit.
void give(v1::Result& result, std::uint64_t weighted, double effective) {
  result.mutable_what_if()->add_given("prize > 100");
  v1::Posterior& posterior = *result.mutable_posterior();
  posterior.add_items()->set_id("given");
  posterior.set_weighted_draws(weighted);
  posterior.set_effective_draws(effective);
  posterior.set_largest_share(0.25);
  posterior.set_draws_needed(51'000.0);
}

TEST(SummariseScenarioComparison, SaysWhichEvidenceNoDrawFits) {
  v1::ScenarioComparison comparison = small_comparison();
  give(*comparison.mutable_second(), 0, 0.0);
  const v1::Scenario chicken = testing::bundled("chicken").scenario;
  const auto warning = AllOf(HasSubstr("B: No draw fits the evidence: prize > 100. "),
                             HasSubstr("There are no numbers to compare."),
                             Not(HasSubstr("A: No draw")),
                             Not(HasSubstr("Numbers are those")));

  EXPECT_THAT(summarise(comparison, chicken, {.width = 1000}), warning);
  EXPECT_THAT(comparison_markdown(comparison, chicken), warning);
}

TEST(SummariseScenarioComparison, WarnsOfFewEffectiveDraws) {
  v1::ScenarioComparison comparison = small_comparison();
  give(*comparison.mutable_second(), 20, 19.6);
  const v1::Scenario chicken = testing::bundled("chicken").scenario;
  const auto warning =
      AllOf(HasSubstr("B: Few effective draws: one draw has 25.0 % of the weight. "),
            HasSubstr("--draws 51000 would give about 1,000."),
            HasSubstr("Numbers are those given the evidence, where there is any"));

  EXPECT_THAT(summarise(comparison, chicken, {.width = 1000}), warning);
  EXPECT_THAT(comparison_markdown(comparison, chicken), warning);
  comparison.mutable_second()->mutable_posterior()->set_effective_draws(400.0);
  EXPECT_THAT(summarise(comparison, chicken), Not(HasSubstr("Few effective draws")));
}

TEST(SummariseScenarioComparison, FitsThePage) {
  const Model before = testing::bundled("great_reversal");
  const Model after = compile_changed(before.scenario, {.set = {"reversal_risk = 0.9"}}).value();
  const RunSettings settings{.concept_name = "qre", .draws = 200};
  const auto comparison = compare_scenarios(before, settings, after, settings);

  for (const std::size_t width : {60U, 80U, 100U, 120U}) {
    const std::string text = summarise(comparison, before.scenario, {.width = width});
    EXPECT_LE(longest_line(text), width) << text;
  }
}

TEST(ComparisonTables, HaveARowForEachDifference) {
  v1::ScenarioComparison comparison = small_comparison();
  v1::InputChange& change = *comparison.add_changes();
  change.set_kind("payoff term");
  change.set_id("north.gain");
  change.set_change("changed");
  change.set_field("when");
  change.set_before("a || b");
  change.set_after("a ||\nc");
  v1::Difference& loss = *comparison.add_differences();
  loss.set_kind("metric");
  loss.set_id("joint_loss");
  loss.set_difference(std::numeric_limits<double>::quiet_NaN());

  const std::string csv = comparison_csv(comparison);
  const std::string markdown =
      comparison_markdown(comparison, testing::bundled("chicken").scenario);

  EXPECT_THAT(csv, StartsWith("kind,id,level,first,second,difference,"));
  EXPECT_THAT(
      csv, HasSubstr("\noutcome,war,,0.1,0.164,0.064,0.008,0.0483,0.0797,0.064,0.064,1000,0,64\n"));
  EXPECT_THAT(csv, HasSubstr("\nmetric,joint_loss,,0,0,,"));
  EXPECT_THAT(markdown,
              HasSubstr("| payoff term north.gain | changed when | a \\|\\| b | a \\|\\| c |\n"));
  EXPECT_THAT(markdown, HasSubstr("| War | 10.0 % | 16.4 % | +6.4 | [+4.8, +8.0] |"));
}

}  // namespace
}  // namespace demarche
