// SPDX-License-Identifier: MIT
#include "simulate/claims.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "simulate/run_plan.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Play whose expectations are given, a number per query, the same in all lanes.
class GivenPlay final : public Play {
 public:
  GivenPlay(const RunPlan& plan, const std::vector<double>& values) : Play(plan) {
    for (std::size_t query = 0; query < values.size(); ++query) {
      std::fill_n(expectations_.data() + query * kBlockLanes, kBlockLanes, values[query]);
    }
  }
  [[nodiscard]] const std::vector<FeatureProgram::CellSum>& cell_sums() const override {
    return no_sums_;
  }
  void solve(const GameBlock&, BlockSolver&, BlockSolution&) override {}
  void read(const GameBlock&, const BlockSolution&, std::uint64_t) override {}
  [[nodiscard]] int strategy(std::size_t, std::size_t) const override { return 0; }
  void count_profiles(std::span<const std::size_t>, ProfileCounts&) const override {}

 private:
  std::vector<FeatureProgram::CellSum> no_sums_;
};

class ClaimValues : public ::testing::Test {
 protected:
  /// The claim's value where queries 0, 1, 2 have these expectations and cell 0 is `by`; it has to
  /// be the same in all lanes.
  double value(const ClaimModel& claim, const std::vector<double>& expectations, double by = 0.0) {
    const GivenPlay play(plan_, expectations);
    std::array<double, kBlockLanes> cells{};
    cells.fill(by);
    std::array<double, kBlockLanes> values{};
    claim_values(claim, play, cells.data(), values.data());
    for (const double other : values) {
      EXPECT_TRUE(other == values[0] || (std::isnan(other) && std::isnan(values[0])));
    }
    return values[0];
  }

 private:
  Model model_ = testing::bundled("chicken");  // Any model with three queries.
  RunPlan plan_{model_, {.concept_name = "nash"}};
};

TEST_F(ClaimValues, AreProbabilitiesOfEvents) {
  const ClaimModel claim{.event = 1, .comparisons = {}};

  EXPECT_EQ(value(claim, {0.0, 0.25}), 0.25);
  EXPECT_EQ(value(claim, {0.0, -1e-17}), 0.0);
  EXPECT_EQ(value(claim, {0.0, 1.0 + 1e-15}), 1.0);
  EXPECT_TRUE(std::isnan(value(claim, {0.0, kNan})));
}

TEST_F(ClaimValues, HoldIfOneIsBetterThanAllOthersByTheMargin) {
  const ClaimModel claim{.event = -1, .comparisons = {{.set = 0, .against = {1, 2}, .by_row = 0}}};

  EXPECT_EQ(value(claim, {3.0, 1.0, 2.0}), 1.0);
  EXPECT_EQ(value(claim, {3.0, 1.0, 3.0}), 0.0);  // More than, not at least.
  EXPECT_EQ(value(claim, {3.0, 1.0, 2.0}, 0.5), 1.0);
  EXPECT_EQ(value(claim, {3.0, 1.0, 2.0}, 1.0), 0.0);
}

TEST_F(ClaimValues, NeedAllComparisonsToHold) {
  const ClaimModel claim{.event = -1,
                         .comparisons = {{.set = 0, .against = {1}, .by_row = 0},
                                         {.set = 2, .against = {1}, .by_row = 0}}};

  EXPECT_EQ(value(claim, {3.0, 1.0, 2.0}), 1.0);
  EXPECT_EQ(value(claim, {3.0, 1.0, 0.0}), 0.0);
  EXPECT_EQ(value(claim, {0.0, 1.0, 2.0}), 0.0);
}

TEST_F(ClaimValues, AreUndefinedIfAnythingComparedIs) {
  const ClaimModel claim{.event = -1, .comparisons = {{.set = 0, .against = {1, 2}, .by_row = 0}}};

  for (const double undefined : {kNan, kInfinity, -kInfinity}) {
    for (std::size_t query = 0; query < 3; ++query) {
      std::vector<double> expectations{3.0, 1.0, 2.0};
      expectations[query] = undefined;
      EXPECT_TRUE(std::isnan(value(claim, expectations))) << query << " " << undefined;
    }
  }
  EXPECT_TRUE(std::isnan(value(claim, {3.0, 1.0, 2.0}, kNan)));
}

}  // namespace
}  // namespace demarche
