// SPDX-License-Identifier: MIT
#include "simulate/play.hpp"

#include <gtest/gtest.h>

#include "simulate/component_play.hpp"
#include "simulate/joint_play.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

TEST(MakePlay, ChoosesByTheNumberOfJointProfiles) {
  const Model small = testing::bundled("chicken");
  const Model large = testing::bundled("great_reversal");
  const RunPlan small_plan(small, {});
  const RunPlan large_plan(large, {});

  EXPECT_NE(dynamic_cast<const JointPlay*>(make_play(small_plan).get()), nullptr);
  EXPECT_NE(dynamic_cast<const ComponentPlay*>(make_play(large_plan).get()), nullptr);
}

/// Some queries of chicken are the probability of one profile, whose row is not copied.
TEST(Play, GivesAllQueriesAsOneArray) {
  const Model model = testing::bundled("chicken");
  const RunPlan plan(model, {.concept_name = "nash", .seed = 1}, SolutionDetail::all_equilibria);
  JointPlay play(plan);
  AlignedArray cells(model.program.num_cells() * kBlockLanes);
  const auto solver = plan.solution_concept.make_block_solver(model.shape, plan.concept_options);
  BlockSolution solution;
  const GameBlock games{
      .shape = &model.shape, .num_lanes = kBlockLanes, .cells = cells.data(), .precision = nullptr};
  play.solve(games, *solver, solution);
  play.read(games, solution, 0);
  std::vector<double> rows;
  for (std::size_t query = 0; query < model.queries.size(); ++query) {
    rows.insert(rows.end(), play.query(query), play.query(query) + kBlockLanes);
  }
  ASSERT_NE(rows, std::vector<double>(rows.size(), 0.0));

  const double* const all = play.all_queries();

  EXPECT_EQ(std::vector<double>(all, all + rows.size()), rows);
}

}  // namespace
}  // namespace demarche
