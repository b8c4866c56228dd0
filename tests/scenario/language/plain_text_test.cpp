// SPDX-License-Identifier: MIT
#include "scenario/language/plain_text.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string>

namespace demarche {
namespace {

TEST(PlainText, KnowsIds) {
  for (const char* id : {"a", "war_cost", "a1_", "x__2"}) {
    EXPECT_TRUE(is_id(id)) << id;
  }
  for (const char* text : {"", "A", "1a", "_a", "a b", "a-b", "war.cost", "aB", "\xc3\xa9"}) {
    EXPECT_FALSE(is_id(text)) << text;
  }
  EXPECT_TRUE(is_id(std::string(kMaxIdLength + 1, 'a')));  // Checks of ids count the characters.
}

TEST(PlainText, KnowsNumbers) {
  EXPECT_EQ(plain_number("2"), 2.0);
  EXPECT_EQ(plain_number(" -0.5\n"), -0.5);
  EXPECT_EQ(plain_number("+3e2"), 300.0);
  EXPECT_EQ(plain_number(".5"), 0.5);
  const double largest = std::numeric_limits<double>::max();
  EXPECT_EQ(plain_number("1.7976931348623157e308"), largest);
  for (const char* text : {"",
                           " ",
                           "+",
                           "-",
                           "--1",
                           "1x",
                           "1 2",
                           "1_000",
                           "1,5",
                           "inf",
                           "-inf",
                           "nan",
                           "1e999",
                           "0x10"}) {
    EXPECT_EQ(plain_number(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace demarche
