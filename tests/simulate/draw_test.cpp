// SPDX-License-Identifier: MIT
#include "demarche/simulate/draw.hpp"

#include <gtest/gtest.h>

#include "demarche/core/error.hpp"
#include "simulate/block_engine.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

TEST(ReplayDraw, RepeatsADrawOfARunExactly) {
  const Model model = testing::bundled("outreach");
  const RunSettings settings{.seed = 9, .draws = 1'000};
  const RunPlan plan(model, settings);
  BlockEngine engine(plan);
  engine.run(5);

  const Draw draw = replay_draw(model, settings, 5 * kBlockLanes + 33);

  for (std::size_t p = 0; p < draw.parameters.size(); ++p) {
    EXPECT_EQ(draw.parameters[p], engine.parameters()[p * kBlockLanes + 33]);
  }
  ASSERT_EQ(draw.probabilities.size(), 1U);
  for (std::size_t s = 0; s < draw.probabilities[0].size(); ++s) {
    EXPECT_EQ(draw.probabilities[0][s], engine.solution().probabilities[0][s * kBlockLanes + 33]);
  }
}

TEST(ReplayDraw, RejectsWhatARunRejects) {
  const Model model = testing::bundled("chicken");

  EXPECT_THROW((void)replay_draw(model, {.concept_name = "qrf"}, 0), InvalidArgument);
}

}  // namespace
}  // namespace demarche
