// SPDX-License-Identifier: MIT
#include "analyze/where_best.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace demarche {
namespace {

using ::testing::ElementsAre;

constexpr std::size_t kDraws = 400;

/// A row with numbers made of the draw's number.
template <class Function>
std::vector<double> row(const Function& function) {
  std::vector<double> numbers;
  for (std::size_t d = 0; d < kDraws; ++d) {
    numbers.push_back(function(d));
  }
  return numbers;
}

std::vector<double> zeros() {
  return row([](std::size_t) { return 0.0; });
}

std::vector<double> shares(const v1::WhereBest& found) {
  return {found.shares().begin(), found.shares().end()};
}

std::vector<std::size_t> counts(const v1::WhereBest& found) {
  return {found.counts().begin(), found.counts().end()};
}

/// 20 by 20 draws; the first is better where both numbers are above the median.
TEST(WhereBest, IsByTheTwoParametersThatDecide) {
  const std::vector<double> x = row([](std::size_t d) { return static_cast<double>(d % 20); });
  const std::vector<double> y = row([](std::size_t d) { return static_cast<double>(d / 20); });
  const std::vector<double> first =
      row([](std::size_t d) { return d % 20 >= 10 && d / 20 >= 15 ? 1.0 : -1.0; });
  const v1::WhereBest found = where_best(first, zeros(), {zeros(), x, y}, {"none", "x", "y"});

  EXPECT_DOUBLE_EQ(found.share_first(), 50.0 / 400.0);
  ASSERT_EQ(found.parameters_size(), 2);
  // Of the variance 7/64, quarters of y explain 1/4 * 1/4 - 1/64 = 3/64, those of x 1/64.
  EXPECT_EQ(found.parameters(0).parameter(), "y");
  EXPECT_NEAR(found.parameters(0).explained(), 1.0 - 4.0 / 7.0 * 399.0 / 396.0, 1e-12);
  EXPECT_EQ(found.parameters(1).parameter(), "x");
  EXPECT_NEAR(found.parameters(1).explained(), 1.0 - 6.0 / 7.0 * 399.0 / 396.0, 1e-12);
  EXPECT_THAT(found.parameters(1).bounds(), ElementsAre(4.0, 9.0, 14.0));
  EXPECT_THAT(shares(found), ElementsAre(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1));
  EXPECT_THAT(counts(found), ::testing::Each(25U));
}

TEST(WhereBest, LeavesOutWhatChanceMayDo) {
  const std::vector<double> x = row([](std::size_t d) { return static_cast<double>(d); });
  const std::vector<double> noise =
      row([](std::size_t d) { return static_cast<double>(d * 163 % 401); });
  const std::vector<double> first = row([](std::size_t d) { return d < 300 ? 1.0 : -1.0; });
  const v1::WhereBest one = where_best(first, zeros(), {noise, x}, {"noise", "x"});
  const v1::WhereBest none = where_best(first, zeros(), {noise}, {"noise"});

  ASSERT_EQ(one.parameters_size(), 1);
  EXPECT_EQ(one.parameters(0).parameter(), "x");
  EXPECT_DOUBLE_EQ(one.parameters(0).explained(), 1.0);
  EXPECT_THAT(shares(one), ElementsAre(1, 1, 1, 0));
  EXPECT_EQ(none.parameters_size(), 0);
  EXPECT_EQ(none.shares_size(), 0);
  EXPECT_DOUBLE_EQ(none.share_first(), 0.75);
}

/// One of two numbers: the quarters between them have no draws.
TEST(WhereBest, KeepsDrawsOfADiscreteNumberTogether) {
  const std::vector<double> coin = row([](std::size_t d) { return d % 10 < 6 ? 0.0 : 1.0; });
  const v1::WhereBest found = where_best(coin, zeros(), {coin}, {"coin"});

  EXPECT_THAT(found.parameters(0).bounds(), ElementsAre(0.0, 0.0, 1.0));
  EXPECT_THAT(counts(found), ElementsAre(240U, 0U, 160U, 0U));
  EXPECT_EQ(found.shares(0), 0.5);  // Neither is better.
  EXPECT_TRUE(std::isnan(found.shares(1)));
  EXPECT_EQ(found.shares(2), 1.0);
}

TEST(WhereBest, HasNothingToDecideWhereOneIsAlwaysBetter) {
  const std::vector<double> x = row([](std::size_t d) { return static_cast<double>(d) + 1.0; });
  const v1::WhereBest found = where_best(x, zeros(), {x}, {"x"});

  EXPECT_EQ(found.share_first(), 1.0);
  EXPECT_EQ(found.parameters_size(), 0);
}

}  // namespace
}  // namespace demarche
