// SPDX-License-Identifier: MIT
#include "scenario/layers/merge.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

v1::Scenario parsed(const std::string& text) {
  v1::Scenario scenario;
  if (!google::protobuf::TextFormat::ParseFromString(text, &scenario)) {
    throw std::invalid_argument(text);
  }
  return scenario;
}

std::string text_of(const v1::Scenario& scenario) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string text;
  printer.PrintToString(scenario, &text);
  return text;
}

/// What the changes make of the scenario.
std::string merged(const std::string& scenario, const std::string& changes) {
  v1::Scenario result = parsed(scenario);
  EXPECT_THAT(apply_changes(parsed(changes), result), IsEmpty());
  return text_of(result);
}

std::string same(const std::string& scenario) {
  return text_of(parsed(scenario));
}

/// The messages for changes that cannot be made.
std::vector<FieldProblem> refused(const std::string& scenario, const std::string& changes) {
  v1::Scenario result = parsed(scenario);
  return apply_changes(parsed(changes), result);
}

auto message(const std::string& part) {
  return Field(&FieldProblem::message, HasSubstr(part));
}

TEST(ApplyChanges, MatchesElementsByIdAtEveryLevel) {
  EXPECT_EQ(
      merged(
          R"(id: "a" actors { id: "us" levers { id: "aid" levels { id: "no" } levels { id: "yes" } }
                      payoff { id: "cost" value: "-cost" when: "us.aid == yes" } })",
          R"(actors { id: "us" name: "We" levers { id: "aid" levels { id: "yes" value: 2 } }
                      payoff { id: "cost" value: "-2 * cost" } })"),
      same(R"(id: "a" actors { id: "us" name: "We"
                      levers { id: "aid" levels { id: "no" } levels { id: "yes" value: 2 } }
                      payoff { id: "cost" value: "-2 * cost" when: "us.aid == yes" } })"));
}

/// The order of levels is that of comparisons such as ">=".
TEST(ApplyChanges, PutsNewElementsBehindThoseTheyFollow) {
  EXPECT_EQ(
      merged(R"(documents { id: "a" } documents { id: "b" } documents { id: "c" })",
             R"(documents { id: "first" } documents { id: "a" } documents { id: "x" }
                      documents { id: "y" } documents { id: "c" name: "C" } documents { id: "z" })"),
      same(
          R"(documents { id: "a" } documents { id: "x" } documents { id: "y" } documents { id: "b" }
                    documents { id: "c" name: "C" } documents { id: "z" } documents { id: "first" })"));
}

TEST(ApplyChanges, ReplacesListsOfTextsAndDistributionsButNotDefaults) {
  EXPECT_EQ(merged(R"(status_quo: "a.b = c" status_quo: "d.e = f" defaults { draws: 5 seed: 7 }
                      parameters { id: "x" name: "X" distribution { pert { low: 1 mode: 2 high: 3 }
                                                                    truncate_low: 1.5 } })",
                   R"(status_quo: "g.h = i" defaults { draws: 6 }
                      parameters { id: "x" distribution { uniform { high: 1 } } })"),
            same(R"(status_quo: "g.h = i" defaults { draws: 6 seed: 7 }
                    parameters { id: "x" name: "X" distribution { uniform { high: 1 } } })"));
}

TEST(ApplyChanges, MatchesCorrelationsByTheirParametersAndRowsByTheirLevels) {
  EXPECT_EQ(merged(R"(rank_correlations { first: "b" second: "a" value: 0.5 rationale: "r" }
                      actors { id: "us" payoff_tables { id: "t" levers: "us.x"
                        rows { levels: "no" value: "1" } rows { levels: "yes" value: "2" } } })",
                   R"(rank_correlations { first: "a" second: "b" concordance: 0.7 }
                      actors { id: "us" payoff_tables { id: "t" rows { levels: "yes" value: "3" } } })"),
            same(R"(rank_correlations { first: "a" second: "b" concordance: 0.7 rationale: "r" }
                    actors { id: "us" payoff_tables { id: "t" levers: "us.x"
                      rows { levels: "no" value: "1" } rows { levels: "yes" value: "3" } } })"));
}

TEST(ApplyChanges, TakesOneFormForAnother) {
  const std::string experts = R"(parameters { id: "x" pool: "shared" experts { id: "anna" } })";
  const std::string plain = R"(parameters { id: "x" distribution { constant { value: 1 } } })";
  EXPECT_EQ(merged(experts, plain), same(plain));
  EXPECT_EQ(merged(plain, experts), same(experts));
  EXPECT_EQ(merged(R"(claims { id: "c" event: "a" })",
                   R"(claims { id: "c" comparisons { all { set: "b" } } })"),
            same(R"(claims { id: "c" comparisons { all { set: "b" } } })"));
  EXPECT_EQ(
      merged(R"(actors { id: "us" payoff_tables { id: "t" levers: "a.b" rows { levels: "no" } } })",
             R"(actors { id: "us" payoff_tables { id: "t" file: "t.csv" } })"),
      same(R"(actors { id: "us" payoff_tables { id: "t" levers: "a.b" file: "t.csv" } })"));
}

TEST(ApplyChanges, RemovesWhatMessagesCallByTheSameNames) {
  const std::string scenario = R"(
      actors { id: "us" precision: "2" levers { id: "a" } levers { id: "b" levels { id: "no" } levels { id: "yes" } }
               payoff { id: "gain" } payoff { id: "loss" } }
      parameters { id: "x" } parameters { id: "y" } parameters { id: "z" }
      rank_correlations { first: "x" second: "y" } rank_correlations { first: "z" second: "y" }
      outcomes { id: "war" } outcomes { id: "peace" } questions { id: "q" outcomes: "war" outcomes: "peace" }
      defaults { draws: 5 seed: 7 })";
  EXPECT_EQ(
      merged(
          scenario,
          R"(remove: ["actor us, lever a", "actor us,lever b, level no", "actor us, payoff term loss",
                                         "actor us, precision", "defaults, seed", "rank correlation y  z",
                                         "parameter x", "outcome war"])"),
      same(R"(actors { id: "us" levers { id: "b" levels { id: "yes" } } payoff { id: "gain" } }
                    parameters { id: "y" } parameters { id: "z" }
                    outcomes { id: "peace" } questions { id: "q" outcomes: "peace" } defaults { draws: 5 })"));
  // An element that is removed and given is new.
  EXPECT_EQ(merged(R"(parameters { id: "x" name: "X" unit: "u" } parameters { id: "y" })",
                   R"(remove: "parameter x" parameters { id: "x" name: "New" })"),
            same(R"(parameters { id: "y" } parameters { id: "x" name: "New" })"));
}

TEST(ApplyChanges, SaysWhatItCannotRemoveOrMatch) {
  const std::string scenario =
      R"(actors { id: "china" levers { id: "pace" } } parameters { id: "war_cost" })";
  const auto removing = [&](const std::string& what) {
    return refused(scenario, "remove: \"" + what + "\"");
  };
  EXPECT_THAT(removing("parameter war_csot"),
              ElementsAre(message("no parameter 'war_csot'; did you mean 'war_cost'?")));
  EXPECT_THAT(removing("actor china, lever pase"), ElementsAre(message("did you mean 'pace'?")));
  EXPECT_THAT(removing("paramter war_cost"), ElementsAre(message("did you mean 'parameter'?")));
  EXPECT_THAT(removing("war_cost"), ElementsAre(message("as in 'parameter war_cost'")));
  EXPECT_THAT(removing("rationale"), ElementsAre(message("there is no 'rationale' to remove")));
  EXPECT_THAT(removing("actor china, id, x"), ElementsAre(message("'id' has no parts with names")));
  EXPECT_THAT(removing(""), ElementsAre(message("is not how")));
  EXPECT_EQ(removing("actor china, lever pase").front().offset, 13U);
  const auto twice =
      refused(scenario, R"(parameters { id: "war_cost" } parameters { id: "war_cost" name: "W" })");
  EXPECT_THAT(twice, ElementsAre(message("'war_cost' is changed twice")));
  EXPECT_EQ(twice.front().field.front().index, 1);
}

TEST(Counterpart, FindsElementsBehindOthers) {
  const v1::Scenario whole = parsed(
      R"(parameters { id: "a" } parameters { id: "b" distribution { uniform { high: 1 } } })");
  const v1::Scenario part =
      parsed(R"(parameters { id: "b" distribution { uniform { high: 1 } } })");
  const FieldPath high = {{"parameters", 1}, {"distribution"}, {"uniform"}, {"high"}};
  const auto found = counterpart(high, whole, part);
  EXPECT_EQ(found.matched, 4U);
  EXPECT_EQ(found.path.front().index, 0);
  EXPECT_EQ(counterpart({{"parameters", 0}, {"name"}}, whole, part).matched, 0U);
  EXPECT_EQ(counterpart({{"parameters", 1}, {"name"}}, whole, part).matched, 1U);
  EXPECT_EQ(counterpart({{"parameters", 5}}, whole, part).matched, 0U);
  EXPECT_EQ(counterpart({{"defaults"}, {"draws"}}, whole, part).matched, 0U);
  // Of two elements with one id, the second is the second.
  const v1::Scenario twins = parsed(R"(parameters { id: "b" } parameters { id: "b" })");
  EXPECT_EQ(counterpart({{"parameters", 1}}, twins, twins).path.front().index, 1);
}

}  // namespace
}  // namespace demarche
