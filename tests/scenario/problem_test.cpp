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
  EXPECT_EQ((Problem{"a.pb", {}, "actor us", "no", Severity::warning, "unused"}.to_string()),
            "a.pb: warning: actor us: no");
}

}  // namespace
}  // namespace demarche
