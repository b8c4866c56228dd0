// SPDX-License-Identifier: MIT
#include "core/counted.hpp"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(Counted, HasThePluralExceptOfOne) {
  EXPECT_EQ(counted(0, "lever"), "0 levers");
  EXPECT_EQ(counted(1, "lever"), "1 lever");
  EXPECT_EQ(counted(2000, "lever"), "2,000 levers");
}

}  // namespace
}  // namespace demarche
