// SPDX-License-Identifier: MIT
#include "demarche/report/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/mean_draw.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::ThrowsMessage;

TEST(Explain, AddsEachPayoffUpFromItsTerms) {
  const Model model = testing::bundled("chicken");
  Draw draw = replay_draw(model, {.concept_name = "nash", .seed = 7}, 12);
  draw.parameters = {1.25, 1.0, 3.5, 2.5};

  const std::string text =
      explain(model, draw, {.profile = "north.stance = stand, south.stance = stand"});

  EXPECT_THAT(text, HasSubstr("Payoff of North here: -3.5"));
  EXPECT_THAT(text, HasSubstr("-3.5  War [schelling ch. 3]"));
  EXPECT_THAT(text, HasSubstr("war = -war_cost_south when north.stance == stand"));
  EXPECT_THAT(text, HasSubstr("1.25, -1.25"));  // The matrix: North alone stands.
  EXPECT_THAT(text, HasSubstr("Profile (as asked)"));
}

TEST(Explain, KeepsToOneActor) {
  const Model model = testing::bundled("great_reversal");
  const Draw draw = replay_draw(model, {.seed = 1}, 3);

  const std::string text = explain(model, draw, {.actor = "ukraine"});

  EXPECT_THAT(text, HasSubstr("Payoff of Ukraine here"));
  EXPECT_THAT(text, Not(HasSubstr("Payoff of Russia here")));
  EXPECT_THAT(text, HasSubstr("it errs: logit precision"));
}

/// North moves first, and counts on what South answers.
TEST(Explain, CountsWhatStrategiesBringWithTheAnswersOfLaterMovers) {
  const Model model = testing::bundled("chicken");
  const Draw draw = replay_draw(model, {.concept_name = "sequential", .seed = 7}, 12);

  const std::string text = explain(model, draw);

  EXPECT_THAT(text, HasSubstr("counted with the answers of those who move later"));
  EXPECT_THAT(text, HasSubstr("its best strategy would bring +0\n"));
  EXPECT_THAT(text, HasSubstr("when answered"));
  EXPECT_THAT(text, Not(HasSubstr("against the mix")));
  Draw unknown = draw;
  unknown.answered_payoffs[0] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(explain(model, unknown), HasSubstr("brings unknown when answered"));
}

TEST(Explain, ExplainsADrawThatWasNotSolved) {
  const Model model = testing::bundled("chicken");
  Draw draw = replay_draw(model, {.concept_name = "nash", .seed = 7}, 12);
  draw.certificate.status = SolveStatus::not_finite;
  draw.probabilities.clear();
  draw.weights.clear();
  draw.sampled_profile.clear();

  EXPECT_THAT(explain(model, draw), HasSubstr("Solution: not_finite; there is nothing to show"));
}

TEST(Explain, ExplainsTheGameAtTheMeans) {
  const Model model = testing::bundled("chicken");

  const std::string text = explain(model, mean_draw(model, {.concept_name = "nash"}));

  EXPECT_THAT(text, HasSubstr("A crisis between two capitals, every parameter at its mean\n"));
  EXPECT_THAT(text, HasSubstr("Profile (nothing is sampled at the means)"));
  EXPECT_THAT(text, HasSubstr("50.0 %  South's valuation"));
  EXPECT_THAT(text, HasSubstr("Equilibrium 1 of 3"));
}

/// Payoffs that code gave stand where terms would, in the matrix too; scenario and draw must fit.
TEST(Explain, ShowsWhatCodeGave) {
  const Model chicken = testing::bundled("chicken");
  const Model model =
      compile(chicken.scenario, std::vector<OpenPayoff>{{.actor = "south"}}).value();
  RunSettings settings{.concept_name = "nash", .seed = 7};
  settings.code.payoffs = testing::south_payoffs();
  settings.code.metrics = {testing::num_firm()};
  Draw draw = replay_draw(model, settings, 12);
  draw.open_payoffs = {0.125, 0.25, 0.375, 0.5};

  const std::string text =
      explain(model, draw, {.profile = "north.stance = stand, south.stance = yield"});

  EXPECT_THAT(text, HasSubstr("Payoff of South here: 0.375"));
  EXPECT_THAT(text, HasSubstr("0.375  computed by code: south by hand"));
  EXPECT_THAT(text, HasSubstr(", 0.125"));
  EXPECT_THAT(text, HasSubstr("prize * (north.stance - south.stance)"));  // North's own term.
  EXPECT_THAT(text, HasSubstr("num_firm"));
  EXPECT_THAT([&] { (void)explain(chicken, draw); },
              ThrowsMessage<InvalidArgument>(HasSubstr("another model")));
}

TEST(Explain, RejectsWhatTheScenarioHasNot) {
  const Model model = testing::bundled("chicken");
  const Draw draw = replay_draw(model, {.concept_name = "nash", .seed = 7}, 12);

  EXPECT_THAT([&] { (void)explain(model, draw, {.actor = "east"}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("no actor 'east'; there are north, south")));
  EXPECT_THROW((void)explain(model, draw, {.profile = "north.stance"}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
