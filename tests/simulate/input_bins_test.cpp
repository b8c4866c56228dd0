// SPDX-License-Identifier: MIT
#include "demarche/simulate/input_bins.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;

TEST(BinsOf, ADistributionAreEquallyLikely) {
  const InputBins bins = bins_of(Distribution{NormalDistribution{2.0, 3.0}});

  ASSERT_EQ(bins.num_bins(), 64U);
  EXPECT_FALSE(bins.is_discrete());
  EXPECT_DOUBLE_EQ(bins.bounds[31], 2.0);
  EXPECT_NEAR(bins.bounds[15], 2.0 - 3.0 * 0.6744897501960817, 1e-9);
}

TEST(BinsOf, ADiscreteDistributionAreItsNumbersThatCanOccur) {
  const InputBins coin = bins_of(Distribution{BernoulliDistribution{0.3}});
  const InputBins sure = bins_of(Distribution{BernoulliDistribution{1.0}});
  const InputBins some =
      bins_of(Distribution{DiscreteDistribution{{5.0, 1.0, 3.0, 1.0}, {1.0, 2.0, 0.0, 1.0}}});

  EXPECT_THAT(coin.values, ElementsAre(0.0, 1.0));
  EXPECT_THAT(coin.bounds, ElementsAre(0.0));
  EXPECT_THAT(sure.values, ElementsAre(1.0));
  EXPECT_THAT(some.values, ElementsAre(1.0, 5.0));
  EXPECT_EQ(bins_of(Distribution{ConstantDistribution{4.0}}).num_bins(), 1U);
}

TEST(BinsOf, ManyNumbersAreNoMoreThan64) {
  DiscreteDistribution many;
  for (int i = 0; i < 1000; ++i) {
    many.values.push_back(i);
  }
  const InputBins bins = bins_of(Distribution{many});

  EXPECT_LE(bins.num_bins(), 64U);
  EXPECT_FALSE(bins.is_discrete());
  EXPECT_TRUE(std::is_sorted(bins.bounds.begin(), bins.bounds.end()));
}

TEST(BinsOf, ASampleHoldEquallyManyNumbers) {
  std::vector<double> sample;
  for (int i = 0; i < 6400; ++i) {
    sample.push_back((i * 7919) % 6400);
  }
  const InputBins bins = bins_of(sample);
  std::vector<std::uint8_t> found(sample.size());

  find_bins(bins, sample, found.data());

  for (std::uint8_t b = 0; b < 64; ++b) {
    EXPECT_EQ(std::count(found.begin(), found.end(), b), 100) << int{b};
  }
  const std::vector<double> two = {3.0, 1.0, 3.0};
  EXPECT_THAT(bins_of(two).values, ElementsAre(1.0, 3.0));
  const std::vector<double> odd = {3.0, std::numeric_limits<double>::quiet_NaN()};
  EXPECT_THROW((void)bins_of(odd), InvalidArgument);
}

/// Bounds by their definition: the numbers at these places if all are sorted.
std::vector<double> bounds_of_sorted(std::vector<double> sample) {
  std::sort(sample.begin(), sample.end());
  std::vector<double> bounds;
  for (std::size_t b = 1; b < 64; ++b) {
    bounds.push_back(sample[(b * sample.size() - 1) / 64]);
  }
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  return bounds;
}

TEST(BinsOf, ASampleHaveBoundsThatSortingFinds) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  const double largest = std::numeric_limits<double>::max();
  std::vector<std::vector<double>> samples(5);
  for (int i = 0; i < 5000; ++i) {
    const double number = normal(random);
    samples[0].push_back(number);
    samples[1].push_back(std::exp(40.0 * number));    // Nearly all in one cell.
    samples[2].push_back(std::round(20.0 * number));  // Many ties.
    samples[3].push_back(i == 0 ? largest : i == 1 ? -largest : number);
    samples[4].push_back(number * 1e-310);  // Subnormal.
  }
  samples.emplace_back(samples[0].begin(), samples[0].begin() + 65);

  for (std::size_t s = 0; s < samples.size(); ++s) {
    EXPECT_EQ(bins_of(samples[s]).bounds, bounds_of_sorted(samples[s])) << s;
  }
}

TEST(FindBins, AgreesWithABinarySearch) {
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  for (const std::size_t num_bounds : {0U, 1U, 2U, 5U, 31U, 32U, 62U, 63U}) {
    InputBins bins;
    for (std::size_t b = 0; b < num_bounds; ++b) {
      bins.bounds.push_back(normal(random));
    }
    std::sort(bins.bounds.begin(), bins.bounds.end());
    std::vector<double> numbers = bins.bounds;  // Numbers that lie on a bound.
    for (int i = 0; i < 300; ++i) {
      numbers.push_back(normal(random));
    }
    std::vector<std::uint8_t> found(numbers.size());

    find_bins(bins, numbers, found.data());

    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const auto below = std::lower_bound(bins.bounds.begin(), bins.bounds.end(), numbers[i]) -
                         bins.bounds.begin();
      EXPECT_EQ(found[i], below) << num_bounds << " " << numbers[i];
    }
  }
}

}  // namespace
}  // namespace demarche
