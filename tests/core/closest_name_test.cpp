// SPDX-License-Identifier: MIT
#include "demarche/core/closest_name.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace demarche {
namespace {

TEST(ClosestName, AllowsAFewTypingErrors) {
  const std::vector<std::string> names = {"trust", "thaw", "sanctions_relief"};

  EXPECT_EQ(closest_name("trsut", names), "trust");
  EXPECT_EQ(closest_name("sanction_releif", names), "sanctions_relief");
  EXPECT_EQ(closest_name("thw", names), "thaw");
  EXPECT_EQ(closest_name("deterrence", names), "");
  EXPECT_EQ(closest_name("x", names), "");
  EXPECT_EQ(closest_name("", names), "");
  EXPECT_EQ(closest_name(std::string(10'000, 't'), names), "");
}

TEST(ClosestName, HintsAtTheClosestOrAtAll) {
  const std::vector<std::string> names = {"trust", "thaw"};

  EXPECT_EQ(name_hint("trsut", names), "did you mean 'trust'?");
  EXPECT_EQ(name_hint("deterrence", names), "there are trust, thaw");
  EXPECT_EQ(name_hint("deterrence", names, "known are"), "known are trust, thaw");
  EXPECT_EQ(close_hint("trsut", names), "; did you mean 'trust'?");
  EXPECT_EQ(close_hint("deterrence", names), "");
}

}  // namespace
}  // namespace demarche
