// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_score.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

std::vector<Forecast> forecasts_of(const std::vector<double>& stated,
                                   const std::vector<int>& happened) {
  std::vector<Forecast> forecasts;
  for (std::size_t i = 0; i < stated.size(); ++i) {
    forecasts.push_back(
        {.id = std::to_string(i), .probability = stated[i], .resolved = happened[i] == 1});
  }
  return forecasts;
}

std::vector<Forecast> ten() {
  return forecasts_of({.9, .9, .9, .6, .6, .1, .1, .1, .1, .1}, {1, 1, 0, 1, 0, 0, 0, 0, 0, 1});
}

TEST(ForecastScore, IsTheSumOfMurphysParts) {
  const ForecastScore score = score_forecasts(ten());

  EXPECT_EQ(score.count, 10);
  EXPECT_EQ(score.base_rate, 0.4);
  EXPECT_NEAR(score.brier, 0.22, 1e-15);
  EXPECT_NEAR(score.reliability, 0.023333, 5e-7);
  EXPECT_NEAR(score.resolution, 0.043333, 5e-7);
  EXPECT_NEAR(score.uncertainty, 0.24, 1e-15);
  EXPECT_NEAR(score.brier, score.reliability - score.resolution + score.uncertainty, 1e-15);
  EXPECT_EQ(score.within_bins, 0.0);
  EXPECT_NEAR(score.log_score, 0.666445, 5e-7);
  EXPECT_NEAR(score.brier_skill, 1 - 0.22 / 0.24, 1e-14);
  EXPECT_NEAR(score.log_skill, 1 - 0.666445 / 0.673012, 2e-6);
}

TEST(ForecastScore, HasARowForEachValueWithItsInterval) {
  const ForecastScore score = score_forecasts(ten());

  ASSERT_EQ(score.reliability_rows.size(), 3);
  const ReliabilityRow& row = score.reliability_rows[0];
  EXPECT_EQ(row.low, 0.1);
  EXPECT_EQ(row.high, 0.1);
  EXPECT_EQ(row.probability, 0.1);
  EXPECT_EQ(row.frequency, 0.2);
  EXPECT_EQ(row.count, 5);
  // Wilson's interval of 1 of 5, by its formula in exact arithmetic with z = 1.959964.
  EXPECT_NEAR(row.interval.low, 0.036224, 1e-6);
  EXPECT_NEAR(row.interval.high, 0.624465, 1e-6);
  EXPECT_EQ(score.reliability_rows[2].probability, 0.9);
}

/// What ranges leave of the score is the variance of forecasts within them less twice their
/// covariance with what happened [StephensonEtAl2008].
TEST(ForecastScore, SaysWhatRangesLeave) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> uniform;
  std::vector<double> stated;
  std::vector<int> happened;
  for (int i = 0; i < 400; ++i) {
    stated.push_back(uniform(random));
    happened.push_back(uniform(random) < stated.back() ? 1 : 0);
  }

  const ForecastScore score = score_forecasts(forecasts_of(stated, happened), {.bins = 4});

  ASSERT_EQ(score.reliability_rows.size(), 4);
  double within = 0.0;
  for (const ReliabilityRow& row : score.reliability_rows) {
    for (std::size_t i = 0; i < stated.size(); ++i) {
      if (stated[i] >= row.low && stated[i] < row.high) {
        const double distance = stated[i] - row.probability;
        within += distance * distance - 2 * distance * (happened[i] - row.frequency);
      }
    }
  }
  EXPECT_NEAR(score.within_bins, within / 400, 1e-12);
  EXPECT_GT(std::abs(score.within_bins), 1e-3);
  EXPECT_NEAR(score.brier,
              score.reliability - score.resolution + score.uncertainty + score.within_bins,
              1e-14);
}

TEST(ForecastScore, PutsValuesOnAnEdgeIntoTheRangeAbove) {
  std::vector<double> stated;
  for (int i = 0; i <= 100; ++i) {
    stated.push_back(i / 100.0);
  }
  const auto rows = score_forecasts(forecasts_of(stated, std::vector<int>(101, 1)), {.bins = 100})
                        .reliability_rows;

  ASSERT_EQ(rows.size(), 100);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].count, i == 99 ? 2 : 1) << i;
  }
}

TEST(ForecastScore, HasTheErrorOfAMean) {
  const ForecastScore score = score_forecasts(ten());

  // Squared errors: .01 six times, .81 twice, .16 and .36.
  const double variance = (6 * .0441 + 2 * .3481 + .0036 + .0196) / 9;
  EXPECT_NEAR(score.brier_error, std::sqrt(variance / 10), 1e-12);
  EXPECT_TRUE(std::isnan(score_forecasts(forecasts_of({.9}, {1})).brier_error));
}

TEST(ForecastScore, LeavesOpenForecastsOut) {
  auto forecasts = ten();
  forecasts.push_back({.id = "open", .probability = 0.5});

  const ForecastScore score = score_forecasts(forecasts);

  EXPECT_EQ(score.open, 1);
  EXPECT_NEAR(score.brier, 0.22, 1e-15);
  const ForecastScore nothing = score_forecasts(std::span(&forecasts.back(), 1));
  EXPECT_EQ(nothing.count, 0);
  for (const double number : {nothing.base_rate,
                              nothing.brier,
                              nothing.brier_error,
                              nothing.reliability,
                              nothing.resolution,
                              nothing.uncertainty,
                              nothing.within_bins,
                              nothing.log_score,
                              nothing.log_error,
                              nothing.brier_skill,
                              nothing.log_skill}) {
    EXPECT_TRUE(std::isnan(number));
  }
}

TEST(ForecastScore, IsInfiniteWhereTheImpossibleHappened) {
  const ForecastScore score = score_forecasts(forecasts_of({0.0, 1.0, 0.5}, {1, 1, 0}));

  EXPECT_EQ(score.log_score, std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(score.log_error));
  EXPECT_EQ(score.log_skill, -std::numeric_limits<double>::infinity());
  EXPECT_NEAR(score.brier, 1.25 / 3, 1e-15);
  EXPECT_EQ(score_forecasts(forecasts_of({0.0, 1.0}, {0, 1})).log_score, 0.0);
}

TEST(ForecastScore, HasNoSkillWhereEverythingEndedAlike) {
  const ForecastScore score = score_forecasts(forecasts_of({0.8, 0.9}, {1, 1}));

  EXPECT_TRUE(std::isnan(score.brier_skill));
  EXPECT_TRUE(std::isnan(score.log_skill));
}

TEST(ForecastScore, RefusesWhatIsOutOfRange) {
  EXPECT_THROW((void)score_forecasts(forecasts_of({1.2}, {1})), InvalidArgument);
  EXPECT_THROW((void)score_forecasts(ten(), {.bins = -1}), InvalidArgument);
  EXPECT_THROW((void)score_forecasts(ten(), {.bins = 1001}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
