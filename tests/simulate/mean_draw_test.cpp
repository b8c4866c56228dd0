// SPDX-License-Identifier: MIT
#include "demarche/simulate/mean_draw.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

/// Chicken's prize is triangular from 0.5 to 2 around 1, a war's cost lognormal around 3.
TEST(MeanDraw, SolvesTheGameAtTheMeans) {
  const Model model = testing::bundled("chicken");
  const RunSettings settings{.concept_name = "nash", .seed = 1};

  const Draw draw = mean_draw(model, settings);

  const double cost = 3 * std::exp(0.18);
  const std::vector<double> means = {3.5 / 3, 1.0, cost, cost};
  ASSERT_EQ(draw.parameters.size(), means.size());
  for (std::size_t p = 0; p < means.size(); ++p) {
    EXPECT_DOUBLE_EQ(draw.parameters[p], means[p]);
  }
  EXPECT_TRUE(draw.is_of_means);
  EXPECT_DOUBLE_EQ(draw.percentiles[1], 0.5);
  EXPECT_THAT(draw.sampled_profile, IsEmpty());
  // The mixed equilibrium stands with the probability prize / cost.
  ASSERT_EQ(draw.probabilities.size(), 3U);
  double mixed = 0.0;
  for (const std::vector<double>& equilibrium : draw.probabilities) {
    mixed = equilibrium[1] > 0.0 && equilibrium[1] < 1.0 ? equilibrium[1] : mixed;
  }
  EXPECT_NEAR(mixed, means[0] / cost, 1e-12);
}

/// A scenario whose parameters are set to the means has the same game in every draw.
TEST(MeanDraw, IsADrawOfTheScenarioWithItsParametersSetToTheirMeans) {
  const Model model = testing::bundled("outreach");
  for (const char* const name : {"qre", "sequential"}) {
    const RunSettings settings{.concept_name = name, .seed = 3};
    const Draw draw = mean_draw(model, settings);
    WhatIf what_if;
    for (std::size_t p = 0; p < draw.parameters.size(); ++p) {
      what_if.set.push_back(model.scenario.parameters(static_cast<int>(p)).id() + " = " +
                            std::to_string(draw.parameters[p]));
    }
    const Draw replayed =
        replay_draw(compile_changed(model.scenario, what_if).value(), settings, 5);

    ASSERT_EQ(draw.probabilities.size(), replayed.probabilities.size());
    for (std::size_t s = 0; s < draw.probabilities[0].size(); ++s) {
      EXPECT_NEAR(draw.probabilities[0][s], replayed.probabilities[0][s], 1e-5);
    }
    EXPECT_EQ(draw.answered_payoffs.size(), replayed.answered_payoffs.size());
    EXPECT_THAT(draw.precision, Each(replayed.precision[0]));
  }
}

TEST(MeanDraw, NamesEveryParameterWithoutAMean) {
  const Model model = testing::compiled(R"text(
    id: "heavy"
    actors { id: "a" levers { id: "x" levels { id: "x0" } levels { id: "x1" } }
      payoff { id: "own" value: "(p + q + r) * a.x" } }
    parameters { id: "p" distribution { student_t { degrees_of_freedom: 1 location: 0 scale: 1 } } }
    parameters { id: "q" distribution { normal { mean: 0 standard_deviation: 1 } } }
    parameters { id: "r" distribution { lognormal { median: 1 log_standard_deviation: 90 } } }
  )text");

  EXPECT_THAT([&] { (void)mean_draw(model, {.concept_name = "pure"}); },
              ThrowsMessage<InvalidArgument>(
                  HasSubstr("since 'p', 'r' have no finite mean; set them to a value")));
}

TEST(MeanDraw, RefusesPayoffsThatCodeComputes) {
  RunSettings settings{.concept_name = "nash"};
  settings.code.payoffs = testing::chicken_payoffs();

  EXPECT_THAT([&] { (void)mean_draw(testing::open_chicken(), settings); },
              ThrowsMessage<InvalidArgument>(HasSubstr("where code computes payoffs")));
  EXPECT_THROW((void)mean_draw(testing::bundled("chicken"), {.concept_name = "qrf"}),
               InvalidArgument);
}

}  // namespace
}  // namespace demarche
