// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_pool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const std::vector<double> kThree = {0.9, 0.6, 0.3};

TEST(Pool, MakesOneProbabilityOfSeveral) {
  EXPECT_NEAR(pool_probabilities(kThree), 0.642247, 5e-7);
  EXPECT_NEAR(pool_probabilities(kThree, {.method = PoolMethod::extremised}), 0.811965, 5e-7);
  EXPECT_NEAR(pool_probabilities(kThree, {.method = PoolMethod::linear}), 0.6, 1e-15);
}

TEST(Pool, OfOneIsThatOne) {
  const std::vector<double> one = {0.3};
  for (const PoolMethod method : {PoolMethod::geometric, PoolMethod::linear}) {
    EXPECT_NEAR(pool_probabilities(one, {.method = method}), 0.3, 1e-15);
  }
  EXPECT_NEAR(
      pool_probabilities(one, {.method = PoolMethod::extremised, .exponent = 1}), 0.3, 1e-15);
}

/// A weight of 2 counts as the same probability twice; a weight of 0 as none, even where that
/// probability would rule the others out.
TEST(Pool, Weighs) {
  const std::vector<double> twice = {0.9, 0.6, 0.6, 0.3};
  const std::vector<double> with_never = {0.9, 0.6, 0.3, 0.0, 1.0};
  for (const PoolMethod method :
       {PoolMethod::geometric, PoolMethod::linear, PoolMethod::extremised}) {
    const PoolSettings settings = {.method = method};
    const std::vector<double> weights = {0.5, 1.0, 0.5};
    const std::vector<double> some = {1, 1, 1, 0, 0};
    EXPECT_NEAR(
        pool_probabilities(kThree, settings, weights), pool_probabilities(twice, settings), 1e-15);
    EXPECT_NEAR(pool_probabilities(with_never, settings, some),
                pool_probabilities(kThree, settings),
                1e-15);
  }
}

TEST(Pool, OfOddsFollowsWhoRulesAnEventOut) {
  EXPECT_EQ(pool_probabilities(std::vector<double>{0.9, 0.0}), 0.0);
  EXPECT_EQ(pool_probabilities(std::vector<double>{0.1, 1.0}), 1.0);
  EXPECT_EQ(pool_probabilities(std::vector<double>{0.0, 1.0}, {.method = PoolMethod::linear}), 0.5);
  EXPECT_THAT(
      [] {
        (void)pool_probabilities(std::vector<double>{0.0, 1.0});
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("0 and 1 have no pool of odds")));
}

TEST(Pool, RefusesWhatIsNoProbabilityOrWeight) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW((void)pool_probabilities(std::vector<double>{}), InvalidArgument);
  EXPECT_THROW((void)pool_probabilities(std::vector<double>{1.5}), InvalidArgument);
  EXPECT_THROW((void)pool_probabilities(std::vector<double>{nan}), InvalidArgument);
  for (const std::vector<double>& weights : {std::vector<double>{1.0, 1.0},
                                             std::vector<double>{1.0, -1.0, 1.0},
                                             std::vector<double>{0.0, 0.0, 0.0},
                                             std::vector<double>{1.0, nan, 1.0}}) {
    EXPECT_THROW((void)pool_probabilities(kThree, {}, weights), InvalidArgument);
  }
  for (const double exponent : {0.0, -1.0, nan, std::numeric_limits<double>::infinity()}) {
    EXPECT_THROW(
        (void)pool_probabilities(kThree, {.method = PoolMethod::extremised, .exponent = exponent}),
        InvalidArgument);
  }
}

TEST(Pool, KnowsItsMethodsByName) {
  for (const char* name : {"geometric", "linear", "extremised"}) {
    EXPECT_EQ(to_string(pool_method(name)), name);
  }
  EXPECT_THAT([] { (void)pool_method("geometrc"); },
              ThrowsMessage<InvalidArgument>(HasSubstr("did you mean 'geometric'?")));
}

/// Of each source the latest counts: by its date, and of one day by its place.
TEST(Pool, OfAQuestionTakesEachSourcesLatestForecast) {
  const std::vector<Forecast> forecasts = {
      {.id = "a", .probability = 0.9, .resolved = true, .date = "2026-03-02", .source = "x"},
      {.id = "b", .probability = 0.5, .date = "2026-03-01", .source = "x"},
      {.id = "a", .probability = 0.1, .resolved = true, .date = "2026-03-01", .source = "x"},
      {.id = "a", .probability = 0.7, .resolved = true, .date = "2026-03-02", .source = "y"},
      {.id = "a", .probability = 0.6, .resolved = true, .date = "2026-03-02", .source = "y"},
      {.id = "a", .probability = 0.3, .resolved = true},
      {.id = "a", .probability = 0.4, .resolves = "2026-12-31"}};

  const auto pooled = pool_forecasts(forecasts);

  ASSERT_EQ(pooled.size(), 3);
  EXPECT_EQ(pooled[0].forecast.id, "a");
  EXPECT_NEAR(pooled[0].forecast.probability, 0.642247, 5e-7);
  EXPECT_EQ(pooled[0].forecast.resolved, true);
  EXPECT_EQ(pooled[0].forecast.date, "2026-03-02");
  EXPECT_EQ(pooled[0].count, 3);
  EXPECT_EQ(pooled[1].forecast.id, "b");
  EXPECT_EQ(pooled[2].forecast.resolves, "2026-12-31");
}

TEST(Pool, NamesEveryQuestionThatHasNone) {
  const std::vector<Forecast> forecasts = {{.id = "a", .probability = 0.0},
                                           {.id = "a", .probability = 1.0},
                                           {.id = "b", .probability = 0.4},
                                           {.id = "c", .probability = 1.0},
                                           {.id = "c", .probability = 0.0}};

  EXPECT_THAT([&] { (void)pool_forecasts(forecasts); },
              ThrowsMessage<InvalidArgument>(
                  ::testing::AllOf(HasSubstr("'a': 0 and 1"), HasSubstr("\n'c': 0 and 1"))));
}

}  // namespace
}  // namespace demarche
