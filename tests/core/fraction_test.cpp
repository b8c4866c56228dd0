// SPDX-License-Identifier: MIT
#include "demarche/core/fraction.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

Fraction read(std::string_view text) {
  const auto fraction = Fraction::parse(text);
  EXPECT_TRUE(fraction) << text;
  return fraction.value_or(Fraction());
}

/// The standard library's nearest double.
double nearest(const std::string& decimal) {
  double value = 0.0;
  std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
  return value;
}

TEST(Fraction, IsInLowestTermsWithTheSignAbove) {
  EXPECT_EQ(Fraction(6, -4).to_string(), "-3/2");
  EXPECT_EQ(Fraction(-6, -3).to_string(), "2");
  EXPECT_EQ(Fraction(0, 5), Fraction());
  EXPECT_EQ(Fraction(std::numeric_limits<std::int64_t>::min(), 2).to_string(),
            "-4611686018427387904");
  EXPECT_EQ(Fraction(1, std::numeric_limits<std::int64_t>::min()).to_string(),
            "-1/9223372036854775808");
  EXPECT_THROW(Fraction(1, 0), InvalidArgument);
}

TEST(Fraction, ReadsIntegersDecimalsAndQuotients) {
  EXPECT_EQ(read("7"), Fraction(7));
  EXPECT_EQ(read("-0.25"), Fraction(-1, 4));
  EXPECT_EQ(read("+.5"), Fraction(1, 2));
  EXPECT_EQ(read("3."), Fraction(3));
  EXPECT_EQ(read("1e-3"), Fraction(1, 1000));
  EXPECT_EQ(read("2.5E+2"), Fraction(250));
  EXPECT_EQ(read("-1/3"), Fraction(-1, 3));
  EXPECT_EQ(read("0.1/0.3"), Fraction(1, 3));
  EXPECT_EQ(read("-0"), Fraction());
  EXPECT_EQ(read("007"), Fraction(7));
  EXPECT_EQ(read("0e400"), Fraction());
}

TEST(Fraction, ReadsNumbersThatNoDoubleHolds) {
  EXPECT_EQ(read("1e400/1e399"), Fraction(10));
  EXPECT_EQ(read("1e-400").to_double(), 0.0);
  EXPECT_GT(read("1e-400"), Fraction());
  EXPECT_LT(read("1e-400"), read("2e-400"));
  EXPECT_TRUE(std::isinf(read("1e400").to_double()));
  EXPECT_EQ(read("123456789012345678901234567890/123456789012345678901234567891").to_string(),
            "123456789012345678901234567890/123456789012345678901234567891");
}

TEST(Fraction, RefusesOtherTexts) {
  for (const char* text : {"",
                           "-",
                           ".",
                           "1/",
                           "/2",
                           "1/0",
                           "1/2/3",
                           "1e",
                           "1e401",
                           "inf",
                           "nan",
                           "0x10",
                           "1 2",
                           "1,5",
                           "+-1",
                           "--1",
                           "1e+-2",
                           "1/x",
                           "1e99999999999999999999"}) {
    EXPECT_FALSE(Fraction::parse(text)) << text;
  }
}

TEST(Fraction, RoundsToTheNearestDouble) {
  for (const char* text : {"0.1",
                           "1e23",
                           "9007199254740993",
                           "123456789012345678901234567890",
                           "1.7976931348623157e308",
                           "2.2250738585072011e-308",
                           "4.9406564584124654e-324",
                           "2.4703282292062327e-324",
                           "2.4703282292062328e-324",
                           "7.4109846876186982e-324",
                           "0.500000000000000166533453693773481063544750213623046875",
                           "-3.518437208883201171875e13"}) {
    EXPECT_EQ(read(text).to_double(), nearest(text)) << text;
  }
  EXPECT_EQ(Fraction(1, 3).to_double(), 1.0 / 3.0);
  // Halfway between the largest double and the next power of two.
  EXPECT_TRUE(std::isinf(read("1.797693134862315807937289714054e308").to_double()));
  EXPECT_EQ(read("1.797693134862315807937289714052e308").to_double(),
            std::numeric_limits<double>::max());
}

TEST(Fraction, RoundsRandomDecimalsAsTheStandardLibraryDoes) {
  std::mt19937_64 random(7);
  for (int k = 0; k < 5000; ++k) {
    std::string text = random() % 2 == 0 ? "-" : "";
    const auto digits = 1 + random() % 40;
    for (std::size_t d = 0; d < digits; ++d) {
      text += static_cast<char>('0' + random() % 10);
    }
    text += "e" + std::to_string(static_cast<int>(random() % 600) - 345);
    if (nearest(text) != 0.0) {  // Standard libraries differ in what they make of underflow.
      ASSERT_EQ(read(text).to_double(), nearest(text)) << text;
    }
  }
}

TEST(Fraction, TakesADoubleAsWhatItStores) {
  EXPECT_EQ(Fraction::from_double(0.5), Fraction(1, 2));
  EXPECT_EQ(Fraction::from_double(-3.0), Fraction(-3));
  EXPECT_EQ(Fraction::from_double(0.1).to_string(), "3602879701896397/36028797018963968");
  for (const double value : {0.1, 5e-324, 1.7976931348623157e308, -1.0 / 3.0}) {
    EXPECT_EQ(Fraction::from_double(value).to_double(), value);
  }
  EXPECT_THROW((void)Fraction::from_double(std::nan("")), InvalidArgument);
}

TEST(Fraction, ComparesBySize) {
  EXPECT_LT(Fraction(1, 3), Fraction(1, 2));
  EXPECT_LT(Fraction(-1, 2), Fraction(-1, 3));
  EXPECT_LE(Fraction(2, 4), Fraction(1, 2));
  // The same double, but not the same number.
  EXPECT_LT(read("9007199254740992"), read("9007199254740992.5"));
  EXPECT_GT(read("1000000000000000000000000000001"), read("1000000000000000000000000000000"));
  EXPECT_EQ(read("1000000000000000000000000000001/2"), read("2000000000000000000000000000002/4"));
}

}  // namespace
}  // namespace demarche
