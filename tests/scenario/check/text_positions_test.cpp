// SPDX-License-Identifier: MIT
#include "scenario/check/text_positions.hpp"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(ByteInString, LooksThroughEscapesAndPieces) {
  const std::string text = "value : 'a\\n\\x41b'  # and\n \"\\101c\"";

  EXPECT_EQ(text[byte_in_string(text, 0, 0, false)], 'a');
  EXPECT_EQ(text[byte_in_string(text, 0, 3, false)], 'b');
  EXPECT_EQ(text.substr(byte_in_string(text, 0, 4, false), 4), "\\101");
  EXPECT_EQ(text[byte_in_string(text, 0, 5, false)], 'c');
  EXPECT_EQ(byte_in_string(text, 0, 6, false), text.size() - 1);
  EXPECT_EQ(byte_in_string("value { }", 0, 3, false), 0U);
}

}  // namespace
}  // namespace demarche
