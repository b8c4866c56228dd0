// SPDX-License-Identifier: MIT
#include "demarche/simulate/solved_block.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/simulate/exact_sum.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/simulate/slice.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

constexpr std::uint64_t kDraws = 30 * kBlockLanes - 7;

RunSettings settings_of(int threads) {
  return {.concept_name = "nash", .seed = 4, .draws = kDraws, .threads = threads};
}

/// The probability of war and North's payoff by halves of a parameter's range, and what the
/// blocks say of themselves.
struct WarByPrize {
  std::array<Moments, 2> war;
  Moments north;
  Moments custom;
  std::uint64_t num_draws = 0;
  std::uint64_t num_blocks = 0;
  double level_error = 0.0;

  void add(const SolvedBlock& block) {
    ++num_blocks;
    num_draws += block.num_draws;
    for (std::size_t lane = 0; lane < block.num_draws; ++lane) {
      if (!block.is_solved(lane)) {
        continue;
      }
      war[block.parameter(0)[lane] < 1.0 ? 0 : 1].add(block.outcome(0)[lane]);
      north.add(block.payoff(0)[lane]);
      if (block.custom_metrics != nullptr) {
        custom.add(block.custom_metric(0)[lane]);
      }
      // Level probabilities are those of the strategies, over the equilibria.
      double stand = 0.0;
      for (std::size_t c = 0; c < block.solution->num_components; ++c) {
        stand +=
            block.solution->weights[c][lane] * block.solution->probabilities[c][kBlockLanes + lane];
      }
      level_error =
          std::max(level_error, std::abs(stand - block.level_probabilities[kBlockLanes + lane]));
    }
  }
  void merge(const WarByPrize& other) {
    for (std::size_t half = 0; half < 2; ++half) {
      war[half].merge(other.war[half]);
    }
    north.merge(other.north);
    custom.merge(other.custom);
    num_draws += other.num_draws;
    num_blocks += other.num_blocks;
    level_error = std::max(level_error, other.level_error);
  }
};

WarByPrize observed(const Model& model, RunSettings settings, v1::Result& result) {
  auto observer = std::make_shared<ObserverOf<WarByPrize>>();
  settings.code.observers = {observer};
  result = run(model, settings);
  return observer->total();
}

TEST(SolvedBlock, ShowsObserversWhatTheRunAccumulates) {
  const Model model = testing::bundled("chicken");
  RunSettings settings = settings_of(2);
  settings.code.metrics = {testing::num_firm()};
  v1::Result result;

  const WarByPrize seen = observed(model, settings, result);

  EXPECT_EQ(seen.num_draws, kDraws);
  EXPECT_EQ(seen.num_blocks, 30U);
  EXPECT_EQ(seen.war[0].count() + seen.war[1].count(), kDraws);
  const double whole = (seen.war[0].sum().value() + seen.war[1].sum().value()) / kDraws;
  EXPECT_NEAR(whole, result.outcomes(0).mean(), 1e-14);
  EXPECT_NEAR(seen.north.mean(), result.payoffs(0).mean(), 1e-14);
  EXPECT_NEAR(seen.custom.mean(), result.metrics(1).mean(), 1e-14);
  EXPECT_LT(seen.level_error, 1e-15);
  EXPECT_GT(seen.war[0].mean(), 0.0);
}

TEST(SolvedBlock, ObserversAreExactForAnyThreadsAndDoNotTouchTheResult) {
  const Model model = testing::bundled("chicken");
  v1::Result first;
  v1::Result second;

  const WarByPrize one = observed(model, settings_of(1), first);
  const WarByPrize two = observed(model, settings_of(2), second);

  EXPECT_EQ(one.war[0].mean(), two.war[0].mean());
  EXPECT_EQ(one.north.sum().chunks(), two.north.sum().chunks());
  EXPECT_EQ(first.SerializeAsString().size(),
            run(model, settings_of(1)).SerializeAsString().size());
}

TEST(SolvedBlock, ObserversOfSlicesAreMergedByHand) {
  const Model model = testing::bundled("chicken");
  WarByPrize total;
  for (int i = 0; i < 3; ++i) {
    auto observer = std::make_shared<ObserverOf<WarByPrize>>();
    RunSettings settings = settings_of(2);
    settings.code.observers = {observer};
    (void)run_slice(model, settings, i, 3);
    total.merge(observer->total());
  }
  v1::Result result;

  const WarByPrize whole = observed(model, settings_of(2), result);

  EXPECT_EQ(total.north.sum().chunks(), whole.north.sum().chunks());
  EXPECT_EQ(total.num_draws, kDraws);
}

TEST(SolvedBlock, ObserversSeeBatchesBlockByBlockWithoutTheRunsMetrics) {
  RunSettings settings = settings_of(2);
  settings.code.payoffs = testing::chicken_payoffs();
  settings.code.metrics = {testing::num_firm()};
  settings.code.blocks_per_call = 8;
  v1::Result result;

  const WarByPrize seen = observed(testing::open_chicken(), settings, result);

  EXPECT_EQ(seen.num_blocks, 30U);
  EXPECT_EQ(seen.custom.count(), 0U);
  EXPECT_NEAR(seen.north.mean(), result.payoffs(0).mean(), 1e-14);
}

TEST(SolvedBlock, ObserversWouldMixConcepts) {
  const Model model = testing::bundled("chicken");
  RunSettings settings = settings_of(1);
  settings.code.observers = {std::make_shared<ObserverOf<WarByPrize>>()};

  EXPECT_THROW((void)compare_concepts(model, settings, {"nash", "pure"}), InvalidArgument);
  settings.code.observers = {nullptr};
  EXPECT_THROW((void)run(model, settings), InvalidArgument);
}

}  // namespace
}  // namespace demarche
