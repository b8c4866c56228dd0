// SPDX-License-Identifier: MIT
// What becomes of the flagship's advice if the others answer China's options.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/what_if.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AnyOf;

/// The rank of an option by its mean, from 1.
int rank_of(const google::protobuf::RepeatedPtrField<v1::Option>& options,
            const std::vector<std::string>& levels) {
  const auto found = std::find_if(options.begin(), options.end(), [&](const v1::Option& option) {
    return std::equal(option.levels().begin(), option.levels().end(), levels.begin(), levels.end());
  });
  return 1 + static_cast<int>(
                 std::count_if(options.begin(), options.end(), [&](const v1::Option& option) {
                   return option.mean() > found->mean();
                 }));
}

const v1::Estimate& claim(const v1::Result& result, const std::string& id) {
  const auto& claims = result.claims();
  return *std::find_if(
      claims.begin(), claims.end(), [&](const v1::Estimate& one) { return one.id() == id; });
}

/// Expectations are of an earlier, independent calculation: a copy of the scenario for each option,
/// in which conditions leave China no other one. Twenty thousand draws leave a standard error of
/// 0.35 points.
TEST(AnsweredOptions, OfTheFlagshipTurnItsAdvice) {
  const Model held = testing::bundled("great_reversal");
  const Model answered =
      compile(changed(held.scenario, {.evidence = "none", .answer = "equilibrium"})).value();
  const RunSettings settings{.concept_name = "qre", .seed = 1, .draws = 20'000};

  const v1::Result result = run(answered, settings);
  const v1::Result before = run(held, settings);

  EXPECT_EQ(result.answering().solved(), 20'000U * 54U) << "options are in claims and in sets";
  EXPECT_NEAR(claim(before, "c3").mean(), 0.456, 0.015);
  EXPECT_NEAR(claim(result, "c3").mean(), 0.751, 0.015);
  EXPECT_NEAR(claim(before, "c4").mean(), 0.524, 0.015);
  EXPECT_NEAR(claim(result, "c4").mean(), 0.634, 0.015);
  EXPECT_NEAR(claim(before, "c2").mean(), 0.90, 0.015) << "nobody's answer matters";
  EXPECT_NEAR(claim(result, "c2").mean(), 0.90, 0.015);
  EXPECT_NEAR(claim(result, "c12").mean(), 0.169, 0.015);

  const auto sets = result.option_sets();
  const auto bundles = *std::find_if(
      sets.begin(), sets.end(), [](const auto& set) { return set.id() == "principle_bundles"; });
  ASSERT_EQ(bundles.answered_size(), 36);
  const std::vector<std::string> minimal{"consolidate", "minimal", "strengthen", "patient"};
  const std::vector<std::string> hedge{"hedge", "full", "strengthen", "patient"};
  const std::vector<std::string> principles{"consolidate", "full", "strengthen", "patient"};
  // The first two of those held lie within a standard error of each other.
  EXPECT_THAT(rank_of(bundles.options(), minimal), AnyOf(1, 2));
  EXPECT_THAT(rank_of(bundles.answered(), minimal), AnyOf(7, 8));
  EXPECT_EQ(rank_of(bundles.answered(), hedge), 1);
  EXPECT_EQ(rank_of(bundles.answered(), principles), 3);
  const auto& best = *std::max_element(
      bundles.answered().begin(), bundles.answered().end(), [](const auto& a, const auto& b) {
        return a.mean() < b.mean();
      });
  EXPECT_NEAR(best.mean(), 0.445, 0.01);
  EXPECT_NEAR(best.worst_decile(), -0.21, 0.015);
  EXPECT_NEAR(best.worst_decile_mean(), -0.44, 0.02);
  EXPECT_NEAR(best.mean_regret(), 0.218, 0.01);
  EXPECT_NEAR(best.share_best(), 0.28, 0.015);
}

}  // namespace
}  // namespace demarche
