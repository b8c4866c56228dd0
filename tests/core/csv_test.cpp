// SPDX-License-Identifier: MIT
#include "core/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::vector<std::string>> texts(const CsvFile& file) {
  std::vector<std::vector<std::string>> all;
  for (const auto& row : file.rows) {
    all.emplace_back();
    for (const CsvCell& cell : row) {
      all.back().push_back(cell.text);
    }
  }
  return all;
}

TEST(Csv, ReadsQuotesSeparatorsAndLineEnds) {
  const CsvFile file = read_csv("a, b ,\"c, \"\"d\"\"\"\r\n\n1,,\"two\nlines\"\r\n,\n");
  EXPECT_THAT(file.faults, IsEmpty());
  EXPECT_THAT(texts(file),
              ElementsAre(ElementsAre("a", "b", "c, \"d\""), ElementsAre("1", "", "two\nlines")));
  EXPECT_EQ(file.rows[0][1].column, 4);
  EXPECT_EQ(file.rows[1][2].line, 3);
  EXPECT_THAT(texts(read_csv("x;y\n1,5;2")),
              ElementsAre(ElementsAre("x", "y"), ElementsAre("1,5", "2")));
  EXPECT_THAT(texts(read_csv("x\ty\n1\t2\n")),
              ElementsAre(ElementsAre("x", "y"), ElementsAre("1", "2")));
  EXPECT_EQ(read_csv("x;y\n1,5;2").separator, ';');
  EXPECT_EQ(read_csv("x").separator, ',');
  EXPECT_THAT(texts(read_csv("")), IsEmpty());
}

TEST(Csv, CountsColumnsInBytesAfterTheMark) {
  const CsvFile file = read_csv("\xEF\xBB\xBF\xC3\xA4\xC3\xB6,b");
  EXPECT_EQ(file.rows[0][1].column, 6);
}

TEST(Csv, TellsWhereQuotesGoWrong) {
  const CsvFile open = read_csv("a,\"b\nc");
  ASSERT_EQ(open.faults.size(), 1);
  EXPECT_EQ(open.faults[0].column, 3);
  const CsvFile more = read_csv("a,\"b\"c");
  ASSERT_EQ(more.faults.size(), 1);
  EXPECT_EQ(more.faults[0].column, 6);
}

TEST(Csv, NamesUtf16AndReadsNothingOfIt) {
  const CsvFile file = read_csv(std::string_view("\xFF\xFEi\0d\0", 6));
  EXPECT_THAT(file.rows, IsEmpty());
  ASSERT_EQ(file.faults.size(), 1);
  EXPECT_EQ(file.faults[0].message, "the file is UTF-16; save it as UTF-8");
}

TEST(Csv, WritesCellsThatReadBack) {
  const double third = 1.0 / 3.0;
  EXPECT_EQ(csv_cell(third), "0.3333333333333333");
  EXPECT_EQ(csv_cell(std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_EQ(csv_cell("plain; text"), "plain; text");
  EXPECT_EQ(csv_cell("plain; text", ';'), "\"plain; text\"");
  const std::string text = "a \"quoted\"\nline, and more";
  EXPECT_THAT(texts(read_csv("x," + csv_cell(text) + ",y\n")),
              ElementsAre(ElementsAre("x", text, "y")));
}

}  // namespace
}  // namespace demarche
