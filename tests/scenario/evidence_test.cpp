// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/load.hpp"
#include "demarche/scenario/what_if.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::ThrowsMessage;

std::string with(const std::string& evidence) {
  return "id: 's'\n"
         "actors { id: 'a' levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } }\n"
         "  payoff { id: 'p' value: 'x * a.l' } }\n"
         "parameters { id: 'x' distribution { uniform { low: -1 high: 1 } } }\n"
         "outcomes { id: 'acts' event: 'a.l == yes' }\n"
         "claims { id: 'gains' event: 'x > 0' }\n" +
         evidence;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  for (const Problem& problem : parse_scenario(text, "s.txtpb").problems) {
    if (problem.rule != "undocumented" && problem.rule != "not-asked") {
      all.push_back(problem.to_string());
    }
  }
  return all;
}

TEST(Evidence, IsCompiled) {
  const Model model =
      testing::compiled(with("evidence { id: 'a1' date: '2025-02-18' likelihood: 'if(a.l == yes, "
                             "0.5, 0.2)' strength: 2 }\n"
                             "evidence { id: 'b1' likelihood: 'logistic(x)' }"));

  ASSERT_EQ(model.evidence.size(), 2U);
  EXPECT_THAT(model.evidence[0].likelihood.scope, ElementsAre(0));
  EXPECT_EQ(model.evidence[0].strength, 2.0);
  EXPECT_TRUE(model.evidence[0].is_observed);
  EXPECT_EQ(model.evidence[0].most, 0.25);
  EXPECT_THAT(model.evidence[1].likelihood.scope, IsEmpty());
  EXPECT_FALSE(model.evidence[1].is_observed);
  EXPECT_TRUE(model.has_posterior());
}

TEST(Evidence, TellsEveryProblemWithItsPlace) {
  const auto problems = lines(
      with("evidence { id: 'a1' date: '2025-02-30' likelihood: 'if(a.l == yess, 0.5, 0.2)' }\n"
           "evidence { id: 'a1' date: 'soon' strength: 0 likelihood: 'y' }\n"
           "evidence { id: 'c1' date: '2025-02-28' }"));

  EXPECT_THAT(problems,
              ElementsAre(HasSubstr("'2025-02-30' is no date; a date is written as 2025-02-18"),
                          HasSubstr("s.txtpb:7:63: evidence item a1, likelihood: lever a.l has no "
                                    "level 'yess'; did you mean 'yes'?"),
                          HasSubstr("'a1' is taken already"),
                          HasSubstr("'soon' is no date"),
                          HasSubstr("the strength must be a finite number above 0, got 0"),
                          HasSubstr("'y'"),
                          HasSubstr("evidence item c1")));
}

TEST(Evidence, WarnsOfLikelihoodsThatSayNothingOrTooMuch) {
  EXPECT_THAT(lines(with("evidence { id: 'a1' date: '2025-02-18' likelihood: '0 * x' }")),
              ElementsAre(HasSubstr("the likelihood is 0 in every profile")));
  EXPECT_THAT(lines(with("evidence { id: 'a1' date: '2025-02-18' likelihood: '0.4' }")),
              ElementsAre(HasSubstr("the likelihood is the same in all draws")));
  EXPECT_THAT(lines(with("evidence { id: 'a1' date: '2025-02-18' likelihood: '80 + a.l' }")),
              ElementsAre(HasSubstr("the likelihood may be above 1, up to 81")));
  EXPECT_THAT(
      lines(with("evidence { id: 'a1' date: '2025-02-18' likelihood: 'if(x > 0, 0.4, 0)' }")),
      IsEmpty());
}

TEST(Evidence, ChoosesItemsByDateAndId) {
  const v1::Scenario scenario =
      testing::compiled(with("evidence { id: 'first' date: '2025-02-18' likelihood: 'x + 1' }\n"
                             "evidence { id: 'second' date: '2025-02-19' likelihood: 'x + 1' }\n"
                             "evidence { id: 'never' likelihood: 'x + 1' }"))
          .scenario;
  const auto kept = [&](const std::string& choice) {
    std::string text;
    const v1::Scenario chosen = changed(scenario, {.evidence = choice});
    for (const v1::Evidence& item : chosen.evidence()) {
      text += item.id() + ":" + item.date() + " ";
    }
    return text;
  };

  EXPECT_EQ(kept("none"), "");
  EXPECT_EQ(kept("until 2025-02-18"), "first:2025-02-18 never: ");
  EXPECT_EQ(kept("until 2025-01-01"), "never: ");
  EXPECT_EQ(kept("second"), "second:2025-02-19 never: ");
  EXPECT_EQ(kept(" never , first "), "first:2025-02-18 never:given ");
  EXPECT_THAT([&] { (void)kept("secund"); },
              ThrowsMessage<InvalidArgument>(
                  HasSubstr("there is no item of evidence 'secund'; did you mean 'second'?")));
  EXPECT_THAT([&] { (void)kept("until yesterday"); },
              ThrowsMessage<InvalidArgument>(HasSubstr("'until' needs a date")));
}

TEST(Evidence, TakesConditionsAsGiven) {
  const v1::Scenario scenario = testing::compiled(with("")).scenario;
  const v1::Scenario given = changed(scenario, {.given = {"acts", "gains", "x > 0.5"}});

  ASSERT_EQ(given.evidence_size(), 3);
  EXPECT_EQ(given.evidence(0).likelihood(), "if(a.l == yes, 1, 0)");
  EXPECT_EQ(given.evidence(1).likelihood(), "if(x > 0, 1, 0)");
  EXPECT_EQ(given.evidence(2).likelihood(), "if(x > 0.5, 1, 0)");
  EXPECT_EQ(given.evidence(2).id(), "given_3");
  EXPECT_TRUE(compile(given).value().has_posterior());
  // A number is no condition.
  const CompiledScenario wrong = compile_changed(scenario, {.given = {"a.l + 1"}});
  EXPECT_FALSE(wrong.model);
  EXPECT_THAT(wrong.problems, Contains(Field(&Problem::message, HasSubstr("a condition"))));
}

TEST(Evidence, RefusesConditionsThatAreNone) {
  const v1::Scenario scenario =
      testing::compiled(with("claims { id: 'better' comparisons { all { value: 'payoff(a)' "
                             "set: 'a.l = yes' } } }\n"
                             "evidence { id: 'given' date: '2025-01-01' likelihood: 'x + 1' }"))
          .scenario;
  const auto give = [&](const std::string& condition) {
    return changed(scenario, {.given = {condition}});
  };

  EXPECT_THAT([&] { (void)give("better"); },
              ThrowsMessage<InvalidArgument>(HasSubstr("claim 'better' compares options")));
  EXPECT_THAT([&] { (void)give("act"); },
              ThrowsMessage<InvalidArgument>(HasSubstr("did you mean 'acts'?")));
  EXPECT_THAT([&] { (void)give(" "); },
              ThrowsMessage<InvalidArgument>(HasSubstr("must not be empty")));
  EXPECT_EQ(give("acts").evidence(1).id(), "given_2");
  EXPECT_THAT([&] { (void)changed(scenario, {.evidence = " "}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("evidence must be")));
}

}  // namespace
}  // namespace demarche
