// SPDX-License-Identifier: MIT
#include "demarche/analyze/behaviours.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/simulate/check.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::StartsWith;

v1::Behaviours behaviours_of(const Model& model,
                             const RunSettings& settings,
                             const BehaviourSettings& wanted) {
  v1::Result result = run(model, settings);
  add_behaviours(model, settings, wanted, result);
  return result.analysis().behaviours();
}

const v1::Behaviour& named(const google::protobuf::RepeatedPtrField<v1::Behaviour>& all,
                           const std::string& name) {
  const auto found = std::find_if(
      all.begin(), all.end(), [&](const v1::Behaviour& one) { return one.name() == name; });
  EXPECT_NE(found, all.end()) << name;
  return found == all.end() ? v1::Behaviour::default_instance() : *found;
}

/// The outcomes and claims of a run of so many draws under a behaviour.
void expect_numbers_of_run(const v1::Behaviour& behaviour, const v1::Result& of_run) {
  EXPECT_EQ(behaviour.solved(), of_run.solving().solved());
  ASSERT_EQ(behaviour.outcomes_size(), of_run.outcomes_size());
  ASSERT_EQ(behaviour.claims_size(), of_run.claims_size());
  for (int i = 0; i < of_run.outcomes_size(); ++i) {
    EXPECT_TRUE(MessageDifferencer::Equals(behaviour.outcomes(i), of_run.outcomes(i)))
        << behaviour.name() << ", outcome " << of_run.outcomes(i).id();
  }
  for (int i = 0; i < of_run.claims_size(); ++i) {
    EXPECT_TRUE(MessageDifferencer::Equals(behaviour.claims(i), of_run.claims(i)))
        << behaviour.name() << ", claim " << of_run.claims(i).id();
  }
}

class BehavioursOf : public ::testing::TestWithParam<const char*> {};

/// Also with evidence, which does not count.
TEST_P(BehavioursOf, AScenarioAreWhatRunsUnderThemGive) {
  const Model model = testing::held(GetParam());
  RunSettings settings{.concept_name = "level-k", .seed = 7, .draws = 1'000};
  const v1::Behaviours found = behaviours_of(
      model, settings, {.behaviours = {"qre", "best-response"}, .draws = 300, .most_effort = 1e6});

  EXPECT_EQ(found.draws(), 300U);
  ASSERT_EQ(found.behaviours_size(), 3);
  settings.draws = 300;
  for (const v1::Behaviour& behaviour : found.behaviours()) {
    settings.concept_name = behaviour.name();
    expect_numbers_of_run(behaviour, run(model, settings));
  }
}

INSTANTIATE_TEST_SUITE_P(Bundled,
                         BehavioursOf,
                         ::testing::Values("chicken", "outreach", "great_reversal"));

const char* const kPrecise = R"(
id: 's'
actors { id: 'a' precision: '%'
         levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } }
         payoff { id: 'p' value: 'a.l * u + 2 * (a.l == b.l)' } }
actors { id: 'b' levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } levels { id: 'more' } }
         payoff { id: 'p' value: 'b.l * u - (a.l == b.l)' } }
parameters { id: 'u' distribution { uniform { low: 0 high: 1 } } }
outcomes { id: 'both' event: 'a.l == yes && b.l == more' }
defaults { precision: '#' }
)";

Model with_precisions(const std::string& of_a, const std::string& of_others) {
  std::string text = kPrecise;
  text.replace(text.find('%'), 1, of_a);
  return testing::compiled(text.replace(text.find('#'), 1, of_others));
}

TEST(Behaviours, ScaleThePrecisionOfEveryActor) {
  const RunSettings settings{.seed = 2, .draws = 200};
  const v1::Behaviours found = behaviours_of(
      with_precisions("3 * u", "5"), settings, {.behaviours = {"qre*0.5", "qre*2"}, .draws = 200});

  EXPECT_EQ(found.behaviours(0).name(), "qre");
  expect_numbers_of_run(found.behaviours(0), run(with_precisions("3 * u", "5"), settings));
  expect_numbers_of_run(found.behaviours(1), run(with_precisions("1.5 * u", "2.5"), settings));
  expect_numbers_of_run(found.behaviours(2), run(with_precisions("6 * u", "10"), settings));
}

/// A prisoners' dilemma; both defect in equilibrium. In the status quo only b does.
const char* const kDilemma = R"(
id: 's'
actors { id: 'a' levers { id: 'l' levels { id: 'keep' } levels { id: 'break' } }
         payoff { id: 'p' value: 'a.l - 3 * b.l + 0 * u' } }
actors { id: 'b' levers { id: 'l' levels { id: 'keep' } levels { id: 'break' } levels { id: 'war' } }
         payoff { id: 'p' value: '(b.l == break) - 3 * a.l - 2 * (b.l == war)' } }
parameters { id: 'u' distribution { uniform { low: 0 high: 1 } } }
outcomes { id: 'peace' event: 'a.l == keep && b.l == keep' }
outcomes { id: 'one' event: 'a.l == keep && b.l == break' }
outcomes { id: 'none' event: 'a.l == break && b.l == break' }
claims { id: 'war' event: 'b.l == war' }
claims { id: 'pays' comparisons { all { value: 'payoff(a)' set: 'a.l = break' } } }
status_quo: 'a.l = keep, b.l = break'
)";

std::vector<double> means(const google::protobuf::RepeatedPtrField<v1::Estimate>& estimates) {
  std::vector<double> result;
  for (const v1::Estimate& estimate : estimates) {
    result.push_back(estimate.mean());
  }
  return result;
}

TEST(Behaviours, HaveBaselinesByHand) {
  const v1::Behaviours found = behaviours_of(
      testing::compiled(kDilemma), {.concept_name = "pure", .draws = 100}, {.behaviours = {}});

  ASSERT_EQ(found.behaviours_size(), 1);
  EXPECT_THAT(means(found.behaviours(0).outcomes()), ElementsAre(0.0, 0.0, 1.0));
  ASSERT_EQ(found.baselines_size(), 3);
  // Two by three strategies, each with the same probability.
  const double sixth = 1.0 / 6.0;
  EXPECT_THAT(
      means(named(found.baselines(), "uniform").outcomes()),
      ElementsAre(
          ::testing::DoubleEq(sixth), ::testing::DoubleEq(sixth), ::testing::DoubleEq(sixth)));
  EXPECT_THAT(means(named(found.baselines(), "uniform").claims()),
              ElementsAre(::testing::DoubleEq(2.0 * sixth), 1.0));
  EXPECT_THAT(means(named(found.baselines(), "status-quo").outcomes()), ElementsAre(0.0, 1.0, 0.0));
  EXPECT_THAT(means(named(found.baselines(), "status-quo").claims()), ElementsAre(0.0, 1.0));
  // Breaking is best for both, whatever the other does.
  EXPECT_THAT(means(named(found.baselines(), "status-quo-response").outcomes()),
              ElementsAre(0.0, 0.0, 1.0));
}

/// Who sees the other stay would rather meet; both move at once, so they miss each other again.
TEST(Behaviours, RespondToTheStatusQuoInOneStep) {
  const v1::Behaviours found = behaviours_of(testing::compiled(R"(
    id: 's'
    actors { id: 'a' levers { id: 'l' levels { id: 'left' } levels { id: 'right' } }
             payoff { id: 'p' value: '(a.l == b.l) + 0 * u' } }
    actors { id: 'b' levers { id: 'l' levels { id: 'left' } levels { id: 'right' } }
             payoff { id: 'p' value: '1.0 * (a.l == b.l)' } }
    parameters { id: 'u' distribution { uniform { low: 0 high: 1 } } }
    outcomes { id: 'crossed' event: 'a.l == right && b.l == left' }
    status_quo: 'a.l = left, b.l = right')"),
                                             {.draws = 10},
                                             {.behaviours = {}});

  EXPECT_EQ(named(found.baselines(), "status-quo").outcomes(0).mean(), 0.0);
  EXPECT_EQ(named(found.baselines(), "status-quo-response").outcomes(0).mean(), 1.0);
}

TEST(Behaviours, NeedAStatusQuoForTwoBaselines) {
  const v1::Behaviours found =
      behaviours_of(with_precisions("1", "1"), {.draws = 50}, {.behaviours = {}});

  EXPECT_EQ(named(found.baselines(), "uniform").none_because(), "");
  EXPECT_EQ(named(found.baselines(), "status-quo").none_because(),
            "the scenario states no status quo");
  EXPECT_EQ(named(found.baselines(), "status-quo-response").outcomes_size(), 0);
}

/// Matching pennies has no equilibrium in pure strategies.
TEST(Behaviours, DoNotCountWhereMostDrawsHaveNoAnswer) {
  v1::Result result;
  const Model model = testing::compiled(R"(
    id: 's'
    actors { id: 'a' levers { id: 'l' levels { id: 'x' } levels { id: 'y' } }
             payoff { id: 'p' value: '(a.l == b.l) + 0 * u' } }
    actors { id: 'b' levers { id: 'l' levels { id: 'x' } levels { id: 'y' } }
             payoff { id: 'p' value: '-3.0 * (a.l == b.l) - b.l' } }
    parameters { id: 'u' distribution { uniform { low: 0 high: 1 } } }
    outcomes { id: 'same' event: 'a.l == b.l' })");
  const RunSettings settings{.draws = 400};
  result = run(model, settings);
  add_behaviours(model, settings, {.behaviours = {"pure", "qre*4"}}, result);
  const v1::Behaviours& found = result.analysis().behaviours();

  EXPECT_EQ(named(found.behaviours(), "pure").solved(), 0U);
  EXPECT_FALSE(named(found.behaviours(), "pure").is_counted());
  EXPECT_TRUE(named(found.behaviours(), "qre*4").is_counted());
  ASSERT_EQ(found.ranges_size(), 1);
  EXPECT_EQ(found.ranges(0).id(), "same");
  EXPECT_EQ(found.ranges(0).count(), 2U);
  const double other = named(found.behaviours(), "qre*4").outcomes(0).mean();
  EXPECT_NE(other, result.outcomes(0).mean());
  EXPECT_EQ(found.ranges(0).low(), std::min(other, result.outcomes(0).mean()));
  EXPECT_EQ(found.ranges(0).high(), std::max(other, result.outcomes(0).mean()));
  EXPECT_EQ(found.ranges(0).draws_low(), found.ranges(0).draws_high());  // All draws are alike.
}

TEST(Behaviours, ThatRefuseOrDoNotFinishAreNamed) {
  const v1::Behaviours found = behaviours_of(
      testing::held("great_reversal"),
      {.draws = 2'000},
      {.behaviours = {"nash", "fictitious-play"}, .draws = 2'000, .most_effort = 1e-6});

  EXPECT_THAT(named(found.behaviours(), "nash").none_because(),
              StartsWith("refuses the game: its dense form"));
  EXPECT_THAT(named(found.behaviours(), "fictitious-play").none_because(),
              StartsWith("not finished"));
  EXPECT_FALSE(named(found.behaviours(), "fictitious-play").is_counted());
  EXPECT_EQ(found.ranges(0).count(), 1U);
}

TEST(Behaviours, DoNotDependOnThreads) {
  const Model model = testing::bundled("chicken");
  RunSettings settings{.seed = 5, .draws = 1'000, .threads = 1};
  const BehaviourSettings wanted{.draws = 1'000, .most_effort = 1e6};
  const std::string one = behaviours_of(model, settings, wanted).SerializeAsString();
  settings.threads = 4;

  EXPECT_EQ(behaviours_of(model, settings, wanted).SerializeAsString(), one);
}

TEST(Behaviours, AreNotAddedToARunThatWasStopped) {
  const Model model = testing::bundled("chicken");
  const RunSettings settings{.draws = 100};
  v1::Result result = run(model, settings);
  result.set_is_complete(false);
  add_behaviours(model, settings, {}, result);

  EXPECT_FALSE(result.has_analysis());
  result.set_is_complete(true);
  RunSettings stopped = settings;
  stopped.progress = [](const Progress&) { return false; };
  add_behaviours(model, stopped, {}, result);
  EXPECT_FALSE(result.has_analysis());
}

TEST(Behaviours, HaveDefaultsThatExist) {
  EXPECT_NO_THROW(check_behaviours(default_behaviours()));
  EXPECT_EQ(stated_behaviours({}), default_behaviours());
  v1::Scenario scenario;
  scenario.mutable_defaults()->add_behaviours("level-k");
  EXPECT_THAT(stated_behaviours(scenario), ElementsAre("level-k"));
}

TEST(Behaviours, AreLeftOutOnRequest) {
  const Model model = testing::compiled(testing::bundled_text("chicken"));
  const RunSettings settings{.draws = 100};
  EXPECT_EQ(behaviours_of(model, settings, {.behaviours = {"none"}}).behaviours_size(), 0);
}

TEST(Behaviours, TakeASmallShareOfTheDraws) {
  EXPECT_EQ(studied_draws(1), 1U);
  EXPECT_EQ(studied_draws(100), 100U);
  EXPECT_EQ(studied_draws(2'000), 512U);
  EXPECT_EQ(studied_draws(20'000), 512U);
  EXPECT_EQ(studied_draws(40'000), 1'024U);
  EXPECT_EQ(studied_draws(std::uint64_t{1} << 48), 2'048U);
}

}  // namespace
}  // namespace demarche
