// SPDX-License-Identifier: MIT
#include "demarche/scenario/model.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "demarche/scenario/compile.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// A rule leaves three of the four strategies, which are sorted by their levels.
TEST(Model, KnowsTheLevelsOfStrategies) {
  const Model model = testing::compiled(
      "id: 's' actors { id: 'a' "
      "levers { id: 'u' levels { id: 'no' } levels { id: 'yes' } } "
      "levers { id: 'v' levels { id: 'no' } levels { id: 'yes' } } "
      "infeasible { id: 'both_no' when: 'a.u == no && a.v == no' } "
      "payoff { id: 'p' value: 'a.u + a.v' } }");

  ASSERT_EQ(model.shape.players[0].strategies.size(), 3U);
  EXPECT_EQ(model.level(0, 0), 0);
  EXPECT_EQ(model.level(1, 0), 1);
  EXPECT_EQ(model.level(0, 1), 1);
  EXPECT_EQ(model.level(1, 1), 0);
  EXPECT_EQ(model.level(0, 2), 1);
  EXPECT_EQ(model.level(1, 2), 1);
}

TEST(Model, CountsTheCellsThatCodeFills) {
  const v1::Scenario chicken = testing::bundled("chicken").scenario;

  EXPECT_EQ(compile(chicken).value().num_open_rows(), 0U);
  // Two actors with two levels each, of whom one gets its payoff from code.
  const std::vector<OpenPayoff> open = {{.actor = "north"}};
  EXPECT_EQ(compile(chicken, open).value().num_open_rows(), 4U);
}

TEST(Model, HasAPosteriorOnlyOfWhatIsObserved) {
  const v1::Scenario chicken = testing::bundled("chicken").scenario;
  v1::Scenario possible = chicken;
  v1::Evidence& item = *possible.add_evidence();
  item.set_id("report");
  item.set_likelihood("if(north.stance == stand, 0.8, 0.2)");

  EXPECT_FALSE(compile(chicken).value().has_posterior());
  EXPECT_FALSE(compile(possible).value().has_posterior());
  item.set_date("2025-02-18");
  EXPECT_TRUE(compile(possible).value().has_posterior());
}

}  // namespace
}  // namespace demarche
