// SPDX-License-Identifier: MIT
#include "demarche/report/describe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Describe, NamesEveryElementWithItsSource) {
  const Model model = testing::bundled("great_reversal");

  const std::string text = describe(model);

  for (const auto& actor : model.scenario.actors()) {
    EXPECT_THAT(text, HasSubstr("Actor " + actor.id()));
    for (const auto& term : actor.payoff()) {
      EXPECT_THAT(text, HasSubstr("term " + term.id() + ":"));
    }
  }
  for (const auto& parameter : model.scenario.parameters()) {
    EXPECT_THAT(text, HasSubstr("  " + parameter.id() + ": "));
  }
  EXPECT_THAT(text, HasSubstr("P59"));
  EXPECT_THAT(text, HasSubstr("not in a document"));
}

TEST(Describe, StatesTheSizeOfTheGame) {
  EXPECT_THAT(describe(testing::bundled("chicken")),
              HasSubstr("2 actors, 2 levers, 4 joint profiles, 4 parameters\n  compiled: 2 payoff "
                        "tables of 8 cells"));
}

TEST(Describe, CountsOneOfAKind) {
  const Model model = testing::compiled(R"txt(
    id: "alone"
    actors { id: "a" levers { id: "x" levels { id: "low" } levels { id: "high" } }
      payoff { id: "p" value: "worth * a.x" } }
    parameters { id: "worth" distribution { uniform { low: 0 high: 2 } } }
    outcomes { id: "high" event: "a.x == high" })txt");

  const std::string text = describe(model);

  EXPECT_THAT(text, HasSubstr("1 actor, 1 lever, 2 joint profiles, 1 parameter\n"));
  EXPECT_THAT(text, HasSubstr("low = 0 < high = 1"));
}

TEST(Describe, ShowsTheKeyParameterOfAClaim) {
  const Model model = testing::bundled("chicken");

  // The claim's event names levers alone, and North's payoffs hang on its own cost of war.
  EXPECT_THAT(describe(model, {.element = "rare"}), HasSubstr("war_cost_north: "));
  v1::Scenario scenario = model.scenario;
  scenario.mutable_claims(0)->set_key_parameter("resolve");
  scenario.mutable_claims(0)->set_event("north.stance == stand");
  EXPECT_THAT(describe(compile(scenario).value(), {.element = "rare"}), HasSubstr("resolve: "));
}

/// What the file says of a payoff that code computes plays no part.
TEST(Describe, NamesPayoffsThatAreOwnCode) {
  const std::string all = describe(testing::open_chicken());

  EXPECT_THAT(all, HasSubstr("payoff: own code, one table over the strategies of all actors"));
  EXPECT_THAT(all, Not(HasSubstr("  term ")));

  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  const std::vector<OpenPayoff> open{
      {.actor = "south", .tables = {{"north.stance", "south.stance"}, {"south.stance"}}}};
  const std::string one = describe(compile(scenario, open).value());

  EXPECT_THAT(one,
              HasSubstr("  payoff: own code, one table each over north.stance, south.stance; "
                        "south.stance\n"));
  EXPECT_THAT(one, HasSubstr("  term "));
}

/// Joins lines that were wrapped.
std::string on_one_line(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n';
    if (!is_blank || result.empty() || result.back() != ' ') {
      result += is_blank ? ' ' : c;
    }
  }
  return result;
}

TEST(Describe, TellsWhatEveryNumberOfAResultComesFrom) {
  const Model model = testing::bundled("great_reversal");

  const std::string text = on_one_line(describe(model));

  EXPECT_THAT(text, HasSubstr("lever outreach: minimal"));
  EXPECT_THAT(text, HasSubstr("= 0.5 < full"));
  EXPECT_THAT(text, HasSubstr("key parameter trade_gain, with which it gets more likely"));
  EXPECT_THAT(text, HasSubstr("is larger with china.pace = patient than with"));
  EXPECT_THAT(text, HasSubstr("Rank correlations"));
  EXPECT_THAT(text, HasSubstr("Option sets"));
  EXPECT_THAT(text, HasSubstr("Status quo"));
  EXPECT_THAT(text, HasSubstr("concept qre, 1,000 draws, seed 1"));
  EXPECT_THAT(text, HasSubstr("Documents"));
  for (const auto& document : model.scenario.documents()) {
    EXPECT_THAT(text, HasSubstr(on_one_line(document.citation())));
  }
}

TEST(Describe, PrintsNumbersThatTheFileLeavesAtZero) {
  const Model model = testing::compiled(R"txt(
    id: "one" actors { id: "a" levers { id: "x" levels { id: "no" } levels { id: "yes" } }
      payoff { id: "p" value: "a.x * u" } }
    parameters { id: "u" unit: "EUR" distribution { uniform { low: 0 high: 2 } truncate_high: 1.5 } }
    outcomes { id: "o" event: "a.x == yes" })txt");

  EXPECT_THAT(describe(model), HasSubstr("u: uniform low 0, high 2, at most 1.5 (EUR)"));
  EXPECT_THAT(describe(model), HasSubstr("lever x: no = 0 < yes = 1"));
}

TEST(Describe, ShowsAllThatBearsOnOneElement) {
  const Model model = testing::bundled("great_reversal");

  const std::string claim = on_one_line(describe(model, {.element = "c3"}));
  EXPECT_THAT(claim, HasSubstr("what bears on c3"));
  EXPECT_THAT(claim, HasSubstr("c3: "));
  EXPECT_THAT(claim, HasSubstr("outreach_cost: "));
  EXPECT_THAT(claim, HasSubstr("lever outreach: "));
  EXPECT_THAT(claim, Not(HasSubstr("c4: ")));
  EXPECT_LT(claim.size(), describe(model).size() / 2);

  const std::string parameter = on_one_line(describe(model, {.element = "outreach_cost"}));
  EXPECT_THAT(parameter, HasSubstr("term "));
  EXPECT_THAT(parameter, Not(HasSubstr("war_cost: ")));
  EXPECT_THAT(describe(model, {.element = "china.outreach"}), HasSubstr("lever outreach: "));
  EXPECT_THROW((void)describe(model, {.element = "c33"}), InvalidArgument);
}

/// What a parameter is correlated with bears on it, though no expression names both.
TEST(Describe, ShowsTheCorrelationsOfAParameter) {
  const std::string text =
      describe(testing::bundled("great_reversal"), {.element = "trust_washington"});

  EXPECT_THAT(text,
              HasSubstr("\nRank correlations\n  trust_washington with trust_beijing: -0.4\n"));
  EXPECT_THAT(text, Not(HasSubstr("reversal_risk with unpredictability")));
}

TEST(Describe, FollowsMetricsPayoffsAndRules) {
  const Model model = testing::compiled(R"txt(
    id: "chain"
    actors { id: "a" precision: "2 * sharp"
      levers { id: "x" levels { id: "no" } levels { id: "yes" } }
      payoff { id: "p" value: "a.x * deep" } }
    actors { id: "b" behaviour: "1 + lean * b.y"
      levers { id: "y" levels { id: "no" } levels { id: "yes" } } }
    parameters { id: "base" distribution { uniform { low: 1 high: 2 } } }
    parameters { id: "sharp" distribution { uniform { low: 1 high: 2 } } }
    parameters { id: "lean" distribution { uniform { low: 1 high: 2 } } }
    quantities { id: "deep" value: "base + base" }
    metrics { id: "gain" value: "payoff(a)" }
    claims { id: "better" comparisons { all { value: "gain" set: "a.x = yes" } } }
    outcomes { id: "both" event: "a.x == yes && b.y == yes" }
    questions { id: "both" levers: "b.y" metrics: "gain" })txt");
  const auto about = [&](const char* id) { return on_one_line(describe(model, {.element = id})); };

  EXPECT_THAT(about("better"), HasSubstr("gain: = payoff(a)"));
  EXPECT_THAT(about("better"), HasSubstr("base: uniform"));
  EXPECT_THAT(about("base"), HasSubstr("better: "));
  EXPECT_THAT(about("base"), HasSubstr("gain: "));
  EXPECT_THAT(about("sharp"), HasSubstr("precision: 2 * sharp"));
  EXPECT_THAT(about("lean"), HasSubstr("behaviour: 1 + lean * b.y"));
  // A question and an outcome of one id are both shown, with the levers that the question asks for.
  EXPECT_THAT(about("both"), HasSubstr("Question both"));
  EXPECT_THAT(about("both"), HasSubstr("both: a.x == yes"));
  EXPECT_THAT(about("both"), HasSubstr("lean: uniform"));
  EXPECT_THAT(about("both"), HasSubstr("gain: "));
}

/// Each quantity names the one before twice, so following every mention takes 2^40 steps.
TEST(Describe, FollowsAQuantityOnce) {
  std::string text = R"txt(
    id: "doubling" actors { id: "a" levers { id: "x" levels { id: "no" } levels { id: "yes" } }
      payoff { id: "p" value: "a.x * q40" } }
    parameters { id: "q0" distribution { uniform { low: 1 high: 2 } } }
    outcomes { id: "o" event: "a.x == yes" })txt";
  for (int i = 1; i <= 40; ++i) {
    const std::string before = "q" + std::to_string(i - 1);
    text += "quantities { id: \"q" + std::to_string(i) + "\" value: \"0.5 * (" + before + " + " +
            before + ")\" }\n";
  }

  const Model model = testing::compiled(text);

  EXPECT_THAT(describe(model, {.element = "o"}), HasSubstr("q0: uniform"));
  EXPECT_THAT(describe(model, {.element = "q0"}), HasSubstr("q40: "));
}

TEST(Describe, TellsAllThatAVariantChanges) {
  Model model = testing::bundled("chicken");
  v1::Variant& variant = *model.scenario.add_variants();
  variant.set_id("other");
  v1::Scenario& changes = *variant.mutable_changes();
  changes.set_payoff_unit("lives");
  changes.add_parameters()->set_id("prize");
  v1::RankCorrelation& correlation = *changes.add_rank_correlations();
  correlation.set_first("prize");
  correlation.set_second("war_cost_north");
  changes.set_repair_correlations(true);
  changes.add_questions()->set_id("war");
  changes.add_status_quo("north.stance = yield");
  changes.mutable_defaults()->set_draws(10);
  changes.mutable_defaults()->set_seed(2);
  changes.add_fixed("south.stance = stand");
  changes.add_evidence()->set_id("leak");
  changes.add_documents()->set_id("memo");
  changes.add_remove("claim rare");
  variant.add_set("war_cost_south = 2");

  EXPECT_THAT(describe(model, {.width = 1000}),
              HasSubstr("other: 'Other' changes payoff_unit, document memo, parameter prize, rank "
                        "correlation prize war_cost_north, repair_correlations, question war, "
                        "status quo north.stance = yield, defaults (draws, seed), fixed lever "
                        "south.stance = stand, evidence item leak; removes claim rare; What if "
                        "war_cost_south = 2?\n"));
}

TEST(Describe, TellsHowAnItemOfEvidenceCounts) {
  Model model = testing::bundled("chicken");
  v1::Evidence& item = *model.scenario.add_evidence();
  item.set_id("leak");
  item.set_statement("A memo leaked.");
  item.set_likelihood("0.5");

  EXPECT_THAT(describe(model),
              HasSubstr("leak: A memo leaked. likelihood 0.5; not observed yet\n"));
  item.set_date("2026-03-31");
  item.set_strength(0.25);
  item.set_counter_reading("memos can be forged");
  EXPECT_THAT(describe(model, {.width = 1000}),
              HasSubstr("likelihood 0.5; 2026-03-31, to the power 0.25; but: memos can be "
                        "forged\n"));
}

}  // namespace
}  // namespace demarche
