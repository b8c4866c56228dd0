// SPDX-License-Identifier: MIT
#include "simulate/block_sums.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "demarche/core/instruction_set.hpp"
#include "demarche/simulate/exact_sum.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

std::vector<double> numbers(int count) {
  const auto game = testing::random_game({count}, 7);
  return {game.payoffs(0).begin(), game.payoffs(0).end()};
}

std::vector<double> close_numbers(int count) {
  auto values = numbers(count);
  for (double& value : values) {
    value = 1e6 + 1e-3 * value;
  }
  return values;
}

/// The sums of the row on the oldest instruction set.
BlockSums same_on_every_set(const std::vector<double>& values, bool are_probabilities) {
  use_instruction_set("baseline");
  const BlockSums first = block_sums(values, are_probabilities);
  for (const auto& name : instruction_sets()) {
    use_instruction_set(name);
    const BlockSums sums = block_sums(values, are_probabilities);
    EXPECT_EQ(sums.shift, first.shift) << name;
    EXPECT_EQ(sums.sum, first.sum) << name;
    EXPECT_EQ(sums.squares, first.squares) << name;
    EXPECT_EQ(sums.minimum, first.minimum) << name;
    EXPECT_EQ(sums.maximum, first.maximum) << name;
  }
  use_instruction_set("best");
  return first;
}

TEST(BlockSums, HaveTheSameBitsOnEveryInstructionSet) {
  for (const int count : {2, 7, 8, 9, 127, 128}) {
    same_on_every_set(numbers(count), false);
    EXPECT_NE(same_on_every_set(close_numbers(count), false).shift, 0.0);
    auto probabilities = numbers(count);
    probabilities.front() = 1.0 + 1e-15;
    probabilities.back() = 1.0 - 1e-15;
    EXPECT_EQ(same_on_every_set(probabilities, true).maximum, 1.0);
  }
}

double two_pass_variance(const std::vector<double>& values) {
  long double mean = 0.0L;
  for (const double value : values) {
    mean += value;
  }
  mean /= static_cast<long double>(values.size());
  long double squares = 0.0L;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return static_cast<double>(squares / static_cast<long double>(values.size() - 1));
}

TEST(BlockSums, ShiftOnlyWhatIsCloseForItsSize) {
  const std::vector<double> close = close_numbers(128);
  std::vector<double> with_outlier = close;
  with_outlier[64] = 0.49e6;  // Just far enough.
  EXPECT_NEAR(block_sums(close).shift, 1e6, 1.0);
  EXPECT_EQ(block_sums(with_outlier).shift, 0.0);

  for (const auto& values : {close, with_outlier}) {
    Moments moments;
    ASSERT_TRUE(moments.add_block(values));
    const double expected = two_pass_variance(values);
    EXPECT_NEAR(moments.variance(), expected, 1e-11 * expected);
  }
}

TEST(BlockSums, OfOneNumberDoNotVary) {
  for (const double value : {1.0 / 3.0, 0.1, 1e9 + 0.1}) {
    Moments moments;
    ASSERT_TRUE(moments.add_block(std::vector<double>(128, value)));
    ASSERT_TRUE(moments.add_block(std::vector<double>(100, value)));
    EXPECT_LE(moments.standard_deviation(), 1e-15 * value);
  }
}

TEST(BlockSums, OfProbabilitiesMoveWhatRoundingLeftOutside) {
  Moments outside;
  Moments inside;
  const std::vector<double> values{0.5, -1e-17, 1.0 + 1e-15, 0.25, 1.0, 0.0, 0.75, 0.125, 2e-16};

  EXPECT_TRUE(outside.add_probabilities(values));
  EXPECT_TRUE(inside.add_block(std::vector{0.5, 0.0, 1.0, 0.25, 1.0, 0.0, 0.75, 0.125, 2e-16}));

  EXPECT_EQ(outside.minimum(), 0.0);
  EXPECT_EQ(outside.maximum(), 1.0);
  EXPECT_EQ(outside.mean(), inside.mean());
  EXPECT_EQ(outside.variance(), inside.variance());
}

TEST(BlockSums, OfWhatIsNotFiniteAddNothing) {
  for (const double bad :
       {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    for (std::size_t place = 0; place < 20; ++place) {
      std::vector<double> values(20, 0.5);
      values[place] = bad;
      Moments moments;
      EXPECT_FALSE(moments.add_block(values));
      // Infinity moves to 1.
      EXPECT_EQ(moments.add_probabilities(values), !std::isnan(bad));
      EXPECT_EQ(moments.count(), std::isnan(bad) ? 0U : 20U);
    }
  }
}

}  // namespace
}  // namespace demarche
