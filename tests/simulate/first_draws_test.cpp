// SPDX-License-Identifier: MIT
#include "simulate/first_draws.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <vector>

#include "demarche/simulate/draw_table.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

TEST(QuantileOverDraws, IsOfWhatIsANumber) {
  const std::vector<double> numbers = {0.4, kNone, 0.1, 0.3, 0.2};

  EXPECT_EQ(quantile_over_draws(numbers, 0.05), 0.1);
  EXPECT_EQ(quantile_over_draws(numbers, 0.25), 0.1);  // One of four does not exceed it.
  EXPECT_EQ(quantile_over_draws(numbers, 0.5), 0.2);
  EXPECT_EQ(quantile_over_draws(numbers, 0.51), 0.3);
  EXPECT_EQ(quantile_over_draws(numbers, 1.0), 0.4);
  EXPECT_TRUE(std::isnan(quantile_over_draws(std::vector<double>{kNone}, 0.5)));
}

TEST(Accumulated, TellsUndefinedFromUnsolved) {
  const ValueAccumulator sums =
      accumulated(std::vector<double>{0.25, kNone, kNone, 0.75}, std::vector<char>{1, 1, 0, 1});

  EXPECT_EQ(sums.moments.count(), 2U);
  EXPECT_EQ(sums.moments.mean(), 0.5);
  EXPECT_EQ(sums.undefined, 1U);
}

TEST(FirstDraws, AreThoseOfTheRun) {
  const Model model = testing::bundled("outreach");
  const RunSettings settings{.seed = 3, .draws = 300};
  const auto draws = solve_first_draws(
      RunPlan(model, settings), settings, std::chrono::steady_clock::time_point::max());
  const DrawTable table = replay_draws(model, settings, 0, settings.draws);

  ASSERT_TRUE(draws);
  EXPECT_EQ(draws->solved(), 300U);
  ValueAccumulator claim;
  for (std::size_t d = 0; d < table.num_draws; ++d) {
    claim.moments.add(table.claims[d * model.claims.size()]);
  }
  EXPECT_NEAR(
      accumulated(draws->claims[0], draws->is_solved).moments.mean(), claim.moments.mean(), 1e-12);
}

TEST(FirstDraws, EndAtTheDeadlineAndWhenStopped) {
  const Model model = testing::bundled("outreach");
  RunSettings settings{.seed = 3, .draws = 300};
  const RunPlan plan(model, settings);

  EXPECT_FALSE(solve_first_draws(plan, settings, std::chrono::steady_clock::time_point::min()));
  settings.draws = 128 * 8'000;  // So many that threads still have blocks once one asks to stop.
  settings.progress = [](const Progress&) { return false; };
  EXPECT_FALSE(solve_first_draws(
      RunPlan(model, settings), settings, std::chrono::steady_clock::time_point::max()));
}

}  // namespace
}  // namespace demarche
