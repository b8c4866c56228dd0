// SPDX-License-Identifier: MIT
#include "game/profile_count.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "support/factored_games.hpp"

namespace demarche {
namespace {

TEST(ProfileCount, IsWrittenAsADoubleWhereOneHoldsIt) {
  EXPECT_EQ(product_text({}), "1");
  EXPECT_EQ(product_text(std::vector<double>{2, 3}), "6");
  EXPECT_EQ(profile_count(testing::flagship_shape(40, 1)), "1.344e+07");
}

/// 2^1024 = 1.79769e308 is just beyond the doubles; 10^400 and 9.9999e399 have round logarithms.
TEST(ProfileCount, IsWrittenBeyondTheDoubles) {
  EXPECT_EQ(product_text(std::vector<double>(64, 65536.0)), "1.798e+308");
  EXPECT_EQ(product_text(std::vector<double>(200, 100.0)), "1e+400");
  EXPECT_EQ(product_text(std::vector<double>{9.9999, 1e199, 1e200}), "1e+400");
  EXPECT_EQ(product_text(std::vector<double>(1500, 2.0)), "3.507e+451");  // 2^1500
}

TEST(ProfileCount, HasABoundWhereAFactorIsBeyondTheDoubles) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(product_text(std::vector<double>{2.0, infinity}), "more than 1e+308");
}

}  // namespace
}  // namespace demarche
