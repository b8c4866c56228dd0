// SPDX-License-Identifier: MIT
#include "simulate/accumulate.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "support/accumulators.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// Remembers the draws that it saw.
struct SeenDraws {
  std::set<std::uint64_t> draws;
  void add(const SolvedBlock& block) {
    for (std::size_t lane = 0; lane < block.num_draws; ++lane) {
      EXPECT_TRUE(draws.insert(block.first_draw + lane).second);
    }
  }
  void merge(const SeenDraws& other) { draws.insert(other.draws.begin(), other.draws.end()); }
};

TEST(AccumulateBlocks, AddsARangeAndShowsItToObservers) {
  constexpr BlockRange kRange{.first = 3, .end = 20};
  const Model model = testing::bundled("chicken");
  const auto observer = std::make_shared<ObserverOf<SeenDraws>>();
  RunSettings settings{.concept_name = "nash", .seed = 1, .draws = 20 * kBlockLanes - 7};
  settings.threads = 3;
  settings.code.observers = {observer};
  const RunPlan plan(model, settings);
  Accumulator by_hand(plan);
  BlockEngine engine(plan);
  for (std::uint64_t block = kRange.first; block < kRange.end; ++block) {
    engine.run(block);
    by_hand.add(engine);
  }

  Accumulator total(plan);
  const std::uint64_t end = accumulate_blocks(plan, settings, kRange, total);

  EXPECT_EQ(end, kRange.end);
  EXPECT_EQ(testing::state_of(total), testing::state_of(by_hand));
  const auto& seen = observer->total().draws;
  EXPECT_EQ(seen.size(), 17 * kBlockLanes - 7);
  EXPECT_EQ(*seen.begin(), 3 * kBlockLanes);
  EXPECT_EQ(*seen.rbegin(), plan.draws - 1);
}

}  // namespace
}  // namespace demarche
