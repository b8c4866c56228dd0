// SPDX-License-Identifier: MIT
#include "demarche/simulate/estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace demarche {
namespace {

/// Wilson's interval for 10 of 20: 0.2993 to 0.7007 (Newcombe 1998's formula).
TEST(ProbabilityInterval, IsWilsonsForZerosAndOnes) {
  const auto interval = probability_interval(0.5, std::sqrt(0.25 / 20), 20);

  EXPECT_NEAR(interval.low, 0.2993, 5e-4);
  EXPECT_NEAR(interval.high, 0.7007, 5e-4);
}

TEST(ProbabilityInterval, StaysInsideAndNeverCollapsesAtTheEnds) {
  const auto never = probability_interval(0.0, 0.0, 1000);
  const auto always = probability_interval(1.0, 0.0, 1000);

  EXPECT_EQ(never.low, 0.0);
  EXPECT_NEAR(never.high, 0.00383, 1e-4);
  EXPECT_EQ(always.high, 1.0);
  EXPECT_NEAR(always.low, 1 - 0.00383, 1e-4);
}

TEST(ProbabilityInterval, NarrowsWhereDrawsSayMoreThanZeroOrOne) {
  const auto coarse = probability_interval(0.5, std::sqrt(0.25 / 1000), 1000);
  const auto fine = probability_interval(0.5, 0.1 * std::sqrt(0.25 / 1000), 1000);

  EXPECT_NEAR((fine.high - fine.low) / (coarse.high - coarse.low), 0.1, 0.001);
}

TEST(ProbabilityInterval, IsEverythingWithoutDraws) {
  const auto interval = probability_interval(0.0, 0.0, 0);

  EXPECT_EQ(interval.low, 0.0);
  EXPECT_EQ(interval.high, 1.0);
}

TEST(Estimate, BoundsTheMeanOverAllDraws) {
  const ProbabilityInterval some = bounds_over_all_draws(0.552, 7880, 2120);
  EXPECT_NEAR(some.low, 0.552 * 0.788, 1e-12);
  EXPECT_NEAR(some.high, 0.552 * 0.788 + 0.212, 1e-12);
  EXPECT_EQ(bounds_over_all_draws(0.3, 10, 0).low, 0.3);
  EXPECT_EQ(bounds_over_all_draws(0.3, 10, 0).high, 0.3);
  EXPECT_EQ(bounds_over_all_draws(0.0, 0, 10).low, 0.0);
  EXPECT_EQ(bounds_over_all_draws(0.0, 0, 10).high, 1.0);
  EXPECT_EQ(bounds_over_all_draws(1.0, 3, 1).high, 1.0);
}

}  // namespace
}  // namespace demarche
