// SPDX-License-Identifier: MIT
#include "demarche/scenario/what_if.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(WhatIf, SetsAParameterAndLeavesTheOthersAlone) {
  const Model before = testing::bundled("great_reversal");
  const Model after = compile(changed(before.scenario, {.set = {"reversal_risk = 0.9"}})).value();

  const DrawTable old_draws = replay_draws(before, {.seed = 3}, 0, 200);
  const DrawTable new_draws = replay_draws(after, {.seed = 3}, 0, 200);

  const auto num_parameters = static_cast<std::size_t>(before.scenario.parameters_size());
  for (std::size_t draw = 0; draw < 200; ++draw) {
    for (std::size_t p = 0; p < num_parameters; ++p) {
      const bool is_set = before.scenario.parameters(static_cast<int>(p)).id() == "reversal_risk";
      const std::size_t at = draw * num_parameters + p;
      EXPECT_EQ(new_draws.parameters[at], is_set ? 0.9 : old_draws.parameters[at]);
    }
  }
  EXPECT_NE(after.digest, before.digest);
}

TEST(WhatIf, FixesALeverToWhichOthersAnswer) {
  const v1::Scenario scenario = testing::bundled("outreach").scenario;
  const Model free = compile(scenario).value();
  const Model fixed = compile(changed(scenario, {.fix = {"china.outreach = full"}})).value();
  const RunSettings settings = {.concept_name = "nash", .seed = 1, .draws = 2000};

  const v1::Result before = run(free, settings);
  const v1::Result after = run(fixed, settings);

  // Levers: china.outreach, eu.stance, cee.cooperation.
  EXPECT_EQ(after.levers(0).levels(2).mean(), 1.0);
  EXPECT_GT(after.levers(1).levels(1).mean(), before.levers(1).levels(1).mean() + 0.05);
  // The options of the fixed lever are still compared.
  EXPECT_EQ(after.option_sets(0).options_size(), before.option_sets(0).options_size());
}

/// Fixing a lever is playing the game in which the actor's other strategies are infeasible.
TEST(WhatIf, AgreesWithInfeasibleStrategies) {
  v1::Scenario scenario = testing::bundled("outreach").scenario;
  scenario.clear_option_sets();
  scenario.clear_claims();
  scenario.clear_questions();
  v1::Scenario infeasible = scenario;
  auto* rule = infeasible.mutable_actors(0)->add_infeasible();
  rule->set_id("full_alone");
  rule->set_when("china.outreach != full");
  infeasible.clear_status_quo();
  const RunSettings settings = {.concept_name = "nash", .seed = 1, .draws = 500};

  const v1::Result one =
      run(compile(changed(scenario, {.fix = {"china.outreach = full"}})).value(), settings);
  const v1::Result other = run(compile(infeasible).value(), settings);

  for (int i = 0; i < one.outcomes_size(); ++i) {
    EXPECT_EQ(one.outcomes(i).mean(), other.outcomes(i).mean());
  }
}

TEST(WhatIf, StartsDynamicsFromWhatActorsCanDo) {
  const v1::Scenario scenario = testing::bundled("outreach").scenario;
  const Model model = compile(changed(scenario, {.fix = {"china.outreach = full"}})).value();

  const v1::Result result = run(model, {.concept_name = "best-response", .seed = 1, .draws = 200});

  EXPECT_EQ(result.levers(0).levels(2).mean(), 1.0);
}

TEST(WhatIf, ReplacesEveryPrecision) {
  const v1::Scenario scenario = testing::bundled("outreach").scenario;
  const RunSettings settings = {.concept_name = "qre", .seed = 1, .draws = 200};

  const v1::Result random = run(compile(changed(scenario, {.precision = "0"})).value(), settings);

  EXPECT_NEAR(random.levers(0).levels(0).mean(), 1.0 / 3.0, 1e-12);
}

TEST(WhatIf, FixesALeverAnew) {
  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  const v1::Scenario once = changed(scenario, {.fix = {"north.stance = stand"}});

  const v1::Scenario twice = changed(once, {.fix = {"north.stance=yield"}});

  ASSERT_EQ(twice.fixed_size(), 1);
  EXPECT_EQ(twice.fixed(0), "north.stance=yield");
}

TEST(WhatIf, RefusesAPrecisionBelowZero) {
  EXPECT_THAT([] { (void)changed(testing::bundled("chicken").scenario, {.precision = "-1"}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("at least 0, got -1")));
}

TEST(WhatIf, IsStatedByTheModelAndItsResults) {
  const Model model = compile_changed(testing::bundled("chicken").scenario,
                                      {.set = {"prize = 1"}, .fix = {"north.stance = stand"}})
                          .value();

  const v1::Result result = run(model, {.concept_name = "nash", .draws = 100});

  EXPECT_EQ(result.what_if().set(0), "prize = 1");
  EXPECT_EQ(result.what_if().fix(0), "north.stance = stand");
  EXPECT_EQ(result.scenario_digest(),
            compile(changed(testing::bundled("chicken").scenario, model.what_if)).value().digest);
  EXPECT_FALSE(run(testing::bundled("chicken"), {.draws = 100}).has_what_if());
}

TEST(WhatIf, IsTheSameAsAMessage) {
  const WhatIf what_if = {.set = {"prize = 1"},
                          .fix = {"north.stance = stand", "south.stance = yield"},
                          .precision = "4",
                          .widen = 2.0,
                          .given = {"war"},
                          .evidence = "none"};
  const v1::WhatIf message = message_of(what_if);
  const WhatIf read = what_if_of(message);
  EXPECT_EQ(read.set, what_if.set);
  EXPECT_EQ(read.fix, what_if.fix);
  EXPECT_EQ(read.precision, what_if.precision);
  EXPECT_EQ(read.widen, what_if.widen);
  EXPECT_EQ(read.given, what_if.given);
  EXPECT_EQ(read.evidence, what_if.evidence);
  EXPECT_TRUE(what_if_of(message_of({})).is_empty());
  EXPECT_EQ(message_of({}).ByteSizeLong(), 0U);
  v1::Variant variant;
  EXPECT_TRUE(what_if_of(variant).is_empty());
  variant.add_given("war");
  variant.set_widen(2.0);
  EXPECT_EQ(what_if_of(variant).given, what_if.given);
  EXPECT_EQ(what_if_of(variant).widen, 2.0);
}

TEST(WhatIf, NamesEveryProblem) {
  const v1::Scenario scenario = testing::bundled("chicken").scenario;

  EXPECT_THAT(
      [&] {
        (void)changed(scenario, {.set = {"prze = 1", "prize", "prize = much", "prize = inf"}});
      },
      ThrowsMessage<InvalidArgument>(AllOf(HasSubstr("no parameter 'prze'; did you mean 'prize'?"),
                                           HasSubstr("'prize' must be parameter = number"),
                                           HasSubstr("got 'much'"),
                                           HasSubstr("got 'inf'"))));
  EXPECT_THAT(
      [&] {
        (void)changed(scenario, {.set = {"prize = 1", "prize = 2"}});
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("parameter prize is set twice")));
  const auto problem_of = [&](const std::vector<std::string>& fix) {
    return compile(changed(scenario, {.fix = fix})).problems.front().to_string();
  };
  EXPECT_THAT(problem_of({"north.stance = stnd"}), HasSubstr("'stand'"));
  EXPECT_THAT(
      [&] {
        (void)changed(scenario, {.fix = {"north.stnce = stand", "stance = stand", "north.stance"}});
      },
      ThrowsMessage<InvalidArgument>(
          AllOf(HasSubstr("no lever 'north.stnce'; did you mean 'north.stance'?"),
                HasSubstr("no lever 'stance'; did you mean 'north.stance' or 'south.stance'?"),
                HasSubstr("'north.stance' must be actor.lever = level"))));
  EXPECT_THAT(problem_of({"north.stance = stand", "north.stance = yield"}),
              HasSubstr("lever north.stance is fixed twice"));
}

}  // namespace
}  // namespace demarche
