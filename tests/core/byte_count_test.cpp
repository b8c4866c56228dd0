// SPDX-License-Identifier: MIT
#include "core/byte_count.hpp"

#include <gtest/gtest.h>

#include <string>

namespace demarche {
namespace {

TEST(ByteCount, ReadsNumbersWithUnits) {
  constexpr std::uint64_t kGiga = std::uint64_t{1} << 30U;

  EXPECT_EQ(parse_byte_count("1"), 1U);
  EXPECT_EQ(parse_byte_count("1.9"), 1U);
  EXPECT_EQ(parse_byte_count("512B"), 512U);
  EXPECT_EQ(parse_byte_count("10K"), 10'240U);
  EXPECT_EQ(parse_byte_count(".5M"), 524'288U);
  EXPECT_EQ(parse_byte_count("0.0001T"), 109'951'162U);
  for (const char* text : {"4G", "4GB", "4Gi", "4GiB", "4.0G", "4294967296"}) {
    EXPECT_EQ(parse_byte_count(text), 4 * kGiga) << text;
  }
  EXPECT_EQ(parse_byte_count("8388608T"), std::uint64_t{1} << 63U);
}

TEST(ByteCount, RefusesWhatIsNoNumberOfBytes) {
  for (const char* text : {"",      "G",   "B",    "0",   "0.9", "-1",   "-1G",      "+1",  " 1",
                           "1 ",    "1 G", "4g",   "4X",  "4i",  "4iB",  "4BG",      "4GG", "4Gi4",
                           "4GiBB", "1e3", "0x10", "inf", "nan", "nanG", "8388609T", "many"}) {
    EXPECT_EQ(parse_byte_count(text), std::nullopt) << text;
  }
  EXPECT_EQ(parse_byte_count(std::string(400, '9')), std::nullopt);
  EXPECT_EQ(parse_byte_count(std::string_view("4G\0", 3)), std::nullopt);
}

}  // namespace
}  // namespace demarche
