// SPDX-License-Identifier: MIT
#include "core/count_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace demarche {
namespace {

TEST(CountText, LargeCountsAreRoundedAndNeverInfinite) {
  EXPECT_EQ(count_text(120), "120");
  EXPECT_EQ(count_text(10'400'599), "1.04e+07");
  EXPECT_EQ(count_text(std::numeric_limits<double>::infinity()), "more than 1e+308");
}

}  // namespace
}  // namespace demarche
