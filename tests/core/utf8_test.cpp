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

TEST(WithoutByteOrderMark, RemovesTheMarkAlone) {
  EXPECT_EQ(without_byte_order_mark("\xef\xbb\xbf"
                                    "NFG"),
            "NFG");
  EXPECT_EQ(without_byte_order_mark("NFG \xef\xbb\xbf"), "NFG \xef\xbb\xbf");
  EXPECT_EQ(without_byte_order_mark(""), "");
}

TEST(IsUtf16, KnowsItByMarkOrByZeros) {
  EXPECT_TRUE(is_utf16("\xff\xfeN"));
  EXPECT_TRUE(is_utf16("\xfe\xff"));
  EXPECT_TRUE(is_utf16(std::string("i\0d\0:\0 \0", 8)));
  EXPECT_TRUE(is_utf16(std::string("\0i\0d\0:\0 ", 8)));
  EXPECT_FALSE(is_utf16("id: \"a long text\""));
  EXPECT_FALSE(is_utf16(std::string(8, '\0')));
}

TEST(Printable, EscapesWhatSteersATerminal) {
  EXPECT_EQ(printable("R\x1b[31med\x07 \x7f"), "R\\x1b[31med\\x07 \\x7f");
  EXPECT_EQ(printable("a\nb\tc"), "a\\x0ab\\x09c");
  EXPECT_EQ(printable("a\nb\tc", "\n"), "a\nb\\x09c");
  EXPECT_EQ(printable("\xc2\x9b"
                      "1m"),
            "\\u009b1m");  // C1's control sequence introducer.
  EXPECT_EQ(printable("\xe2\x80\xae"
                      "txt"),
            "\\u202etxt");                      // Right to left from here on.
  EXPECT_EQ(printable("caf\xe9"), "caf\\xe9");  // Latin-1.
  EXPECT_EQ(printable("Ångström € 𝄞 → ±"), "Ångström € 𝄞 → ±");
}

}  // namespace
}  // namespace demarche
