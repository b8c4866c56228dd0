// SPDX-License-Identifier: MIT
#include "demarche/scenario/expression.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "demarche/core/error.hpp"
#include "demarche/scenario/evaluate.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;

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

struct Bad {
  const char* text;
  std::size_t offset;
  const char* message;
};

/// What CTest shows of a case.
void PrintTo(const Bad& test, std::ostream* out) {
  *out << test.text;
}

class BadExpression : public ::testing::TestWithParam<Bad> {};

TEST_P(BadExpression, IsToldWithItsPlace) {
  static const v1::Scenario scenario = testing::bundled("chicken").scenario;
  static const Symbols symbols(scenario);

  const auto errors = resolve_text(GetParam().text, symbols, {.payoffs = true}).errors;

  ASSERT_FALSE(errors.empty());
  EXPECT_EQ(errors.front().offset, GetParam().offset) << errors.front().message;
  EXPECT_THAT(errors.front().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(Table,
                         BadExpression,
                         ::testing::Values(Bad{"", 0, "end"},
                                           Bad{"1 +", 3, "end"},
                                           Bad{"(1 + 2", 6, "')'"},
                                           Bad{"1 2", 2, "'2'"},
                                           Bad{"1 $ 2", 2, "$"},
                                           Bad{"prise * 2", 0, "prize"},
                                           Bad{"1 + clam(1, 2, 3)", 4, "clamp"},
                                           Bad{"clamp(1, 2)", 0, "clamp"},
                                           Bad{"north.stnce", 0, "north.stance"},
                                           Bad{"north.stance == stnd", 16, "stand"},
                                           Bad{"payoff(nort)", 0, "north"},
                                           Bad{"1 < 2 < 3", 6, "<"},
                                           Bad{"prize && 1 > 2", 0, "condition"},
                                           Bad{"if(prize, 1, 2)", 3, "condition"},
                                           Bad{"north", 0, "north"}));

TEST(ParseExpression, BoundsNestingAndLength) {
  const std::string deep = std::string(100'000, '(') + "1" + std::string(100'000, ')');
  const std::string wide(70'000, '1');

  EXPECT_FALSE(parse_expression(deep).errors.empty());
  EXPECT_FALSE(parse_expression(std::string(60'000, '-') + "1").errors.empty());
  EXPECT_FALSE(parse_expression(wide).errors.empty());
}

/// Any bytes give a tree or errors.
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
