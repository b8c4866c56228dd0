// SPDX-License-Identifier: MIT
#include "core/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace demarche {
namespace {

constexpr auto kValid = std::string_view::npos;

TEST(InvalidUtf8, AcceptsTheEndsOfEveryLength) {
  EXPECT_EQ(invalid_utf8(""), kValid);
  EXPECT_EQ(invalid_utf8(std::string("\0\x7f", 2)), kValid);
  EXPECT_EQ(invalid_utf8("\xc2\x80\xdf\xbf"), kValid);
  EXPECT_EQ(invalid_utf8("\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf"), kValid);
  EXPECT_EQ(invalid_utf8("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), kValid);
}

TEST(InvalidUtf8, FindsWhereTheTextStopsToBeValid) {
  EXPECT_EQ(invalid_utf8("ab\xff"), 2U);         // No lead byte.
  EXPECT_EQ(invalid_utf8("a\x80"), 1U);          // A continuation alone.
  EXPECT_EQ(invalid_utf8("\xc3"), 0U);           // Cut off.
  EXPECT_EQ(invalid_utf8("abc\xe2\x82"), 3U);    // Cut off.
  EXPECT_EQ(invalid_utf8("a\xe2\x28\xa1"), 1U);  // A letter within.
  EXPECT_EQ(invalid_utf8("\xf0\x90\x80z"), 0U);  // A letter at the end.
}

/// The ranges that the Unicode standard excludes (table 3-7).
TEST(InvalidUtf8, RefusesOverlongFormsSurrogatesAndNumbersBeyondTheLast) {
  EXPECT_EQ(invalid_utf8("\xc0\x80"), 0U);
  EXPECT_EQ(invalid_utf8("\xc1\xbf"), 0U);
  EXPECT_EQ(invalid_utf8("\xe0\x9f\xbf"), 0U);
  EXPECT_EQ(invalid_utf8("\xed\xa0\x80"), 0U);
  EXPECT_EQ(invalid_utf8("\xf0\x8f\xbf\xbf"), 0U);
  EXPECT_EQ(invalid_utf8("\xf4\x90\x80\x80"), 0U);
  EXPECT_EQ(invalid_utf8("\xf5\x80\x80\x80"), 0U);
}

}  // namespace
}  // namespace demarche
