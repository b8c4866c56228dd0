// SPDX-License-Identifier: MIT
#include "simulate/accumulator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "simulate/joint_program.hpp"
#include "support/accumulators.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

struct Case {
  const char* scenario;
  bool has_few_profiles;
};

class AccumulatorOf : public ::testing::TestWithParam<Case> {};

TEST_P(AccumulatorOf, AnyOrderOfBlocksAndMergesGivesTheSameBits) {
  constexpr std::size_t kBlocks = 12;
  const Model model = testing::held(GetParam().scenario);
  ASSERT_EQ(JointProgram::fits(model.shape), GetParam().has_few_profiles);
  const RunPlan plan(model, {.seed = 1, .draws = kBlocks * kBlockLanes - 5});
  BlockEngine engine(plan);
  std::vector<std::uint64_t> order(kBlocks);
  std::iota(order.begin(), order.end(), std::uint64_t{0});
  Accumulator in_order(plan);
  for (const std::uint64_t block : order) {
    engine.run(block);
    in_order.add(engine);
  }

  for (int round = 0; round < 2; ++round) {
    std::rotate(order.begin(), order.begin() + 5, order.end());
    std::reverse(order.begin() + 3, order.end());
    std::vector<Accumulator> parts(5, Accumulator(plan));
    for (std::size_t b = 0; b < order.size(); ++b) {
      engine.run(order[b]);
      parts[(b * b + 1) % 5].add(engine);
    }
    Accumulator total(plan);
    for (std::size_t p = parts.size(); p-- > 0;) {
      total.merge(parts[p]);
    }
    EXPECT_EQ(testing::state_of(total), testing::state_of(in_order));
  }
  EXPECT_EQ(in_order.outcomes[0].moments.count(), plan.draws);
}

INSTANTIATE_TEST_SUITE_P(Scenarios,
                         AccumulatorOf,
                         ::testing::Values(Case{"chicken", true}, Case{"great_reversal", false}),
                         [](const auto& test) { return std::string(test.param.scenario); });

/// Threads whose metrics and options would take much memory add to those of the whole.
TEST_P(AccumulatorOf, PartsThatShareMetricsAndOptionsGiveTheSameBits) {
  constexpr std::size_t kBlocks = 6;
  const Model model = testing::held(GetParam().scenario);
  const RunPlan plan(model, {.seed = 3, .draws = kBlocks * kBlockLanes - 5});
  BlockEngine engine(plan);
  Accumulator expected(plan);
  Accumulator total(plan);
  SharedAccumulator whole{.total = total};
  Accumulator parts[] = {Accumulator(plan, whole), Accumulator(plan, whole)};
  for (std::size_t block = 0; block < kBlocks; ++block) {
    engine.run(block);
    expected.add(engine);
    parts[block % 2].add(engine);
  }

  for (Accumulator& part : parts) {
    EXPECT_TRUE(part.metrics.empty() && part.option_sets.empty());
    total.merge(std::move(part));
  }

  EXPECT_EQ(testing::state_of(total), testing::state_of(expected));
}

/// Every draw's sampled profile is counted once, and that of the last, shorter block is, too.
TEST(Accumulator, CountsTheProfilesThatWereSampled) {
  const Model model = testing::bundled("chicken");
  const RunPlan plan(model, {.concept_name = "nash", .seed = 1, .draws = kBlockLanes + 9});
  BlockEngine engine(plan);
  Accumulator accumulator(plan);
  std::map<std::u16string, std::uint64_t> expected;
  for (std::uint64_t block = 0; block < 2; ++block) {
    engine.run(block);
    accumulator.add(engine);
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      std::u16string profile;
      for (std::size_t player = 0; player < model.shape.num_players(); ++player) {
        profile.push_back(static_cast<char16_t>(engine.play().strategy(player, lane)));
      }
      ++expected[profile];
    }
  }

  std::map<std::u16string, std::uint64_t> actual;
  accumulator.for_each_profile([&](std::u16string_view profile, std::uint64_t count) {
    actual[std::u16string(profile)] += count;
  });
  EXPECT_EQ(actual, expected);
}

}  // namespace
}  // namespace demarche
