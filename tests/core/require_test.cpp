// SPDX-License-Identifier: MIT
#include "core/require.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace demarche {
namespace {

using ::testing::ThrowsMessage;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Require, SaysNameRuleAndValue) {
  const auto throws = [](const char* text) { return ThrowsMessage<InvalidArgument>(text); };

  EXPECT_THAT([] { require(false, "leader", "0 or 1", 2); },
              throws("leader must be 0 or 1, got 2"));
  EXPECT_THAT([] { require_positive("tolerance", 0.0); },
              throws("tolerance must be above 0, got 0"));
  EXPECT_THAT([] { require_positive("tolerance", kNan); },
              throws("tolerance must be above 0, got nan"));
  EXPECT_THAT([] { require_at_least("max_pivots", 0, 1); },
              throws("max_pivots must be at least 1, got 0"));
  EXPECT_THAT([] { require_at_least("tie", kNan, 0.0); },
              throws("tie must be at least 0, got nan"));
  EXPECT_THAT([] { require_in("gain", 1.5, 0.0, 1.0); }, throws("gain must be in [0, 1], got 1.5"));
  EXPECT_THAT([] { require_below("player", 2, 2); }, throws("player must be in [0, 2), got 2"));
  EXPECT_THAT([] { require_below("player", -1, 2); }, throws("player must be in [0, 2), got -1"));
  EXPECT_THAT([] { require_finite("precision", kInfinity, 0.0); },
              throws("precision must be finite and at least 0, got inf"));
}

TEST(Require, AcceptsTheEndsOfARange) {
  EXPECT_NO_THROW(require_positive("max_seconds", kInfinity));
  EXPECT_NO_THROW(require_at_least("max_pivots", 1, 1));
  EXPECT_NO_THROW(require_in("gain", 0.0, 0.0, 1.0));
  EXPECT_NO_THROW(require_in("gain", 1.0, 0.0, 1.0));
  EXPECT_NO_THROW(require_below("player", 0, 1));
  EXPECT_NO_THROW(require_finite("precision", 0.0, 0.0));
}

}  // namespace
}  // namespace demarche
