// SPDX-License-Identifier: MIT
#include "scenario/language/expression.hpp"

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "scenario/language/evaluate.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// The value of an expression over nothing but numbers.
double value(const std::string& text) {
  static const v1::Scenario scenario = testing::bundled("chicken").scenario;
  static const Symbols symbols(scenario);
  const std::vector<double> parameters = {1.5, 0.5, 3.0, 2.0};
  const std::vector<int> levels = {1, 0};
  return Evaluator(symbols, parameters, levels).value(std::string_view(text));
}

TEST(ParseExpression, BindsAsArithmeticDoes) {
  EXPECT_EQ(value("2 + 3 * 4"), 14);
  EXPECT_EQ(value("10 - 3 - 2"), 5);
  EXPECT_EQ(value("12 / 3 / 2"), 2);
  EXPECT_EQ(value("-2 * -3"), 6);
  EXPECT_EQ(value("(2 + 3) * 4"), 20);
  EXPECT_EQ(value("1 + 1 == 2 && 2 > 1"), 1);
  EXPECT_EQ(value("0 == 1 || !(1 >= 2)"), 1);
  EXPECT_EQ(value("1 < 2 || 1 > 2 && 1 > 2"), 1);
  EXPECT_EQ(value("1.5e1 + .5"), 15.5);
}

TEST(ParseExpression, KnowsItsFunctions) {
  EXPECT_EQ(value("min(3, 1, 2)"), 1);
  EXPECT_EQ(value("max(3, 1, 2)"), 3);
  EXPECT_EQ(value("clamp(5, 0, 2)"), 2);
  EXPECT_EQ(value("abs(-2)"), 2);
  EXPECT_DOUBLE_EQ(value("exp(log(3))"), 3);
  EXPECT_EQ(value("sqrt(16)"), 4);
  EXPECT_EQ(value("pow(2, 10)"), 1024);
  EXPECT_EQ(value("logistic(0)"), 0.5);
  EXPECT_EQ(value("if(1 > 2, 10, 20)"), 20);
}

TEST(ParseExpression, NamesReachParametersLeversAndPayoffs) {
  EXPECT_EQ(value("prize"), 1.5);
  EXPECT_EQ(value("north.stance"), 1);
  EXPECT_EQ(value("north.stance == stand"), 1);
  EXPECT_EQ(value("south.stance >= stand"), 0);
  EXPECT_EQ(value("payoff(north)"), 1.5);
  EXPECT_EQ(value("status_quo(north.stance)"), 0);
  EXPECT_EQ(value("joint_loss"), -0.75);
}

TEST(ParseExpression, BoundsNestingAndLength) {
  std::string deep(100'000, '(');
  deep.append("1").append(100'000, ')');
  std::string negated(60'000, '-');
  negated.append("1");
  const std::string wide(70'000, '1');

  EXPECT_FALSE(parse_expression(deep).errors.empty());
  EXPECT_FALSE(parse_expression(negated).errors.empty());
  EXPECT_FALSE(parse_expression(wide).errors.empty());
}

/// Random bytes give either a tree or errors.
TEST(ParseExpression, SurvivesAnyBytes) {
  boost::random::mt19937_64 engine(3);
  constexpr std::string_view kAlphabet = "ab.()+-*/<>=!&|,0123456789e \t\"\\\x80\xff";
  boost::random::uniform_int_distribution<std::size_t> letters(0, kAlphabet.size() - 1);
  boost::random::uniform_int_distribution<std::size_t> lengths(0, 40);
  for (int round = 0; round < 50'000; ++round) {
    std::string text;
    for (std::size_t k = lengths(engine); k-- > 0;) {
      text += kAlphabet[letters(engine)];
    }
    const auto parsed = parse_expression(text);
    EXPECT_EQ(parsed.root == nullptr, !parsed.errors.empty()) << text;
  }
}

}  // namespace
}  // namespace demarche
