// SPDX-License-Identifier: MIT
#include "demarche/simulate/exact_sum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "demarche/core/error.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

constexpr double kMax = std::numeric_limits<double>::max();
constexpr double kLeast = std::numeric_limits<double>::denorm_min();

double sum(const std::vector<double>& values) {
  ExactSum exact;
  for (const double value : values) {
    exact.add(value);
  }
  return exact.value();
}

/// Any finite double, of any exponent.
std::vector<double> wild_numbers(std::size_t count, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_int_distribution<int> exponents(-1060, 1000);
  boost::random::uniform_int_distribution<std::int64_t> mantissas(-(std::int64_t{1} << 53),
                                                                  std::int64_t{1} << 53);
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(std::ldexp(static_cast<double>(mantissas(engine)), exponents(engine) - 30));
  }
  return values;
}

TEST(ExactSum, LosesNothing) {
  EXPECT_EQ(sum({}), 0.0);
  EXPECT_EQ(sum({1e300, 1.0, -1e300}), 1.0);
  EXPECT_EQ(sum({1.0, kLeast, -1.0}), kLeast);
  EXPECT_EQ(sum({kMax, kMax, -kMax}), kMax);
  EXPECT_EQ(sum({0.1, 0.2, -0.3}), 0x1p-55);
}

TEST(ExactSum, RoundsToTheNearestEven) {
  EXPECT_EQ(sum({1.0, 0x1p-53}), 1.0);
  EXPECT_EQ(sum({1.0, 0x1p-53, kLeast}), 1.0 + 0x1p-52);
  EXPECT_EQ(sum({1.0 + 0x1p-52, 0x1p-53}), 1.0 + 0x1p-51);
  EXPECT_EQ(sum({-1.0, -0x1p-53, -kLeast}), -1.0 - 0x1p-52);
}

/// Against 2,200-bit arithmetic.
TEST(ExactSum, AgreesWithLongArithmetic) {
  using Long = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<2400>>;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto values = wild_numbers(50, seed);
    Long expected = 0;
    for (const double value : values) {
      expected += Long(value);
    }
    EXPECT_EQ(sum(values), static_cast<double>(expected)) << seed;
  }
}

TEST(ExactSum, IsFreeOfOrderAndOfHowItIsSplit) {
  const auto values = wild_numbers(3000, 1);
  auto shuffled = values;
  std::reverse(shuffled.begin(), shuffled.end());
  std::rotate(shuffled.begin(), shuffled.begin() + 700, shuffled.end());
  std::vector<ExactSum> parts(7);
  for (std::size_t i = 0; i < values.size(); ++i) {
    parts[i * i % 7].add(values[i]);
  }
  ExactSum total;
  for (const ExactSum& part : parts) {
    total.merge(part);
  }

  EXPECT_EQ(sum(shuffled), sum(values));
  EXPECT_EQ(total.value(), sum(values));
  EXPECT_EQ(total.parts().high, sum(values));
}

/// Carries are passed on in time however many numbers are added and merged.
TEST(ExactSum, HoldsBillions) {
  ExactSum part;
  for (int i = 0; i < 100'000; ++i) {
    part.add(-kMax / 1e9);
    part.add(1.5);
  }
  ExactSum total;
  for (int i = 0; i < 10'000; ++i) {
    total.merge(part);
  }

  EXPECT_DOUBLE_EQ(total.value(), -kMax);
}

TEST(ExactSum, IsStoredAndRestoredExactly) {
  for (const std::vector<double>& values : {std::vector<double>{},
                                            {1.0, 1e-300, -1e300},
                                            {-kLeast},
                                            {-kMax, -kMax, 0.1},
                                            {0.1, -0.1}}) {
    ExactSum total;
    ExactSum otherwise;
    for (std::size_t i = 0; i < values.size(); ++i) {
      total.add(values[i]);
      otherwise.add(values[values.size() - 1 - i]);
    }

    ExactSum restored = ExactSum::from_chunks(total.chunks());

    EXPECT_EQ(otherwise.chunks(), total.chunks());
    EXPECT_EQ(restored.chunks(), total.chunks());
    EXPECT_EQ(restored.parts().low, total.parts().low);
    restored.add(0.25);
    total.add(0.25);
    EXPECT_EQ(restored.value(), total.value());
  }
}

TEST(ExactSum, RejectsWhatAreNoChunks) {
  EXPECT_THROW((void)ExactSum::from_chunks(std::vector<std::int64_t>(68, 0)), InvalidArgument);
  EXPECT_THROW((void)ExactSum::from_chunks(std::vector<std::int64_t>{-1}), InvalidArgument);
  EXPECT_THROW((void)ExactSum::from_chunks(std::vector<std::int64_t>{std::int64_t{1} << 32}),
               InvalidArgument);
}

TEST(Moments, SurviveAnOffsetThatWouldDrownThem) {
  Moments moments;
  for (const double x : {1.0, 2.0, 3.0, 4.0}) {
    moments.add(1e9 + x);
  }

  EXPECT_EQ(moments.count(), 4U);
  EXPECT_EQ(moments.mean(), 1e9 + 2.5);
  EXPECT_NEAR(moments.variance(), 5.0 / 3.0, 1e-6);
  EXPECT_NEAR(moments.standard_error(), std::sqrt(5.0 / 12.0), 1e-6);
  EXPECT_EQ(moments.minimum(), 1e9 + 1);
  EXPECT_EQ(moments.maximum(), 1e9 + 4);
}

TEST(Moments, OfFewNumbersAreZero) {
  Moments moments;
  EXPECT_EQ(moments.mean(), 0.0);
  EXPECT_EQ(moments.variance(), 0.0);
  moments.add(3.0);
  EXPECT_EQ(moments.variance(), 0.0);
  EXPECT_EQ(moments.standard_error(), 0.0);
}

/// Blocks of any length, far from 0: nothing cancels, and their order does not matter.
TEST(Moments, OfBlocksAreThoseOfTheirNumbers) {
  const auto uniform = testing::random_game({1000}, 3);
  std::vector<double> values;
  for (const double x : uniform.payoffs(0)) {
    values.push_back(1e9 + x);
  }
  Moments one_by_one;
  for (const double value : values) {
    one_by_one.add(value);
  }
  Moments forwards;
  Moments backwards;
  constexpr std::size_t kLength = 77;
  const std::size_t num_blocks = (values.size() + kLength - 1) / kLength;
  for (std::size_t b = 0; b < num_blocks; ++b) {
    const auto block = [&](std::size_t k) {
      return std::span(values).subspan(k * kLength, std::min(kLength, values.size() - k * kLength));
    };
    forwards.add_block(block(b));
    backwards.add_block(block(num_blocks - 1 - b));
  }

  EXPECT_EQ(forwards.count(), 1000U);
  EXPECT_EQ(forwards.minimum(), one_by_one.minimum());
  EXPECT_EQ(forwards.maximum(), one_by_one.maximum());
  EXPECT_EQ(forwards.mean(), one_by_one.mean());
  EXPECT_NEAR(forwards.variance(), one_by_one.variance(), 1e-14);
  EXPECT_EQ(forwards.mean(), backwards.mean());
  EXPECT_EQ(forwards.variance(), backwards.variance());
}

TEST(Moments, OfNumbersWhoseSquaresAreTooLargeVaryWithoutBound) {
  Moments moments;
  for (int i = 0; i < 64; ++i) {
    EXPECT_TRUE(moments.add_block(std::vector{1e155, 3e155}));
  }

  EXPECT_EQ(moments.mean(), 2e155);
  EXPECT_EQ(moments.variance(), std::numeric_limits<double>::infinity());
}

TEST(Moments, OfEnormousNumbersStayFinite) {
  Moments moments;
  const std::vector<double> values(128, 1e150);

  moments.add_block(values);

  EXPECT_EQ(moments.mean(), 1e150);
  EXPECT_EQ(moments.variance(), 0.0);
}

}  // namespace
}  // namespace demarche
