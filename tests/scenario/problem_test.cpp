// SPDX-License-Identifier: MIT
#include "demarche/scenario/problem.hpp"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(Problem, IsWrittenWithWhatIsKnown) {
  EXPECT_EQ((Problem{"a.txtpb", {3, 7}, "actor us", "no"}.to_string()),
            "a.txtpb:3:7: actor us: no");
  EXPECT_EQ((Problem{"a.pb", {}, "", "no"}.to_string()), "a.pb: no");
  EXPECT_EQ((Problem{"", {}, "actor us", "no"}.to_string()), "actor us: no");
}

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

}  // namespace
}  // namespace demarche
