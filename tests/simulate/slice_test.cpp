// SPDX-License-Identifier: MIT
#include "demarche/simulate/slice.hpp"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>

#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "support/scenarios.hpp"
#include "support/slices.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;

class MergeSlices : public ::testing::TestWithParam<const char*> {};

TEST_P(MergeSlices, GivesTheBitsOfOneRun) {
  const Model model = testing::held(GetParam());
  RunSettings settings = default_settings(model.scenario);
  settings.draws = 2 * kBlockLanes + 10;
  const v1::Result whole = run(model, settings);

  for (const int count : {1, 3, 8}) {  // 8: more slices than blocks, so some are empty.
    const auto slices = testing::run_in_slices(model, settings, count);

    const v1::Result merged = merge_slices(model, settings, slices);

    EXPECT_TRUE(MessageDifferencer::Equals(merged, whole)) << count;
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios,
                         MergeSlices,
                         ::testing::Values("chicken", "outreach", "great_reversal"));

TEST(MergeSlices, CoversThePrefixBeforeAGap) {
  const Model model = testing::bundled("chicken");
  const RunSettings settings{.concept_name = "nash", .seed = 3, .draws = 8 * kBlockLanes};
  auto slices = testing::run_in_slices(model, settings, 4);
  slices.erase(slices.begin() + 1);  // The third of the run.

  const v1::Result merged = merge_slices(model, settings, slices);

  EXPECT_FALSE(merged.is_complete());
  EXPECT_EQ(merged.draws_done(), 4 * kBlockLanes);
  EXPECT_EQ(merged.solving().solved(), 4 * kBlockLanes);
}

TEST(MergeSlices, RejectsSlicesThatDoNotBelongTogether) {
  const Model model = testing::bundled("chicken");
  const RunSettings settings{.concept_name = "nash", .draws = 1'000};
  const auto slices = testing::run_in_slices(model, settings, 2);
  const auto rejects = [&](std::vector<v1::RunSlice> given) {
    EXPECT_THROW((void)merge_slices(model, settings, given), InvalidArgument);
  };

  rejects({});
  rejects({slices[0]});  // The second of the run.
  rejects({slices[1], slices[1]});
  auto other = slices;
  other[1].set_version("0.0.0");
  rejects(other);
  other = slices;
  other[1].set_scenario_digest("xxh128:0");
  rejects(other);
  other = slices;
  other[1].mutable_options()->set_seed(1);
  rejects(other);
  other = slices;
  other[1].set_end_block(1'000'000);
  rejects(other);
}

TEST(MergeSlices, RejectsBrokenStates) {
  const Model model = testing::bundled("chicken");
  const RunSettings settings{.concept_name = "nash", .draws = 1'000};
  const v1::RunSlice good = run_slice(model, settings, 0, 1);
  const auto rejects = [&](const v1::RunSlice& slice) {
    EXPECT_THROW((void)merge_slices(model, settings, {&slice, 1}), InvalidArgument);
  };

  v1::RunSlice bad = good;
  bad.clear_outcomes();
  rejects(bad);
  bad = good;
  bad.mutable_solving()->clear_by_status();
  rejects(bad);
  bad = good;
  bad.mutable_profiles(0)->set_strategies(0, 70'000);
  rejects(bad);
  bad = good;
  bad.mutable_outcomes(0)->mutable_moments()->mutable_sum()->Resize(100, 1);
  rejects(bad);
  bad = good;
  bad.mutable_outcomes(0)->mutable_moments()->set_sum(0, std::int64_t{1} << 40);
  rejects(bad);
  bad = good;
  bad.mutable_metrics(0)->mutable_sketch()->mutable_positive()->set_first(0xffffffff);
  rejects(bad);
}

/// Each draw that has values of a set's options has their regrets unless these overflow, and none
/// is below 0.
TEST(MergeSlices, RejectsRegretsThatDoNotFit) {
  const Model model = testing::bundled("outreach");
  const RunSettings settings{.draws = 500};
  const v1::RunSlice good = run_slice(model, settings, 0, 1);
  v1::RunSlice none = good;
  none.mutable_option_sets(0)->mutable_options(0)->clear_regret();
  v1::RunSlice negative = good;
  negative.mutable_option_sets(0)->mutable_options(0)->mutable_regret()->set_maximum(-1.0);
  v1::RunSlice overflowing = none;
  overflowing.mutable_option_sets(0)
      ->mutable_options(0)
      ->mutable_value()
      ->mutable_moments()
      ->set_minimum(-1e308);

  EXPECT_NO_THROW((void)merge_slices(model, settings, {&good, 1}));
  EXPECT_NO_THROW((void)merge_slices(model, settings, {&overflowing, 1}));
  EXPECT_THROW((void)merge_slices(model, settings, {&none, 1}), InvalidArgument);
  EXPECT_THROW((void)merge_slices(model, settings, {&negative, 1}), InvalidArgument);
}

TEST(RunSlice, RejectsAnIndexOutsideItsRange) {
  const Model model = testing::bundled("chicken");

  EXPECT_THROW((void)run_slice(model, {}, 2, 2), InvalidArgument);
  EXPECT_THROW((void)run_slice(model, {}, -1, 2), InvalidArgument);
  EXPECT_THROW((void)run_slice(model, {}, 0, 0), InvalidArgument);
}

}  // namespace
}  // namespace demarche
