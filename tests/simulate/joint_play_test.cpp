// SPDX-License-Identifier: MIT
#include "simulate/joint_play.hpp"

#include <gtest/gtest.h>

#include "demarche/game/expectation.hpp"
#include "demarche/scenario/compile.hpp"
#include "simulate/block_engine.hpp"
#include "support/random_scenario.hpp"
#include "support/sanitizers.hpp"
#include "support/scalar_pipeline.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// Queries and levels of a block as the mixture of mixed profiles has them.
class ByComponents {
 public:
  ByComponents(const Model& model, const RunPlan& plan, const BlockEngine& engine)
      : queries_(model.queries.size() * kBlockLanes), levels_(plan.num_levels * kBlockLanes) {
    AlignedArray tables(model.query_tables.size() * kBlockLanes);
    AlignedArray workspace(plan.expectations.workspace_rows() * kBlockLanes);
    const BlockSolution& solution = engine.solution();
    for (std::size_t c = 0; c < solution.num_components; ++c) {
      const double* const probabilities = solution.probabilities[c].data();
      plan.expectations.evaluate(probabilities, engine.cells(), tables.data(), workspace.data());
      for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
        const double weight = solution.weights[c][lane];
        for (std::size_t q = 0; weight > 0.0 && q < model.queries.size(); ++q) {
          for (const int table : model.queries[q].tables) {
            queries_[q * kBlockLanes + lane] +=
                weight * tables[static_cast<std::size_t>(table) * kBlockLanes + lane];
          }
        }
        if (weight > 0.0) {
          add_levels(model, plan, probabilities + lane, weight, lane);
        }
      }
    }
  }

  [[nodiscard]] double query(std::size_t q, std::size_t lane) const {
    return queries_[q * kBlockLanes + lane];
  }
  [[nodiscard]] double level(std::size_t row, std::size_t lane) const {
    return levels_[row * kBlockLanes + lane];
  }

 private:
  void add_levels(const Model& model,
                  const RunPlan& plan,
                  const double* probability,
                  double weight,
                  std::size_t lane) {
    for (const auto& player : model.shape.players) {
      for (const auto& strategy : player.strategies) {
        for (std::size_t k = 0; k < strategy.size(); ++k) {
          const std::size_t row = plan.first_level[static_cast<std::size_t>(player.variables[k])] +
                                  static_cast<std::size_t>(strategy[k]);
          levels_[row * kBlockLanes + lane] += weight * *probability;
        }
        probability += kBlockLanes;
      }
    }
  }

  AlignedArray queries_;
  AlignedArray levels_;
};

void expect_agreement(const Model& model, const char* concept_name) {
  const RunPlan plan(model, {.concept_name = concept_name, .seed = 5, .draws = 700});
  ASSERT_TRUE(JointProgram::fits(model.shape));
  const RunPlan listing(model,
                        {.concept_name = concept_name, .seed = 5, .draws = 700},
                        SolutionDetail::all_equilibria);
  BlockEngine engine(plan);
  BlockEngine listed(listing);
  for (std::uint64_t block = 0; block * kBlockLanes < plan.draws; ++block) {
    engine.run(block);
    listed.run(block);
    const ByComponents expected(model, listing, listed);
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      for (std::size_t q = 0; q < model.queries.size(); ++q) {
        EXPECT_NEAR(engine.play().query(q)[lane],
                    expected.query(q, lane),
                    1e-12 * (1.0 + std::abs(expected.query(q, lane))));
      }
      for (std::size_t row = 0; row < plan.num_levels; ++row) {
        EXPECT_NEAR(engine.play().level(row)[lane], expected.level(row, lane), 1e-13);
      }
    }
  }
}

TEST(JointPlay, ReadsSolutionsAsTheirMixturesDo) {
  const Model pipeline =
      testing::compiled(testing::pipeline_scenario(testing::random_pipeline_model(4)));
  const Model chicken = testing::bundled("chicken");
  for (const char* concept_name : {"nash", "pure", "qre", "correlated"}) {
    SCOPED_TRACE(concept_name);
    expect_agreement(pipeline, concept_name);
    expect_agreement(chicken, concept_name);
  }
}

TEST(JointPlay, ReadsSeveralLeversAndPlayers) {
  int num_small = 0;
  const std::uint64_t num_seeds = testing::kIsSanitized ? 40 : 200;
  for (std::uint64_t seed = 0; seed < num_seeds; ++seed) {
    const Model model = compile(testing::random_scenario(seed)).value();
    if (JointProgram::fits(model.shape)) {
      SCOPED_TRACE(seed);
      expect_agreement(model, "qre");
      ++num_small;
    }
  }
  EXPECT_GT(num_small, testing::kIsSanitized ? 0 : 5);
}

/// A sampled profile has a probability, and what metrics and payoffs are there is what their
/// tables' cells add up to, also where a run adds up rows instead of cells.
TEST(JointPlay, SamplesProfilesThatArePlayed) {
  const Model model =
      testing::compiled(testing::pipeline_scenario(testing::random_pipeline_model(4)));
  const RunPlan plan(model, {.concept_name = "nash", .seed = 5, .draws = 2'000});
  const RunPlan listing(
      model, {.concept_name = "nash", .seed = 5, .draws = 2'000}, SolutionDetail::all_equilibria);
  BlockEngine engine(plan);
  BlockEngine listed(listing);  // Has all cells.
  EXPECT_LT(engine.play().cell_sums().size(), listed.play().cell_sums().size());
  std::vector<int> realised = model.metrics;
  realised.insert(realised.end(), model.payoffs.begin(), model.payoffs.end());
  for (std::uint64_t block = 0; block * kBlockLanes < plan.draws; ++block) {
    engine.run(block);
    listed.run(block);
    for (const int query : realised) {
      const auto q = static_cast<std::size_t>(query);
      const double* const values = engine.play().realised(q);
      for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
        const auto row = static_cast<std::size_t>(engine.play().strategy(0, lane));
        const auto column = static_cast<std::size_t>(engine.play().strategy(1, lane));
        double expected = 0.0;
        for (const int table : model.queries[q].tables) {
          const FactorTable& cells = model.query_tables[static_cast<std::size_t>(table)];
          ASSERT_EQ(cells.num_cells, testing::PipelineModel::kProfiles);
          expected += listed.cells()[(cells.first_cell + 3 * row + column) * kBlockLanes + lane];
        }
        EXPECT_DOUBLE_EQ(values[lane], expected);
        EXPECT_GT(engine.play().level(row)[lane], 0.0);
        EXPECT_GT(engine.play().level(3 + column)[lane], 0.0);
      }
    }
  }
}

}  // namespace
}  // namespace demarche
