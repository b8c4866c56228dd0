// SPDX-License-Identifier: MIT
// A whole run against the same pipeline written draw by draw, and the memory that its loop asks
// for.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/run.hpp"
#include "simulate/accumulator.hpp"
#include "simulate/block_engine.hpp"
#include "support/allocations.hpp"
#include "support/scalar_pipeline.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using testing::PipelineModel;

constexpr std::uint64_t kDraws = 200'000;

/// Two independent samples of one distribution: five standard errors of the difference.
void expect_same_mean(double mean, double error, const testing::Welford& expected) {
  EXPECT_NEAR(mean, expected.mean, 5.0 * std::hypot(error, expected.standard_error()));
}

class Pipeline : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  Pipeline()
      : pipeline_(testing::random_pipeline_model(GetParam())),
        result_(run(testing::compiled(testing::pipeline_scenario(pipeline_)),
                    {.concept_name = "nash", .seed = 1, .draws = kDraws})),
        expected_(testing::run_scalar_pipeline(pipeline_, 2, kDraws)) {}

  PipelineModel pipeline_;
  v1::Result result_;
  testing::PipelineStatistics expected_;
};

TEST_P(Pipeline, ProfilesAreAsLikelyAsInTheScalarOne) {
  ASSERT_EQ(result_.solving().solved(), kDraws);
  for (int profile = 0; profile < static_cast<int>(PipelineModel::kProfiles); ++profile) {
    SCOPED_TRACE(profile);
    const auto& outcome = result_.outcomes(profile);
    expect_same_mean(outcome.mean(),
                     outcome.standard_error(),
                     expected_.profiles[static_cast<std::size_t>(profile)]);
  }
  expect_same_mean(result_.claims(0).mean(), result_.claims(0).standard_error(), expected_.claim);
}

TEST_P(Pipeline, LevelsAndTheNumberOfEquilibriaAreAsLikely) {
  for (int player = 0; player < 2; ++player) {
    for (int level = 0; level < static_cast<int>(PipelineModel::kStrategies); ++level) {
      const auto& estimate = result_.levers(player).levels(level);
      expect_same_mean(
          estimate.mean(),
          estimate.standard_error(),
          expected_.levels[static_cast<std::size_t>(player)][static_cast<std::size_t>(level)]);
    }
  }
  for (std::uint32_t count = 1; count < 8; ++count) {
    const auto found = result_.solving().multiplicity().find(count);
    const double ours =
        found == result_.solving().multiplicity().end() ? 0.0 : static_cast<double>(found->second);
    const auto theirs = static_cast<double>(expected_.multiplicity[count]);
    EXPECT_NEAR(ours, theirs, 5.0 * std::sqrt(ours + theirs) + 5.0) << count;
  }
}

TEST_P(Pipeline, PayoffsAndWelfareHaveTheSameDistribution) {
  const auto check = [](const v1::Summary& ours, const testing::PipelineStatistics::Value& theirs) {
    expect_same_mean(ours.mean(), ours.standard_error(), theirs.expected);
    EXPECT_NEAR(ours.standard_deviation(),
                std::sqrt(theirs.realised.variance()),
                0.02 * ours.standard_deviation());
    for (const auto& quantile : ours.quantiles()) {
      // Some five standard errors of both in the tails, and the width of buckets.
      EXPECT_NEAR(quantile.value(),
                  theirs.histogram.quantile(quantile.probability()),
                  0.05 * ours.standard_deviation())
          << quantile.probability();
    }
  };
  check(result_.payoffs(0), expected_.payoffs[0]);
  check(result_.payoffs(1), expected_.payoffs[1]);
  check(result_.metrics(0), expected_.welfare);
}

TEST_P(Pipeline, SampledProfilesAreThoseOfTheSolutions) {
  ASSERT_EQ(result_.profile_draws(), kDraws);
  for (const auto& profile : result_.profiles()) {
    const auto level = [&](int variable) { return profile.levels(variable)[1] - '0'; };
    const double mean =
        result_.outcomes(level(0) * static_cast<int>(PipelineModel::kStrategies) + level(1)).mean();
    const double share = static_cast<double>(profile.count()) / static_cast<double>(kDraws);
    EXPECT_NEAR(share, mean, 5.0 * std::sqrt(mean / static_cast<double>(kDraws)));
  }
}

INSTANTIATE_TEST_SUITE_P(OfModels, Pipeline, ::testing::Values(1, 2, 3));

/// Runs blocks, and expects nothing to be asked of the heap from block `warm_up` on.
void expect_no_allocations(const RunPlan& plan, std::uint64_t warm_up, std::uint64_t end) {
  BlockEngine engine(plan);
  Accumulator accumulator(plan);
  testing::HeapUse before;
  for (std::uint64_t block = 0; block < end; ++block) {
    if (block == warm_up) {
      before = testing::heap_use();
    }
    engine.run(block);
    accumulator.add(engine);
  }
  const testing::HeapUse after = testing::heap_use();
  EXPECT_GT(before.num_allocations, 0);
  EXPECT_EQ(after.num_allocations, before.num_allocations);
  EXPECT_EQ(after.bytes_in_use, before.bytes_in_use);
}

/// Until then a rare value may still widen a quantile sketch.
TEST(RunLoop, AllocatesNothingOnASmallGame) {
  const Model model =
      testing::compiled(testing::pipeline_scenario(testing::random_pipeline_model(1)));
  const RunPlan plan(model, {.concept_name = "nash", .seed = 1, .draws = 400 * kBlockLanes});

  expect_no_allocations(plan, 250, 400);
}

TEST(RunLoop, AllocatesNothingWithEvidence) {
  const Model model =
      compile_changed(testing::bundled("chicken").scenario, {.given = {"north.stance == stand"}})
          .value();
  const RunPlan plan(model, {.concept_name = "nash", .seed = 1, .draws = 800 * kBlockLanes});

  expect_no_allocations(plan, 700, 800);
}

TEST(RunLoop, AllocatesNothingOnTheFlagship) {
  const Model model = compile_changed(testing::bundled("great_reversal").scenario,
                                      {.evidence = "none", .answer = "held"})
                          .value();
  const RunPlan plan(model, {.concept_name = "qre", .seed = 1, .draws = 140 * kBlockLanes});

  expect_no_allocations(plan, 120, 140);
}

}  // namespace
}  // namespace demarche
