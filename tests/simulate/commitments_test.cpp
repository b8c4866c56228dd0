// SPDX-License-Identifier: MIT
// Options and comparisons as commitments: everything else is solved again.
#include "simulate/commitments.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/what_if.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::Pointwise;

/// Whoever goes, the other stays away: pure equilibria are (go, stay) and (stay, go). Going is the
/// row player's best option if the column player answers, and staying if it does not.
constexpr auto kEntry = R"text(
  id: "entry"
  actors { id: "row" levers { id: "move" levels { id: "stay" } levels { id: "go" } }
    payoff { id: "own" value: "(2 - 5 * (column.move == go)) * (row.move == go)" } }
  actors { id: "column" levers { id: "move" levels { id: "stay" } levels { id: "go" } }
    payoff { id: "own" value: "(3 - 4 * (row.move == go)) * (column.move == go)" } }
  parameters { id: "unused" distribution { uniform { low: 0 high: 1 } } }
  option_sets { id: "row" value: "payoff(row)" levers: "row.move" answer: "equilibrium" }
  option_sets { id: "column" value: "payoff(column)" levers: "column.move" }
  claims { id: "held" comparisons { all {
    value: "payoff(row)" set: "row.move = go" against: "row.move = stay" } } }
  claims { id: "answered" comparisons { all {
    value: "payoff(row)" set: "row.move = go" against: "row.move = stay" answer: "equilibrium" } } }
  claims { id: "deters" comparisons { all {
    value: "column.move == stay" set: "row.move = go" against: "" answer: "equilibrium" } } }
  claims { id: "both" comparisons { all {
    value: "payoff(row)" set: "row.move = go" against: "row.move = go, column.move = go"
    answer: "equilibrium" } } }
)text";

RunSettings settings_of(const std::string& concept_name, std::uint64_t draws = 200) {
  return {.concept_name = concept_name, .seed = 7, .draws = draws};
}

std::vector<double> means(const google::protobuf::RepeatedPtrField<v1::Option>& options) {
  std::vector<double> all;
  for (const v1::Option& option : options) {
    all.push_back(option.mean());
  }
  return all;
}

TEST(Commitments, AreAnsweredByTheOthers) {
  const Model model = testing::compiled(kEntry);
  // Best responses in turn end at (go, stay) or (stay, go) if nobody commits.
  const v1::Result result = run(model, settings_of("best-response"));

  const v1::OptionSetResult& row = result.option_sets(0);
  EXPECT_THAT(means(row.answered()), Pointwise(DoubleNear(1e-12), {0.0, 2.0}));
  EXPECT_EQ(row.answered_count(), 200U);
  EXPECT_EQ(row.answered(1).share_best(), 1.0);
  EXPECT_THAT(result.option_sets(1).answered(), IsEmpty());
  EXPECT_EQ(result.option_sets(1).answered_count(), 0U);
}

TEST(Commitments, OfClaimsMayBeOfSeveralActorsOrOfNobody) {
  const Model model = testing::compiled(kEntry);
  RunSettings settings = settings_of("pure");
  settings.concept_options.selection = Selection::nearest;
  settings.concept_options.start = {0, 1};  // (stay, go) is played unless somebody commits.
  const v1::Result result = run(model, settings);

  EXPECT_EQ(result.claims(0).mean(), 0.0) << "the column player goes in any case";
  EXPECT_EQ(result.claims(1).mean(), 1.0) << "the column player stays away";
  EXPECT_EQ(result.claims(2).mean(), 1.0) << "against play without a commitment";
  EXPECT_EQ(result.claims(3).mean(), 1.0) << "2 against -3";
  EXPECT_EQ(result.claims(3).undefined(), 0U);
}

/// The shape of a game with a behavioural player whose strategies are not all feasible.
FactoredShape three_levers() {
  FactoredShape shape;
  shape.variable_sizes = {2, 3, 2};
  shape.players = {
      {.name = "a", .variables = {0, 1}, .strategies = {{0, 0}, {0, 2}, {1, 0}, {1, 1}}},
      {.name = "b", .variables = {2}, .strategies = {{0}, {1}}}};
  return shape;
}

TEST(Commitments, LeaveTheStrategiesWithTheirLevels) {
  const FactoredShape shape = three_levers();

  const FactoredShape left = committed_shape(shape, {.variables = {2, 0}, .levels = {1, 0}});

  using Strategies = std::vector<std::vector<int>>;
  EXPECT_EQ(left.players[0].strategies, (Strategies{{0, 0}, {0, 2}}));
  EXPECT_EQ(left.players[1].strategies, (Strategies{{1}}));
  EXPECT_EQ(left.variable_sizes, shape.variable_sizes);
  EXPECT_TRUE(committed_shape(shape, {.variables = {0, 1}, .levels = {1, 2}})
                  .players[0]
                  .strategies.empty());
}

TEST(Commitments, StartNearTheStatusQuo) {
  const FactoredShape shape = three_levers();
  const FactoredShape left = committed_shape(shape, {.variables = {0}, .levels = {1}});

  EXPECT_THAT(committed_start(shape, left, {0, 1}), ElementsAre(0, 1)) << "(1, 0) and (1)";
  EXPECT_THAT(committed_start(shape, left, {3, 0}), ElementsAre(1, 0)) << "(1, 1) is left as it is";
  EXPECT_THAT(committed_start(shape, left, {1, 0}), ElementsAre(0, 0)) << "(1, 2) is infeasible";
  EXPECT_THAT(committed_start(shape, left, {}), IsEmpty());
}

/// Welfare is a sum of cells that are sums themselves, which a run of few profiles leaves out where
/// it has the two payoffs; answered options need them.
TEST(Commitments, HaveTheirCellsWorkedOut) {
  std::string text = R"text(
    id: "welfare"
    metrics { id: "w" value: "payoff(a) + payoff(b)" }
    option_sets { id: "a" value: "payoff(a)" levers: "a.x" answer: "equilibrium" }
    option_sets { id: "b" value: "payoff(b)" levers: "a.x" answer: "equilibrium" }
    option_sets { id: "w" value: "payoff(a) + payoff(b)" levers: "a.x" answer: "equilibrium" }
  )text";
  for (const std::string actor : {"a", "b"}) {
    text += fmt::format(
        "actors {{ id: \"{0}\" levers {{ id: \"x\" levels {{ id: \"no\" }} levels {{ id: \"yes\" "
        "}} }} "
        "payoff {{ id: \"p\" value: \"{0}0 + {0}1 * (a.x == yes) + {0}2 * (b.x == yes) + "
        "{0}3 * (a.x == b.x)\" }} }}\n",
        actor);
    for (int k = 0; k < 4; ++k) {
      text += fmt::format(
          "parameters {{ id: \"{}{}\" distribution {{ uniform {{ low: -1 high: 1 }} }} }}\n",
          actor,
          k);
    }
  }
  const Model model = testing::compiled(text);
  for (const char* name : {"qre", "sequential"}) {
    const v1::Result result = run(model, settings_of(name));
    for (int option = 0; option < 2; ++option) {
      const auto held = [&](int set) { return result.option_sets(set).options(option).mean(); };
      const auto answered = [&](int set) {
        return result.option_sets(set).answered(option).mean();
      };
      EXPECT_NEAR(held(2), held(0) + held(1), 1e-12) << name;
      EXPECT_NEAR(answered(2), answered(0) + answered(1), 1e-12) << name;
    }
  }
}

/// Three players; once the first commits to "no", the others play matching pennies, which has no
/// pure equilibrium.
constexpr auto kPennies = R"text(
  id: "pennies"
  actors { id: "host" levers { id: "open" levels { id: "no" } levels { id: "yes" } }
    payoff { id: "own" value: "host.open == yes" } }
  actors { id: "even" levers { id: "side" levels { id: "heads" } levels { id: "tails" } }
    payoff { id: "own" value: "(even.side == odd.side) + 2 * (host.open == yes && even.side == heads)" } }
  actors { id: "odd" levers { id: "side" levels { id: "heads" } levels { id: "tails" } }
    payoff { id: "own" value: "even.side != odd.side" } }
  parameters { id: "unused" distribution { uniform { low: 0 high: 1 } } }
  option_sets { id: "open" value: "payoff(host)" levers: "host.open" answer: "equilibrium" }
  claims { id: "better" comparisons { all {
    value: "payoff(host)" set: "host.open = yes" answer: "equilibrium" } } }
)text";

TEST(Commitments, WithoutAnAnswerAreCountedAndNamed) {
  const v1::Result result = run(testing::compiled(kPennies), settings_of("pure"));

  ASSERT_EQ(result.solving().solved(), 200U);
  const v1::OptionSetResult& set = result.option_sets(0);
  EXPECT_EQ(set.count(), 200U);
  EXPECT_EQ(set.answered_count(), 0U);
  EXPECT_EQ(set.answered_undefined(), 200U);
  EXPECT_THAT(set.answered(0).failures(), ElementsAre(Pair("no_equilibrium", 200U)));
  EXPECT_THAT(set.answered(1).failures(), IsEmpty());
  EXPECT_TRUE(std::isnan(set.answered(1).mean()));
  EXPECT_EQ(result.claims(0).undefined(), 200U);
  EXPECT_EQ(result.answering().solved(), 200U);
  EXPECT_THAT(result.answering().failures(), ElementsAre(Pair("no_equilibrium", 200U)));
}

TEST(Commitments, ToWhatTheScenarioRulesOutHaveNoValue) {
  const Model model = testing::compiled(kEntry);
  const Model fixed = compile(changed(model.scenario, {.fix = {"row.move = go"}})).value();
  const v1::Result result = run(fixed, settings_of("nash"));

  EXPECT_EQ(result.option_sets(0).answered_undefined(), 200U);
  EXPECT_EQ(result.claims(1).undefined(), 200U);
  EXPECT_EQ(result.claims(2).mean(), 0.0) << "the row player goes in any case";
}

/// Two options: z, which is normal, or nothing.
constexpr auto kNormal = R"text(
  id: "normal"
  actors { id: "a" levers { id: "take" levels { id: "no" } levels { id: "yes" } }
    payoff { id: "own" value: "z * (a.take == yes)" } }
  parameters { id: "z" distribution { normal { mean: 0 standard_deviation: 1 } } }
  option_sets { id: "take" value: "payoff(a)" levers: "a.take" answer: "equilibrium" }
)text";

/// The regret of taking nothing is z where z is positive: its quantiles are those of z.
TEST(Commitments, HaveTailsAndRegretsOfClosedForm) {
  constexpr std::uint64_t kDraws = 400'000;
  const v1::Result result = run(testing::compiled(kNormal), settings_of("nash", kDraws));
  const v1::OptionSetResult& set = result.option_sets(0);

  for (const auto* options : {&set.options(), &set.answered()}) {
    const v1::Option& nothing = options->Get(0);
    const v1::Option& taken = options->Get(1);
    EXPECT_NEAR(taken.standard_deviation(), 1.0, 0.01);
    EXPECT_NEAR(taken.worst_decile(), -1.281552, 0.015);
    EXPECT_NEAR(taken.worst_decile_mean(), -1.754983, 0.015);
    EXPECT_NEAR(nothing.mean_regret(), 0.398942, 0.005);
    EXPECT_NEAR(nothing.regret_90(), 1.281552, 0.015);
    EXPECT_NEAR(nothing.regret_99(), 2.326348, 0.03);
    EXPECT_GT(nothing.largest_regret(), 4.0);
    EXPECT_EQ(nothing.standard_deviation(), 0.0);
    EXPECT_EQ(nothing.worst_decile_mean(), 0.0);
  }
}

/// A draw counts with the likelihood of what it says; here all draws count the same.
TEST(Commitments, ArePartOfThePosterior) {
  const std::string evidence =
      "evidence { id: \"seen\" date: \"2025-01-01\" likelihood: \"if(z > 0, 1, 0)\" }";
  const v1::Result result =
      run(testing::compiled(std::string(kNormal) + evidence), settings_of("nash", 100'000));
  const v1::OptionSetResult& set = result.posterior().option_sets(0);

  ASSERT_EQ(set.answered_size(), 2);
  // The half-normal distribution: mean sqrt(2 / pi), variance 1 - 2 / pi.
  EXPECT_NEAR(set.answered(1).mean(), 0.797885, 0.01);
  EXPECT_NEAR(set.answered(1).standard_deviation(), 0.602810, 0.01);
  EXPECT_NEAR(set.answered(0).regret_90(), 1.644854, 0.02);
  EXPECT_EQ(set.answered(1).share_best(), 1.0);
  EXPECT_EQ(set.answered_count(), result.posterior().weighted_draws());
}

}  // namespace
}  // namespace demarche
