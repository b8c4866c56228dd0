// SPDX-License-Identifier: MIT
#include "scenario/check/correlation_warnings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/scenario/load.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A scenario whose parameters p0, p1, ... have these distributions and correlations.
v1::Scenario scenario(const std::vector<std::string>& distributions, const std::string& rest) {
  std::string text = R"(id: "case"
actors { id: "a" levers { id: "x" levels { id: "no" } levels { id: "yes" } }
  payoff { id: "p" value: "a.x" } }
)";
  for (std::size_t i = 0; i < distributions.size(); ++i) {
    text +=
        fmt::format("parameters {{ id: \"p{}\" distribution {{ {} }} }}\n", i, distributions[i]);
  }
  return parse_scenario(text + rest, "case.txtpb").value().scenario;
}

std::string correlation(int first, int second, double value) {
  return fmt::format(
      "rank_correlations {{ first: \"p{}\" second: \"p{}\" value: {} }}\n", first, second, value);
}

std::vector<std::string> messages(const v1::Scenario& scenario) {
  std::vector<std::string> found;
  for (const FieldProblem& problem : find_correlation_warnings(scenario)) {
    EXPECT_EQ(problem.severity, Severity::warning);
    found.push_back(problem.message);
  }
  return found;
}

constexpr auto kUniform = "uniform { low: 0 high: 1 }";
constexpr auto kCoin = "bernoulli { probability: 0.5 }";

/// The normal variables have r = 2 sin(0.1 pi) = 0.618; both coins show 1 with the probability
/// 1/4 + asin(r) / (2 pi) = 0.3560, so their correlation is 4 * 0.3560 - 1 = 0.42.
TEST(CorrelationWarnings, GiveTheCorrelationThatTwoCoinsGet) {
  EXPECT_THAT(messages(scenario({kCoin, kCoin}, correlation(0, 1, 0.6))),
              ElementsAre(HasSubstr("rank correlation 0.42 instead of 0.60")));
  EXPECT_THAT(messages(scenario({kCoin, kCoin}, correlation(0, 1, -0.6))),
              ElementsAre(HasSubstr("rank correlation -0.42 instead of -0.60")));
}

/// A coin and a uniform number: the mean of Phi(Z) given that a normal variable with correlation r
/// is positive is 1/2 + asin(r / sqrt 2) / pi, and so the correlation is
/// sqrt(12) asin(r / sqrt 2) / pi = 0.4985.
TEST(CorrelationWarnings, GiveTheCorrelationOfACoinWithANumber) {
  EXPECT_THAT(messages(scenario({kCoin, kUniform}, correlation(0, 1, 0.6))),
              ElementsAre(HasSubstr("rank correlation 0.50 instead of 0.60")));
}

TEST(CorrelationWarnings, SayNothingWhereNoValuesTie) {
  EXPECT_THAT(messages(scenario({kUniform, "normal { mean: 0 standard_deviation: 1 }"},
                                correlation(0, 1, 0.9))),
              IsEmpty());
}

TEST(CorrelationWarnings, TellOfConstants) {
  EXPECT_THAT(messages(scenario({"constant { value: 3 }", kUniform}, correlation(0, 1, 0.5))),
              ElementsAre("'p0' is constant, and a constant has no correlation"));
}

/// The most negative common correlation of three normal variables is -1/2, for which Spearman's is
/// 6/pi asin(-1/4) = -0.4826.
TEST(CorrelationWarnings, GiveWhatARepairedMatrixHas) {
  const std::string all =
      correlation(0, 1, -0.79) + correlation(0, 2, -0.79) + correlation(1, 2, -0.79);
  const auto repaired = scenario({kUniform, kUniform, kUniform}, all + "repair_correlations: true");

  EXPECT_THAT(
      messages(repaired),
      ElementsAre("the rank correlations contradict each other and were repaired: p0 and p1 "
                  "-0.48 instead of -0.79, p0 and p2 -0.48 instead of -0.79, p1 and p2 "
                  "-0.48 instead of -0.79"));
}

}  // namespace
}  // namespace demarche
