// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

namespace demarche {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// Two sources on four questions, one of which is open.
std::vector<Forecast> eight() {
  std::vector<Forecast> forecasts;
  const std::vector<std::optional<bool>> ends = {true, false, true, std::nullopt};
  for (std::size_t q = 0; q < ends.size(); ++q) {
    const double p = ends[q] == false ? 0.2 : 0.8;
    const std::string id = "q" + std::to_string(q);
    for (const auto& [source, by] : {std::pair("bold", 0.1), std::pair("shy", -0.2)}) {
      forecasts.push_back({.id = id,
                           .probability = p < 0.5 ? p - by : p + by,
                           .resolved = ends[q],
                           .resolves = "2026-06-30",
                           .source = source});
    }
  }
  return forecasts;
}

TEST(ForecastReport, ScoresEachSource) {
  const ForecastReport report = report_forecasts(eight());

  ASSERT_EQ(report.sources.size(), 2);
  EXPECT_EQ(report.sources[0].source, "bold");
  EXPECT_NEAR(report.sources[0].score.brier, 0.01, 1e-12);
  EXPECT_NEAR(report.sources[1].score.brier, 0.16, 1e-12);
  EXPECT_EQ(report.num_questions, 3);
  EXPECT_FALSE(report.pooled_score);
  EXPECT_THAT(report.notes, Contains(HasSubstr("6 forecasts resolved of 3 questions")));
}

TEST(ForecastReport, ScoresThePoolsAndListsOpenOnes) {
  const ForecastReport report = report_forecasts(eight(), {.pool = PoolSettings{}});

  ASSERT_TRUE(report.pooled_score);
  EXPECT_EQ(report.pooled_score->count, 3);
  EXPECT_EQ(report.pooled_score->open, 1);
  ASSERT_EQ(report.pooled.size(), 4);
  EXPECT_NEAR(report.pooled[0].forecast.probability, 0.786061, 5e-7);  // Odds of (9 * 1.5)^0.5.
  EXPECT_THAT(report.notes, Not(Contains(HasSubstr("of 3 questions"))));
  const std::string text = report_text(report);
  EXPECT_THAT(text, HasSubstr("one forecast per question, pooled: geometric mean of the odds"));
  EXPECT_THAT(text, HasSubstr("78.6 %  of 2    open       q3, by 2026-06-30\n"));
}

TEST(ForecastReport, TellsWhatToBearInMind) {
  auto forecasts = eight();
  forecasts[0].probability = 0.0;
  forecasts[0].position.line = 7;

  const auto notes = report_forecasts(forecasts, {.today = "2026-07-01"}).notes;

  EXPECT_THAT(notes, Contains(HasSubstr("6 forecasts resolved: that is few")));
  EXPECT_THAT(notes, Contains(HasSubstr("came otherwise: q0 (line 7)")));
  EXPECT_THAT(notes, Contains("1 question should have resolved by now and is open: q3"));
  EXPECT_THAT(report_forecasts(eight(), {.today = "2026-06-30"}).notes,
              Not(Contains(HasSubstr("should have resolved"))));
}

/// A hundred forecasts of two values, each of its own question, need no note.
TEST(ForecastReport, HasNoNotesOnManyForecasts) {
  std::vector<Forecast> forecasts;
  for (int i = 0; i < 100; ++i) {
    forecasts.push_back(
        {.id = std::to_string(i), .probability = i % 2 == 0 ? 0.2 : 0.7, .resolved = i % 3 == 0});
  }
  EXPECT_THAT(report_forecasts(forecasts).notes, IsEmpty());
}

TEST(ForecastReport, IsTextInLinesOfTheWidth) {
  const ForecastReport report = report_forecasts(eight(), {.pool = PoolSettings{}});

  EXPECT_THAT(report_text(report), StartsWith("6 forecasts resolved, 2 are open\n"));
  EXPECT_THAT(report_text(report_forecasts(eight())), HasSubstr("  Brier score    0.0850 ± 0.03"));
  for (const std::size_t width : {std::size_t{60}, std::size_t{80}}) {
    std::istringstream lines(report_text(report, width));
    for (std::string line; std::getline(lines, line);) {
      const auto columns = std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
      });
      EXPECT_LE(columns, static_cast<std::ptrdiff_t>(width)) << line;
    }
  }
}

TEST(ForecastReport, IsTextWhereNothingResolved) {
  const std::vector<Forecast> open = {{.id = "a", .probability = 0.5}};
  const ForecastReport report = report_forecasts(open);

  EXPECT_EQ(report_text(report), "0 forecasts resolved, 1 is open\n");
  EXPECT_TRUE(nlohmann::json::parse(report_json(report)).at("all").at("brier").is_null());
}

TEST(ForecastReport, IsJsonWithEveryNumber) {
  auto forecasts = eight();
  forecasts[0].probability = 0.0;
  const auto json = nlohmann::json::parse(report_json(
      report_forecasts(forecasts, {.pool = PoolSettings{.method = PoolMethod::extremised}})));

  EXPECT_EQ(json.at("all").at("resolved"), 6);
  EXPECT_EQ(json.at("all").at("log_score"), "Infinity");
  EXPECT_EQ(json.at("all").at("log_skill"), "-Infinity");
  EXPECT_EQ(json.at("all").at("rows").size(), 5);
  EXPECT_EQ(json.at("sources").at(1).at("source"), "shy");
  EXPECT_EQ(json.at("pool").at("method"), "extremised");
  EXPECT_EQ(json.at("pool").at("exponent"), 2.5);
  EXPECT_EQ(json.at("pool").at("forecasts").at(3).at("resolved"), nullptr);
  EXPECT_EQ(json.at("pool").at("forecasts").at(2).at("resolved"), true);
}

TEST(ForecastReport, IsATableOfValuesAndOneInMarkdown) {
  const ForecastReport report = report_forecasts(
      eight(), {.score = {.bins = 2}, .pool = PoolSettings{.method = PoolMethod::linear}});

  const std::string csv = report_csv(report);
  EXPECT_THAT(csv, StartsWith("kind,source,name,forecast,value,standard_error,low,high,count\n"));
  EXPECT_THAT(csv, HasSubstr("\nsource,shy,base_rate,,0.6666666666666666,,,,3\n"));
  EXPECT_THAT(csv, HasSubstr("\nquestion,,q3,0.75,,,,,2\n"));
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), 8) << line;
  }
  const std::string markdown = report_markdown(report);
  EXPECT_THAT(markdown, HasSubstr("\n| 50 to 100 % | 100.0 % | [34.2, 100.0] | 2 |\n"));
  EXPECT_THAT(markdown, HasSubstr("\n| shy | 3 | 0.1600 |"));
  EXPECT_THAT(markdown, HasSubstr("\n| q3 | 2026-06-30 | 75.0 % | 2 | open |\n"));
}

}  // namespace
}  // namespace demarche
