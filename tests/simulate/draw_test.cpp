// SPDX-License-Identifier: MIT
#include "demarche/simulate/draw.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/limits.hpp"
#include "demarche/core/error.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "simulate/block_engine.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(ReplayDraw, RepeatsADrawOfARunExactly) {
  const Model model = testing::bundled("outreach");
  const RunSettings settings{.seed = 9, .draws = 1'000};
  const RunPlan plan(model, settings);
  BlockEngine engine(plan);
  engine.run(5);

  const Draw draw = replay_draw(model, settings, 5 * kBlockLanes + 33);

  for (std::size_t p = 0; p < draw.parameters.size(); ++p) {
    EXPECT_EQ(draw.parameters[p], engine.parameter(p)[33]);
  }
  ASSERT_EQ(draw.probabilities.size(), 1U);
  for (std::size_t s = 0; s < draw.probabilities[0].size(); ++s) {
    EXPECT_EQ(draw.probabilities[0][s], engine.solution().probabilities[0][s * kBlockLanes + 33]);
  }
}

TEST(ReplayDraw, CallsTheCodeOfTheRun) {
  const Model model = testing::open_chicken();
  const RunSettings plain{.concept_name = "nash", .seed = 1, .draws = 2'000};
  RunSettings settings = plain;
  settings.code.payoffs = testing::chicken_payoffs();
  settings.code.blocks_per_call = 4;
  settings.code.metrics = {testing::num_firm()};

  const DrawTable table = replay_draws(model, settings, 300, 500);
  const Draw draw = replay_draw(model, settings, 700);

  const Draw own = replay_draw(testing::bundled("chicken"), plain, 700);
  EXPECT_EQ(draw.probabilities, own.probabilities);
  EXPECT_EQ(draw.percentiles, own.percentiles);
  EXPECT_EQ(draw.payoffs_name, "chicken by hand");
  ASSERT_EQ(draw.custom_metrics.size(), 1U);
  EXPECT_EQ(draw.custom_metrics[0].second, draw.sampled_profile[0] + draw.sampled_profile[1]);
  EXPECT_EQ(table.metrics[2 * 400 + 1], draw.custom_metrics[0].second);
  EXPECT_EQ(table.sampled_metrics[2 * 400 + 1], draw.custom_metrics[0].second);
  const DrawTable own_table = replay_draws(testing::bundled("chicken"), plain, 300, 500);
  EXPECT_EQ(table.claims, own_table.claims);
  EXPECT_EQ(table.payoffs, own_table.payoffs);
}

TEST(ReplayDraw, RejectsWhatARunRejects) {
  const Model model = testing::bundled("chicken");

  EXPECT_THROW((void)replay_draw(model, {.concept_name = "qrf"}, 0), InvalidArgument);
  EXPECT_THROW((void)replay_draw(testing::open_chicken(), {.concept_name = "nash"}, 0),
               InvalidArgument);  // There is no code.
  for (const std::uint64_t number : {kMaxDraws, ~std::uint64_t{0}}) {
    EXPECT_THAT([&] { (void)replay_draw(model, {.concept_name = "nash"}, number); },
                ThrowsMessage<InvalidArgument>(
                    HasSubstr("must be below 2^48, got " + std::to_string(number))));
  }
  EXPECT_EQ(replay_draw(model, {.concept_name = "nash"}, kMaxDraws - 1).number, kMaxDraws - 1);
}

}  // namespace
}  // namespace demarche
