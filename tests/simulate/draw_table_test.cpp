// SPDX-License-Identifier: MIT
#include "demarche/simulate/draw_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "demarche/simulate/draw.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

TEST(ReplayDraws, AveragesToTheRun) {
  const Model model = testing::bundled("chicken");
  const RunSettings settings{.concept_name = "nash", .seed = 5, .draws = 1'000};
  const v1::Result result = run(model, settings);

  const DrawTable table = replay_draws(model, settings, 0, 1'000);

  const auto mean = [](const std::vector<double>& values, std::size_t column, std::size_t width) {
    double sum = 0.0;
    for (std::size_t i = column; i < values.size(); i += width) {
      sum += values[i];
    }
    return sum / static_cast<double>(values.size() / width);
  };
  constexpr double kRounding = 1e-12;
  EXPECT_NEAR(mean(table.outcomes, 1, 2), result.outcomes(1).mean(), kRounding);
  EXPECT_NEAR(mean(table.metrics, 0, 1), result.metrics(0).mean(), kRounding);
  EXPECT_NEAR(mean(table.payoffs, 1, 2), result.payoffs(1).mean(), kRounding);
  EXPECT_NEAR(mean(table.claims, 1, 2), result.claims(1).mean(), kRounding);
  EXPECT_NEAR(mean(table.levels, 3, 4), result.levers(1).levels(1).mean(), kRounding);
}

TEST(ReplayDraws, AgreesWithReplayDrawAcrossBlocks) {
  const Model model = testing::bundled("outreach");
  const RunSettings settings{.seed = 2, .draws = 10};
  const std::uint64_t first = kBlockLanes - 3;

  const DrawTable table = replay_draws(model, settings, first, kBlockLanes + 6);

  const std::size_t width = table.parameters.size() / table.num_draws;
  for (const std::size_t row : {0U, 2U, 3U, 130U, 133U}) {
    const Draw draw = replay_draw(model, settings, first + row);
    for (std::size_t p = 0; p < width; ++p) {
      EXPECT_EQ(table.parameters[row * width + p], draw.parameters[p]);
    }
    EXPECT_EQ(table.status[row], draw.certificate.status);
    EXPECT_EQ(table.residual[row], draw.certificate.residual);
    for (std::size_t i = 0; i < draw.sampled_profile.size(); ++i) {
      const FactoredPlayer& player = model.shape.players[i];
      const auto& strategy = player.strategies[static_cast<std::size_t>(draw.sampled_profile[i])];
      for (std::size_t k = 0; k < strategy.size(); ++k) {
        const auto variable = static_cast<std::size_t>(player.variables[k]);
        EXPECT_EQ(table.sampled_levels[row * model.variables.size() + variable], strategy[k]);
      }
    }
  }
}

TEST(ReplayDraws, LeavesUnsolvedDrawsUndefined) {
  const Model model = testing::bundled("outreach");

  const DrawTable table =
      replay_draws(model, {.draws = 1, .concept_options = {.max_iterations = 1}}, 0, 5);

  for (std::size_t row = 0; row < 5; ++row) {
    EXPECT_EQ(table.status[row], SolveStatus::iteration_limit);
    EXPECT_TRUE(std::isnan(table.outcomes[row * model.outcomes.size()]));
    EXPECT_EQ(table.sampled_levels[row * model.variables.size()], -1);
    EXPECT_TRUE(std::isfinite(table.parameters[row * table.parameters.size() / 5]));
  }
}

TEST(ReplayDraws, RefusesTooMany) {
  const Model model = testing::bundled("chicken");
  const RunSettings settings{.concept_name = "nash"};

  EXPECT_EQ(replay_draws(model, settings, 7, 0).num_draws, 0U);
  EXPECT_THROW((void)replay_draws(model, settings, 0, std::uint64_t{1} << 40), InvalidArgument);
  EXPECT_THROW((void)replay_draws(model, settings, std::uint64_t{1} << 48, 1), InvalidArgument);
}

}  // namespace
}  // namespace demarche
