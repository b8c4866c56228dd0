// SPDX-License-Identifier: MIT
#include "demarche/analyze/jackknife.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace demarche {
namespace {

/// Of a mean with groups of one draw each, the error is the standard error of the mean.
TEST(Jackknife, OfAMeanIsItsStandardError) {
  const std::vector<double> numbers = {1.0, 4.0, 2.0, 7.0, 6.0};
  const double mean = 4.0;
  std::vector<double> without;
  double squares = 0.0;
  for (const double number : numbers) {
    without.push_back((5.0 * mean - number) / 4.0);
    squares += (number - mean) * (number - mean);
  }
  const IntervalEstimate found = jackknife(mean, without, std::vector(5, 1.0));

  EXPECT_NEAR(found.standard_error, std::sqrt(squares / 4.0 / 5.0), 1e-12);
  EXPECT_NEAR(found.high - mean, 2.7764451051977987 * found.standard_error, 1e-12);  // t(4).
}

TEST(Jackknife, TellsNothingFromFewGroups) {
  EXPECT_TRUE(std::isnan(
      jackknife(1.0, std::vector{1.0, 1.1, 0.9, 7.0}, std::vector{5.0, 5.0, 5.0, 0.0}).low));
}

/// Of means of groups that differ in size, the interval holds the true mean as often as it says.
TEST(Jackknife, HoldsTheMeanOfUnequalGroups) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal;
  const std::vector<double> sizes = {10.0, 40.0, 20.0, 30.0, 40.0, 10.0, 25.0, 35.0};
  constexpr int kRuns = 4000;
  int held = 0;
  for (int run = 0; run < kRuns; ++run) {
    std::vector<double> sums;
    double total = 0.0;
    double count = 0.0;
    for (const double size : sizes) {
      double sum = 0.0;
      for (int i = 0; i < static_cast<int>(size); ++i) {
        sum += normal(random);
      }
      sums.push_back(sum);
      total += sum;
      count += size;
    }
    std::vector<double> without;
    for (std::size_t g = 0; g < sizes.size(); ++g) {
      without.push_back((total - sums[g]) / (count - sizes[g]));
    }
    const IntervalEstimate found = jackknife(total / count, without, sizes);
    held += found.low <= 0.0 && 0.0 <= found.high ? 1 : 0;
  }
  EXPECT_GE(held, 0.93 * kRuns);
  EXPECT_LE(held, 0.97 * kRuns);
}

}  // namespace
}  // namespace demarche
