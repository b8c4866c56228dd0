// SPDX-License-Identifier: MIT
#include "core/small_letters.hpp"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(SmallLetters, LeavesWhatIsNoCapitalOfAscii) {
  EXPECT_EQ(small_letters("P05 Rationale_Z@[ \xC3\x84"), "p05 rationale_z@[ \xC3\x84");
}

}  // namespace
}  // namespace demarche
