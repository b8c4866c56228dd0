// SPDX-License-Identifier: MIT
#include "demarche/report/forecast.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> texts(const ForecastFile& file) {
  std::vector<std::string> lines;
  for (const Problem& problem : file.problems) {
    lines.push_back(problem.to_string());
  }
  return lines;
}

TEST(Forecasts, AreReadAsSpreadsheetsWriteThem) {
  const ForecastFile file = parse_forecasts(
      "\xEF\xBB\xBFId;Date;Probability;Resolved;note\r\n"
      "thaw;2026-03-01;70 %;1;mine\r\n"
      "visit;;0.25;;\"a;b\"\r\n"
      "war;2026-03-02;5%;FALSE;\r\n"
      "vote;2026-03-02;1;0.0;\r\n",
      "f.csv");

  EXPECT_THAT(texts(file), IsEmpty());
  ASSERT_EQ(file.forecasts.size(), 4);
  EXPECT_EQ(file.forecasts[0].id, "thaw");
  EXPECT_EQ(file.forecasts[0].probability, 0.7);
  EXPECT_EQ(file.forecasts[0].date, "2026-03-01");
  EXPECT_EQ(file.forecasts[0].resolved, true);
  EXPECT_EQ(file.forecasts[0].position.line, 2);
  EXPECT_EQ(file.forecasts[1].resolved, std::nullopt);
  EXPECT_EQ(file.forecasts[1].source, "");
  EXPECT_EQ(file.forecasts[2].resolved, false);
  EXPECT_EQ(file.forecasts[2].probability, 0.05);
  EXPECT_EQ(file.forecasts[3].resolved, false);
}

TEST(Forecasts, OfAScenarioKnowTheirQuestionAndSource) {
  const ForecastFile file = parse_forecasts(
      "scenario,kind,id,source,analyst,concept,question,resolves,probability,resolved\n"
      "chicken,outcome,war,press,,nash,Will there be war?,2026-12-31,0.2,\n",
      "f.csv");

  EXPECT_THAT(texts(file), IsEmpty());
  ASSERT_EQ(file.forecasts.size(), 1);
  EXPECT_EQ(file.forecasts[0].id, "chicken outcome war");
  EXPECT_EQ(file.forecasts[0].source, "press, nash");
  EXPECT_EQ(file.forecasts[0].question, "Will there be war?");
  EXPECT_EQ(file.forecasts[0].resolves, "2026-12-31");
}

/// Whoever resolves a question does so once, however many forecasts there are of it.
TEST(Forecasts, OfOneQuestionResolveTogether) {
  const ForecastFile file = parse_forecasts(
      "id,resolves,probability,resolved\n"
      "a,2026-06-30,0.2,\n"
      "a,2026-06-30,0.3,1\n"
      "a,2026-12-31,0.4,\n",
      "f.csv");

  EXPECT_EQ(file.forecasts[0].resolved, true);
  EXPECT_EQ(file.forecasts[1].resolved, true);
  EXPECT_EQ(file.forecasts[2].resolved, std::nullopt);
}

TEST(Forecasts, TellEveryProblemWithItsPlace) {
  const ForecastFile file = parse_forecasts(
      "id,date,probability,resolved,analist\n"
      "a,2026-02-30,0.2,1,\n"
      ",2026-02-20,70,maybe,\n"
      "b,2026-02-20,\n"
      "c,,0.5,1,\n"
      "c,,0.6,0,\n",
      "f.csv");

  EXPECT_TRUE(file.has_errors());
  EXPECT_THAT(
      texts(file),
      ElementsAre(
          "f.csv:1:30: warning: the column 'analist' is not read; did you mean 'analyst'?",
          "f.csv:2:3: '2026-02-30' is no date; date is a day such as 2026-03-31, or empty",
          "f.csv:3:1: this forecast has no id",
          "f.csv:3:13: '70' is no probability; it is a number from 0 to 1 such as 0.7, or a "
          "percentage such as 70 %",
          "f.csv:3:16: 'maybe' says nothing; resolved is 1 (came true), 0 (did not) or empty "
          "(still open)",
          "f.csv:4:1: found 3 cells in this line, and 5 headings",
          "f.csv:6:1: 'c' resolved 0 here and 1 in line 5"));
}

TEST(Forecasts, NameTheClosestColumn) {
  EXPECT_THAT(
      texts(parse_forecasts("id,probabilty,outcome,id\na,0.5,1,b\n", "f.csv")),
      ElementsAre("f.csv:1:1: no column is headed 'probability'; did you mean 'probabilty'?",
                  "f.csv:1:1: no column is headed 'resolved'; the headings are id, "
                  "probabilty, outcome, id",
                  "f.csv:1:23: two columns are headed 'id'"));
  EXPECT_THAT(texts(parse_forecasts("", "f.csv")),
              ElementsAre(HasSubstr("f.csv:1:1: a file of forecasts has a line of headings")));
  EXPECT_THAT(
      texts(parse_forecasts("i\0d\0", "f.csv")),
      ElementsAre(HasSubstr("headed 'id'"), HasSubstr("'probability'"), HasSubstr("'resolved'")));
}

TEST(Forecasts, ThatKnewTheAnswerAreAWarning) {
  const ForecastFile file = parse_forecasts(
      "id,date,resolves,probability,resolved\na,2026-07-01,2026-06-30,0.9,1\n", "f.csv");

  EXPECT_FALSE(file.has_errors());
  EXPECT_EQ(file.forecasts.size(), 1);
  EXPECT_THAT(texts(file),
              ElementsAre("f.csv:2:1: warning: stated on 2026-07-01, after it was decided "
                          "(2026-06-30)"));
}

TEST(Forecasts, NeedAFile) {
  EXPECT_THROW((void)read_forecasts("/no/such/file.csv"), IoError);
}

}  // namespace
}  // namespace demarche
