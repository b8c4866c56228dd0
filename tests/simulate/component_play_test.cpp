// SPDX-License-Identifier: MIT
#include "simulate/component_play.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "demarche/scenario/compile.hpp"
#include "simulate/block_engine.hpp"
#include "simulate/joint_play.hpp"
#include "support/random_scenario.hpp"
#include "support/sanitizers.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// The solutions of a block that an engine ran, read by ComponentPlay.
class ReadByComponents {
 public:
  ReadByComponents(const RunPlan& plan, const BlockEngine& engine)
      : play_(plan),
        games_{.shape = &plan.model.shape,
               .num_lanes = engine.num_lanes(),
               .cells = engine.cells(),
               .precision = engine.precision()} {
    play_.read(games_, engine.solution(), engine.first_draw());
  }
  [[nodiscard]] const ComponentPlay& play() const { return play_; }

 private:
  ComponentPlay play_;
  GameBlock games_;
};

void expect_agreement(const Model& model, const char* concept_name) {
  ASSERT_TRUE(JointProgram::fits(model.shape));
  const RunPlan plan(model,
                     {.concept_name = concept_name, .seed = 5, .draws = 300},
                     SolutionDetail::all_equilibria);
  BlockEngine engine(plan);
  for (std::uint64_t block = 0; block * kBlockLanes < plan.draws; ++block) {
    engine.run(block);
    const ReadByComponents read(plan, engine);
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      for (std::size_t q = 0; q < model.queries.size(); ++q) {
        const double expected = engine.play().query(q)[lane];
        EXPECT_NEAR(read.play().query(q)[lane], expected, 1e-12 * (1.0 + std::abs(expected)));
      }
      for (std::size_t row = 0; row < plan.num_levels; ++row) {
        EXPECT_NEAR(read.play().level(row)[lane], engine.play().level(row)[lane], 1e-13);
      }
    }
  }
}

/// The two readings share no code but the tables of the model.
TEST(ComponentPlay, ReadsWhatJointPlayReads) {
  const Model chicken = testing::bundled("chicken");
  for (const char* concept_name : {"nash", "pure", "qre"}) {
    SCOPED_TRACE(concept_name);
    expect_agreement(chicken, concept_name);
  }
  int num_small = 0;
  const std::uint64_t num_seeds = testing::kIsSanitized ? 40 : 100;
  for (std::uint64_t seed = 0; seed < num_seeds; ++seed) {
    const Model model = compile(testing::random_scenario(seed)).value();
    if (JointProgram::fits(model.shape)) {
      SCOPED_TRACE(seed);
      expect_agreement(model, "qre");
      ++num_small;
    }
  }
  EXPECT_GT(num_small, testing::kIsSanitized ? 0 : 3);
}

TEST(ComponentPlay, SamplesProfilesInProportionToTheirProbability) {
  const Model model = testing::bundled("chicken");
  const RunPlan plan(model,
                     {.concept_name = "nash", .seed = 5, .draws = 200 * kBlockLanes},
                     SolutionDetail::all_equilibria);
  BlockEngine engine(plan);
  std::vector<double> probability(4, 0.0);
  std::vector<double> sampled(4, 0.0);
  for (std::uint64_t block = 0; block < 200; ++block) {
    engine.run(block);
    AlignedArray profiles(4 * kBlockLanes);
    distribute(engine.solution(), model.shape, profiles.data());
    const ReadByComponents read(plan, engine);
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      const int profile = 2 * read.play().strategy(0, lane) + read.play().strategy(1, lane);
      EXPECT_GT(profiles[static_cast<std::size_t>(profile) * kBlockLanes + lane], 0.0);
      sampled[static_cast<std::size_t>(profile)] += 1.0;
      for (std::size_t p = 0; p < 4; ++p) {
        probability[p] += profiles[p * kBlockLanes + lane];
      }
    }
  }
  for (std::size_t p = 0; p < 4; ++p) {
    // Five standard deviations of a sum of independent events.
    EXPECT_NEAR(sampled[p], probability[p], 5.0 * std::sqrt(probability[p]));
  }
}

/// Metrics and payoffs at the sampled profile are the cells of that profile, added up.
TEST(ComponentPlay, RealisesMetricsAndPayoffsAtTheSampledProfile) {
  const Model model = testing::bundled("great_reversal");
  ASSERT_FALSE(JointProgram::fits(model.shape));
  const RunPlan plan(model, {.concept_name = "qre", .seed = 5, .draws = kBlockLanes});
  BlockEngine engine(plan);
  engine.run(0);
  std::vector<int> realised = model.metrics;
  realised.insert(realised.end(), model.payoffs.begin(), model.payoffs.end());
  int num_checked = 0;
  for (const int query : realised) {
    if (query < 0) {
      continue;
    }
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      double expected = 0.0;
      for (const int index : model.queries[static_cast<std::size_t>(query)].tables) {
        const FactorTable& table = model.query_tables[static_cast<std::size_t>(index)];
        std::size_t stride = table.num_cells;
        std::size_t cell = table.first_cell;
        for (const int variable : table.scope) {
          const auto v = static_cast<std::size_t>(variable);
          const auto player = static_cast<std::size_t>(model.variables[v].actor);
          stride /= static_cast<std::size_t>(model.shape.variable_sizes[v]);
          cell += stride *
                  static_cast<std::size_t>(model.level(v, engine.play().strategy(player, lane)));
        }
        expected += engine.cells()[cell * kBlockLanes + lane];
      }
      EXPECT_EQ(engine.play().realised(static_cast<std::size_t>(query))[lane], expected);
      ++num_checked;
    }
  }
  EXPECT_GT(num_checked, 0);
}

}  // namespace
}  // namespace demarche
