// SPDX-License-Identifier: MIT
#include "simulate/input_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// What comparing the inputs tells, a line for each change.
std::vector<std::string> told_of(const v1::ScenarioComparison& comparison) {
  std::vector<std::string> told;
  for (const v1::InputChange& change : comparison.changes()) {
    told.push_back(change.kind() + " " + change.id() + " " + change.change() + " " +
                   change.field() + ": " + change.before() + " -> " + change.after());
  }
  return told;
}

TEST(InputChanges, NameElementsAndFields) {
  const v1::Scenario before = testing::bundled("chicken").scenario;
  v1::Scenario scenario = before;
  scenario.set_name("Another crisis");
  v1::Actor& north = *scenario.mutable_actors(0);
  north.mutable_payoff(1)->set_value("-2 * war_cost_north");
  north.mutable_payoff()->DeleteSubrange(0, 1);
  north.mutable_levers(0)->add_levels()->set_id("bluff");
  scenario.mutable_actors(1)->mutable_levers(0)->mutable_levels()->SwapElements(0, 1);
  scenario.mutable_rank_correlations(0)->set_first("war_cost_south");
  scenario.mutable_rank_correlations(0)->set_second("war_cost_north");
  scenario.mutable_rank_correlations(0)->set_value(0.25);
  scenario.mutable_parameters(1)->set_rationale("Guessed.");
  scenario.mutable_defaults()->set_seed(9);
  scenario.mutable_claims()->DeleteSubrange(0, 1);
  v1::ScenarioComparison comparison;

  add_input_changes(before, scenario, comparison);

  EXPECT_THAT(
      told_of(comparison),
      ElementsAre(
          "level north.stance.bluff added :  -> ",
          "payoff term north.gain removed : value prize * (north.stance - south.stance) -> ",
          "payoff term north.war changed value: -war_cost_north -> -2 * war_cost_north",
          "lever south.stance reordered levels: yield, stand -> stand, yield",
          "rank correlation war_cost_north, war_cost_south changed value: 0.5 -> 0.25",
          HasSubstr("claim rare removed : event !(north.stance == stand")));
  EXPECT_EQ(comparison.num_wording_changes(), 2U);
}

TEST(InputChanges, TellTheWordingOfTablesAndExpertsFromTheirNumbers) {
  const v1::Scenario before = testing::bundled("entry").scenario;
  v1::Scenario scenario = before;
  scenario.mutable_actors(0)->mutable_payoff_tables(0)->set_name("Gain");
  v1::Parameter& lost = *scenario.mutable_parameters(0);
  lost.mutable_experts(0)->set_rationale("Customers are as loyal as ever.");
  v1::ScenarioComparison words;

  add_input_changes(before, scenario, words);

  EXPECT_THAT(told_of(words), IsEmpty());
  EXPECT_EQ(words.num_wording_changes(), 2U);

  lost.mutable_experts(1)->set_weight(2.0);
  lost.mutable_experts()->SwapElements(0, 1);
  scenario.mutable_actors(1)->mutable_payoff_tables(0)->set_column("gain");
  v1::ScenarioComparison numbers;

  add_input_changes(before, scenario, numbers);

  EXPECT_THAT(
      told_of(numbers),
      ElementsAre("payoff table entrant.pi_entrant changed column:  -> gain",
                  "expert lost_customers.analyst_b changed weight:  -> 2",
                  "parameter lost_customers reordered experts: analyst_a, analyst_b -> analyst_b, "
                  "analyst_a"));
}

/// A scenario's added element is told with what its own elements hold.
TEST(InputChanges, TellAddedElementsWithAllWithinThem) {
  const v1::Scenario before = testing::bundled("entry").scenario;
  v1::Scenario scenario = before;
  v1::Parameter& added = *scenario.add_parameters();
  added.set_id("share");
  v1::Expert& expert = *added.add_experts();
  expert.set_id("ann");
  expert.mutable_distribution()->mutable_uniform()->set_high(1.0);
  v1::ScenarioComparison comparison;

  add_input_changes(before, scenario, comparison);

  EXPECT_THAT(told_of(comparison),
              ElementsAre("parameter share added :  -> "
                          "experts ann (distribution (uniform (low 0, high 1)))"));
}

/// A parameter with a sample of so many numbers, from 0 on.
v1::Scenario sample_of(int size) {
  v1::Scenario scenario;
  v1::Parameter& parameter = *scenario.add_parameters();
  parameter.set_id("cost");
  for (int i = 0; i < size; ++i) {
    parameter.mutable_distribution()->mutable_empirical()->add_sample(i);
  }
  return scenario;
}

std::vector<std::string> told_of(const v1::Scenario& first, const v1::Scenario& second) {
  v1::ScenarioComparison comparison;
  add_input_changes(first, second, comparison);
  return told_of(comparison);
}

TEST(InputChanges, ShowLongListsFromWhereTheyDiffer) {
  const v1::Scenario before = sample_of(15);
  v1::Scenario last = before;
  last.mutable_parameters(0)->mutable_distribution()->mutable_empirical()->set_sample(14, 99.0);

  EXPECT_THAT(told_of(before, last),
              ElementsAre("parameter cost changed distribution: "
                          "empirical (sample from entry 15: 14 (15 in all)) -> "
                          "empirical (sample from entry 15: 99 (15 in all))"));
  EXPECT_THAT(told_of(sample_of(14), before),
              ElementsAre("parameter cost changed distribution: "
                          "empirical (sample no entry 15 (14 in all)) -> "
                          "empirical (sample from entry 15: 14 (15 in all))"));
  EXPECT_THAT(told_of(sample_of(12), sample_of(11)),
              ElementsAre("parameter cost changed distribution: "
                          "empirical (sample 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) -> "
                          "empirical (sample 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)"));
}

}  // namespace
}  // namespace demarche
