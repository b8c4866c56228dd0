// SPDX-License-Identifier: MIT
#include "scenario/language/expression.hpp"

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "scenario/language/evaluate.hpp"
#include "support/scenarios.hpp"
#include "support/symbols.hpp"

namespace demarche {
namespace {

using testing::chicken_value;

TEST(ParseExpression, BindsAsArithmeticDoes) {
  EXPECT_EQ(chicken_value("2 + 3 * 4"), 14);
  EXPECT_EQ(chicken_value("10 - 3 - 2"), 5);
  EXPECT_EQ(chicken_value("12 / 3 / 2"), 2);
  EXPECT_EQ(chicken_value("-2 * -3"), 6);
  EXPECT_EQ(chicken_value("(2 + 3) * 4"), 20);
  EXPECT_EQ(chicken_value("1 + 1 == 2 && 2 > 1"), 1);
  EXPECT_EQ(chicken_value("0 == 1 || !(1 >= 2)"), 1);
  EXPECT_EQ(chicken_value("1 < 2 || 1 > 2 && 1 > 2"), 1);
  EXPECT_EQ(chicken_value("1.5e1 + .5"), 15.5);
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
