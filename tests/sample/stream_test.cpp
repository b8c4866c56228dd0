// SPDX-License-Identifier: MIT
#include "demarche/sample/stream.hpp"

#include <gtest/gtest.h>

namespace demarche {
namespace {

/// The specification of XXH3 gives 0x2D06800538D394C2 for no bytes.
TEST(StreamOf, IsTheLowerPartOfTheHash) {
  EXPECT_EQ(stream_of(""), 0x800538D394C2U);
  EXPECT_NE(stream_of("a"), stream_of("b"));
}

}  // namespace
}  // namespace demarche
