// SPDX-License-Identifier: MIT
#include "simulate/joint_program.hpp"

#include <gtest/gtest.h>

#include "simulate/run_plan.hpp"
#include "support/scalar_pipeline.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using testing::PipelineModel;

/// Two players with three strategies each, an outcome per profile, and welfare: the sum of payoffs.
class JointProgramOfPipeline : public ::testing::Test {
 protected:
  [[nodiscard]] const JointQuery& query(int number) const {
    return program_.queries()[static_cast<std::size_t>(number)];
  }

  Model model_ = testing::compiled(testing::pipeline_scenario(testing::random_pipeline_model(4)));
  JointProgram program_{model_, RunPlan(model_, {.concept_name = "nash"}).first_level};
};

TEST_F(JointProgramOfPipeline, NumbersProfilesRowMajor) {
  ASSERT_EQ(program_.num_profiles(), PipelineModel::kProfiles);
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      const auto profile = static_cast<std::size_t>(3 * row + column);
      EXPECT_EQ(program_.strategy(0, profile), row);
      EXPECT_EQ(program_.strategy(1, profile), column);
    }
  }
}

TEST_F(JointProgramOfPipeline, TakesAnEventThatIsOneProfileAsItsProbability) {
  for (std::size_t outcome = 0; outcome < PipelineModel::kProfiles; ++outcome) {
    EXPECT_EQ(query(model_.outcomes[outcome]).only_profile, static_cast<int>(outcome));
  }
  for (const ProfileSum& expectation : program_.expectations()) {
    EXPECT_LT(program_.queries()[expectation.target].only_profile, 0);
  }
}

TEST_F(JointProgramOfPipeline, AddsWelfareUpFromPayoffs) {
  ASSERT_EQ(program_.pair_sums().size(), 1U);
  const RowPairSum& sum = program_.pair_sums()[0];

  EXPECT_EQ(static_cast<int>(sum.target), model_.metrics[0]);
  EXPECT_EQ(std::set({static_cast<int>(sum.first), static_cast<int>(sum.second)}),
            std::set({model_.payoffs[0], model_.payoffs[1]}));
  EXPECT_TRUE(query(model_.metrics[0]).is_pair_sum);
  EXPECT_EQ(program_.realised().size(), 2U);
  EXPECT_EQ(program_.realised_pair_sums().size(), 1U);
  // So the cells of welfare need not be computed.
  EXPECT_EQ(program_.cell_sums().size(), model_.program.sums().size() - PipelineModel::kProfiles);
}

TEST_F(JointProgramOfPipeline, GivesEachLevelTheProfilesThatPlayIt) {
  ASSERT_EQ(program_.levels().size(), 6U);
  for (std::size_t level = 0; level < 6; ++level) {
    const ProfileSum& sum = program_.levels()[level];
    EXPECT_EQ(sum.target, level);
    EXPECT_TRUE(sum.terms.empty());
    ASSERT_EQ(sum.constants.size(), 3U);
    for (const auto& [coefficient, profile] : sum.constants) {
      EXPECT_EQ(coefficient, 1.0);
      EXPECT_EQ(level < 3 ? profile / 3 : profile % 3 + 3, level);
    }
  }
}

TEST(JointProgram, FitsGamesWithFewProfilesOnly) {
  EXPECT_TRUE(JointProgram::fits(testing::bundled("chicken").shape));
  EXPECT_FALSE(JointProgram::fits(testing::bundled("great_reversal").shape));
  EXPECT_FALSE(JointProgram::fits({}));
}

}  // namespace
}  // namespace demarche
