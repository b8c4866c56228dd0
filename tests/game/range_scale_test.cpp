// SPDX-License-Identifier: MIT
#include "game/range_scale.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace demarche {
namespace {

constexpr double kLargest = std::numeric_limits<double>::max();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();

TEST(RangeScale, LeavesOrdinaryNumbersAlone) {
  EXPECT_EQ(range_scale(0.0), 1.0);
  EXPECT_EQ(range_scale(1e-200), 1.0);
  EXPECT_EQ(range_scale(1e200), 1.0);
}

TEST(RangeScale, BringsNumbersAtEitherEndNearOne) {
  EXPECT_EQ(range_scale(0x1p1000), 0x1p-1000);
  EXPECT_EQ(range_scale(0x1.8p-1000), 0x1p1000);
  EXPECT_GE(range_scale(kSmallest) * kSmallest, 0x1p-60);  // No larger power of two is a double.
}

TEST(ScaledRange, SpansTheNumbers) {
  const auto range = scaled_range(std::array{3.0, -1.0, 7.0});

  EXPECT_EQ(range.spread(), 8.0);
  EXPECT_EQ(range.unscaled_spread(), 8.0);
  EXPECT_EQ(range.to_unit(-1.0), 0.0);
  EXPECT_EQ(range.to_unit(3.0), 0.5);
  EXPECT_EQ(range.to_unit(7.0), 1.0);
}

TEST(ScaledRange, HoldsASpreadBeyondTheDoubles) {
  const auto range = scaled_range(std::array{-kLargest, 0.0, kLargest});

  EXPECT_TRUE(std::isfinite(range.spread()));
  EXPECT_EQ(range.to_unit(0.0), 0.5);
  EXPECT_EQ(range.to_unit(kLargest), 1.0);
  EXPECT_EQ(range.unscaled_spread(), kLargest);
}

TEST(ScaledRange, TellsTheSmallestNumbersApart) {
  const auto range = scaled_range(std::array{0.0, kSmallest, 2 * kSmallest});

  EXPECT_EQ(range.to_unit(kSmallest), 0.5);
  EXPECT_EQ(range.unscaled_spread(), 2 * kSmallest);
}

TEST(ScaledRange, MapsEqualNumbersAndNoneToZero) {
  EXPECT_EQ(scaled_range(std::array{5.0, 5.0}).to_unit(5.0), 0.0);
  EXPECT_EQ(scaled_range(std::vector<double>()).spread(), 0.0);
}

}  // namespace
}  // namespace demarche
