// SPDX-License-Identifier: MIT
#include "simulate/block_engine.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "simulate/joint_program.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// Everything that was read from the block's solutions.
std::vector<double> readings(const RunPlan& plan, const BlockEngine& engine) {
  std::vector<double> all;
  for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
    for (std::size_t q = 0; q < plan.model.queries.size(); ++q) {
      all.push_back(engine.play().query(q)[lane]);
    }
    for (std::size_t row = 0; row < plan.num_levels; ++row) {
      all.push_back(engine.play().level(row)[lane]);
    }
    for (std::size_t player = 0; player < plan.model.shape.num_players(); ++player) {
      all.push_back(engine.play().strategy(player, lane));
    }
    for (const int metric : plan.model.metrics) {
      all.push_back(engine.play().realised(static_cast<std::size_t>(metric))[lane]);
    }
  }
  return all;
}

TEST(BlockEngine, GivesABlockTheSameBitsWhateverItRanBefore) {
  for (const auto& [name, has_few_profiles] :
       {std::pair("chicken", true), std::pair("great_reversal", false)}) {
    SCOPED_TRACE(name);
    const Model model = testing::held(name);
    ASSERT_EQ(JointProgram::fits(model.shape), has_few_profiles);
    const RunPlan plan(model, {.seed = 4, .draws = 10 * kBlockLanes});
    BlockEngine fresh(plan);
    BlockEngine used(plan);
    fresh.run(7);
    for (const std::uint64_t block : {9U, 0U, 3U, 7U}) {
      used.run(block);
    }

    EXPECT_EQ(used.first_draw(), 7 * kBlockLanes);
    EXPECT_EQ(readings(plan, used), readings(plan, fresh));
  }
}

TEST(BlockEngine, EndsWithTheRun) {
  const Model model = testing::bundled("chicken");
  const RunPlan plan(model, {.concept_name = "nash", .seed = 4, .draws = 2 * kBlockLanes + 3});
  BlockEngine engine(plan);

  engine.run(1);
  EXPECT_EQ(engine.num_lanes(), kBlockLanes);
  engine.run(2);
  EXPECT_EQ(engine.num_lanes(), 3U);
}

TEST(BlockEngine, ShowsTheBlockToCode) {
  const Model model = testing::bundled("chicken");
  RunSettings settings{.concept_name = "nash", .seed = 4, .draws = kBlockLanes};
  settings.code.metrics = {testing::num_firm()};
  const RunPlan plan(model, settings);
  BlockEngine engine(plan);
  engine.run(0);

  const SolvedBlock& view = engine.view();

  EXPECT_EQ(view.num_draws, kBlockLanes);
  EXPECT_EQ(view.solution, &engine.solution());
  ASSERT_NE(view.custom_metrics, nullptr);
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    ASSERT_TRUE(view.is_solved(lane));
    EXPECT_EQ(view.parameter(1)[lane], engine.parameter(1)[lane]);
    EXPECT_EQ(view.strategy(0)[lane], engine.play().strategy(0, lane));
    EXPECT_EQ(view.strategy(1)[lane], engine.play().strategy(1, lane));
    EXPECT_EQ(view.custom_metric(0)[lane], view.strategy(0)[lane] + view.strategy(1)[lane]);
    EXPECT_EQ(view.outcome(0)[lane],
              engine.play().query(static_cast<std::size_t>(model.outcomes[0]))[lane]);
  }
}

}  // namespace
}  // namespace demarche
