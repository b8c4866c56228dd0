// SPDX-License-Identifier: MIT
// Quantiles, intervals, experts and concordances in a scenario's text.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/scenario/load.hpp"
#include "demarche/scenario/parameters.hpp"
#include "demarche/scenario/what_if.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;

/// A scenario with these parameters, of which the payoff is the sum.
std::string with_parameters(const std::string& parameters, const std::string& payoff = "x") {
  return fmt::format(R"(id: "s"
actors {{ id: "a" levers {{ id: "act" levels {{ id: "no" }} levels {{ id: "yes" }} }}
  payoff {{ id: "p" value: "{} * a.act" }} }}
{}
)",
                     payoff,
                     parameters);
}

CompiledScenario parsed(const std::string& parameters, const std::string& payoff = "x") {
  return parse_scenario(with_parameters(parameters, payoff), "s.txtpb");
}

std::vector<Problem> errors(const CompiledScenario& compiled) {
  std::vector<Problem> found;
  for (const Problem& problem : compiled.problems) {
    if (problem.severity == Severity::error) {
      found.push_back(problem);
    }
  }
  return found;
}

auto message(const char* part) {
  return Field(&Problem::message, HasSubstr(part));
}

TEST(StatedNumbers, QuantilesBecomeTheirDistribution) {
  const auto compiled = parsed(
      R"(parameters { id: "x" distribution { quantiles { at { p: 0.05 value: 0.5 } at { p: 0.5 value: 1 }
         at { p: 0.95 value: 4 } low: 0 family: "jqpd" } } })");
  ASSERT_TRUE(compiled.model);
  EXPECT_NEAR(marginals(compiled.model->scenario)[0].quantile(0.75), 1.641684, 1e-6);
}

TEST(StatedNumbers, AnIntervalHoldsNineCasesInTen) {
  const auto compiled = parsed(
      R"(parameters { id: "x" distribution { interval { low: 1 high: 10 family: "lognormal" } } })");
  ASSERT_TRUE(compiled.model);
  const Distribution x = marginals(compiled.model->scenario)[0];
  EXPECT_NEAR(x.quantile(0.05), 1.0, 1e-12);
  EXPECT_NEAR(x.upper_quantile(0.05), 10.0, 1e-12);
  const auto wide = parsed(R"(parameters { id: "x" distribution { interval { low: 1 high: 10
      family: "normal" probability: 0.5 } } })");
  EXPECT_NEAR(marginals(wide.model->scenario)[0].quantile(0.25), 1.0, 1e-12);
}

/// The family stays, and the distance from what was stated is told where it was stated.
TEST(StatedNumbers, AMisfitIsAWarning) {
  const auto compiled = parsed(
      R"(parameters { id: "x" distribution { quantiles { at { p: 0.05 value: 0 } at { p: 0.5 value: 1 }
         at { p: 0.95 value: 10 } family: "normal" } } })");
  ASSERT_TRUE(compiled.model);
  EXPECT_THAT(
      compiled.problems,
      Contains(AllOf(Field(&Problem::rule, "misfit"), message("3.667 instead of 1 at p = 0.5"))));
}

TEST(StatedNumbers, WhatNoFamilyHasIsAnError) {
  EXPECT_THAT(errors(parsed(R"(parameters { id: "x" distribution { interval { low: 10 high: 1
      family: "normal" } } })")),
              ElementsAre(message("low must be below high")));
  EXPECT_THAT(errors(parsed(R"(parameters { id: "x" distribution { interval { low: 1 high: 10
      family: "lognormel" } } })")),
              ElementsAre(message("did you mean 'lognormal'?")));
  EXPECT_THAT(
      errors(parsed(R"(parameters { id: "x" distribution { interval { low: 1 high: 10 } } })")),
      ElementsAre(message("Interval needs family")));
  EXPECT_THAT(
      errors(parsed(R"(parameters { id: "x" distribution { quantiles { at { p: 0.1 value: 0 }
      at { p: 0.5 value: 0.95 } at { p: 0.9 value: 1 } family: "metalog" } } })")),
      ElementsAre(message("0, 0.8329")));
  EXPECT_THAT(errors(parsed(R"(parameters { id: "x" distribution { quantiles { at { value: 0 }
      family: "exponential" } } })")),
              Contains(message("StatedQuantile needs p")));
}

constexpr auto kExperts = R"(
parameters { id: "x"
  experts { id: "anna" distribution { constant { value: 1 } } }
  experts { id: "ben" distribution { uniform { low: 5 high: 6 } } } }
parameters { id: "y"
  experts { id: "anna" distribution { constant { value: 10 } } }
  experts { id: "ben" distribution { constant { value: 20 } } } }
)";

TEST(StatedNumbers, SharedExpertsAddTheParameterThatTellsWhoIsRight) {
  const auto compiled = parsed(kExperts, "(x + y)");
  ASSERT_TRUE(compiled.model) << compiled.problems.size();
  const v1::Scenario& scenario = compiled.model->scenario;
  ASSERT_EQ(scenario.parameters_size(), 3);
  EXPECT_EQ(scenario.parameters(2).id(), "expert");
  EXPECT_EQ(expert_parameter(scenario), 2);
  EXPECT_THAT(compiled.problems, testing::Not(Contains(message("nothing uses"))));

  EXPECT_THAT(scenario.parameters(2).rationale(), HasSubstr("0 = anna, 1 = ben"));

  // An expert may be named.
  const v1::Scenario ben = changed(scenario, {.set = {"expert = ben"}});
  EXPECT_EQ(ben.parameters(2).distribution().constant().value(), 1.0);
  EXPECT_THROW((void)changed(scenario, {.set = {"expert = carl"}}), InvalidArgument);

  v1::Scenario again = scenario;
  add_expert_parameter(again);
  EXPECT_EQ(again.parameters_size(), 3);
}

TEST(StatedNumbers, ExpertsAreCheckedTogether) {
  EXPECT_THAT(errors(parsed(R"(
parameters { id: "x"
  experts { id: "anna" weight: 1 distribution { constant { value: 1 } } }
  experts { id: "ben" distribution { uniform { low: 6 high: 5 } } } })")),
              testing::UnorderedElementsAre(message("give all or none"),
                                            message("low must be below high")));
  EXPECT_THAT(errors(parsed(std::string(kExperts) + R"(
parameters { id: "z" experts { id: "carl" distribution { constant { value: 1 } } } })",
                            "(x + y + z)")),
              ElementsAre(message("'x' has anna, ben, this has carl")));
  EXPECT_THAT(errors(parsed(R"(
parameters { id: "x" pool: "indepedent"
  experts { id: "anna" distribution { constant { value: 1 } } } })")),
              ElementsAre(message("pool is 'shared' or 'independent'")));
  EXPECT_THAT(errors(parsed(R"(
parameters { id: "x" distribution { constant { value: 1 } }
  experts { id: "anna" distribution { constant { value: 1 } } } })")),
              ElementsAre(message("give one or the other")));
  EXPECT_THAT(errors(parsed(
                  std::string(kExperts) +
                      R"(parameters { id: "expert" distribution { uniform { low: 0 high: 1 } } })",
                  "(x + y)")),
              ElementsAre(message("a discrete distribution over 0 to 1")));
  EXPECT_THAT(
      errors(parsed(
          R"(parameters { id: "x" pool: "shared" distribution { constant { value: 1 } } })")),
      ElementsAre(message("this has none")));
}

/// Figures of ../theory/quantiles.md: sin(pi (c - 1/2)), and Spearman's coefficient of it.
TEST(StatedNumbers, AConcordanceIsARankCorrelation) {
  const double expected[] = {.296276, .569705, .795344, .946458};
  for (int i = 0; i < 4; ++i) {
    const double concordance = 0.6 + 0.1 * i;
    v1::RankCorrelation entry;
    entry.set_concordance(concordance);
    EXPECT_NEAR(rank_correlation(entry), expected[i], 1e-6);
    EXPECT_NEAR(2 * std::sin(M_PI / 6 * rank_correlation(entry)),
                std::sin(M_PI * (concordance - 0.5)),
                1e-12);
  }
  constexpr auto kTwo = R"(parameters { id: "x" distribution { uniform { low: 0 high: 1 } } }
parameters { id: "y" distribution { uniform { low: 0 high: 1 } } }
)";
  EXPECT_TRUE(
      parsed(std::string(kTwo) + R"(rank_correlations { first: "x" second: "y" concordance: 0.7 })",
             "(x + y)")
          .model);
  EXPECT_THAT(errors(parsed(std::string(kTwo) + R"(rank_correlations { first: "x" second: "y" })",
                            "(x + y)")),
              ElementsAre(message("needs value or concordance")));
  EXPECT_THAT(errors(parsed(std::string(kTwo) +
                                R"(rank_correlations { first: "x" second: "y" concordance: 1.5 })",
                            "(x + y)")),
              ElementsAre(message("above 0 and below 1")));
  EXPECT_THAT(errors(parsed(
                  std::string(kTwo) +
                      R"(rank_correlations { first: "x" second: "y" value: 0.1 concordance: 0.5 })",
                  "(x + y)")),
              ElementsAre(message("found value and concordance")));
}

TEST(StatedNumbers, IntervalsDoNotDetermineEveryFamily) {
  EXPECT_THAT(errors(parsed(R"(parameters { id: "x" distribution { interval { low: 1 high: 10
      family: "jqpd" } } })")),
              ElementsAre(message("do not determine jqpd")));
}

TEST(StatedNumbers, WeightsOfExpertsHaveAFiniteSum) {
  for (const char* pool : {"shared", "independent"}) {
    const auto compiled = parsed(fmt::format(R"(parameters {{ id: "x" pool: "{}"
  experts {{ id: "anna" weight: 1e308 distribution {{ constant {{ value: 1 }} }} }}
  experts {{ id: "ben" weight: 1e308 distribution {{ constant {{ value: 2 }} }} }} }})",
                                             pool));
    EXPECT_THAT(
        errors(compiled),
        Contains(AllOf(message("finite sum above 0"), Field(&Problem::path, "parameter x"))));
  }
}

/// Whether the weights of a scenario's own parameter or of its experts count must not be a riddle.
TEST(StatedNumbers, WeightsOfExpertsAreToldOnce) {
  const auto with = [](const std::string& weights) {
    return errors(parsed(R"(parameters { id: "x"
  experts { id: "anna" weight: 3 distribution { constant { value: 1 } } }
  experts { id: "ben" weight: 1 distribution { constant { value: 2 } } } }
parameters { id: "expert" distribution { discrete { values: [0, 1] weights: )" +
                         weights + " } } }"));
  };
  EXPECT_THAT(with("[6, 2]"), testing::IsEmpty());
  EXPECT_THAT(with("[1, 1]"), ElementsAre(message("have different weights")));
}

TEST(StatedNumbers, ExpertsKeepTheirNamesWhateverElseIsSet) {
  const auto compiled = parsed(kExperts, "(x + y)");
  ASSERT_TRUE(compiled.model);
  const v1::Scenario both =
      changed(compiled.model->scenario, {.set = {"x = 3", "y = 4", "expert = ben"}});
  EXPECT_EQ(both.parameters(2).distribution().constant().value(), 1.0);
}

/// Fields that people know from elsewhere.
TEST(StatedNumbers, FieldsOfOtherToolsGetTheAdviceThatFits) {
  EXPECT_THAT(
      errors(parsed(R"(parameters { id: "x" distribution { lognormal { mean: 1 sigma: 1 } } })")),
      Contains(message("exp(mu)")));
  EXPECT_THAT(
      errors(parsed(R"(parameters { id: "x" experts { id: "anna" uniform { low: 0 high: 1 } } })")),
      Contains(message("write distribution { uniform { ... } }")));
}

}  // namespace
}  // namespace demarche
