// SPDX-License-Identifier: MIT
#include "demarche/report/summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demarche/report/result_table.hpp"
#include "demarche/simulate/run.hpp"
#include "report/text.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  const auto are_blanks = [](char a, char b) { return a == ' ' && b == ' '; };
  text.erase(std::unique(text.begin(), text.end(), are_blanks), text.end());
  return text;
}

/// A result written by hand for the chicken.
v1::Result small_result() {
  v1::Result result;
  result.set_draws_done(1200);
  result.set_is_complete(true);
  result.mutable_options()->set_solution_concept("nash");
  result.mutable_options()->set_draws(1200);
  auto& war = *result.add_outcomes();
  war.set_id("war");
  war.set_mean(0.031);
  war.set_low(0.02);
  war.set_high(0.045);
  war.set_count(1200);
  auto& claim = *result.add_claims();
  claim = war;
  claim.set_id("rare");
  claim.set_mean(0.97);
  claim.set_low(0.96);
  claim.set_high(0.978);
  result.mutable_solving()->set_solved(1199);
  (*result.mutable_solving()->mutable_failures())["not_finite"] = 1;
  (*result.mutable_solving()->mutable_multiplicity())[3] = 599;
  (*result.mutable_solving()->mutable_multiplicity())[1] = 600;
  return result;
}

/// The scenario has a comparison, whose sides are options.
TEST(Summarise, SaysThatOptionsAreAnswered) {
  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  v1::Result result = small_result();
  EXPECT_THAT(summarise(result, scenario), Not(HasSubstr("Options are answered")));

  result.mutable_options()->set_solution_concept("stackelberg-pure");
  result.add_payoffs()->set_id("north");
  result.add_payoffs()->set_id("south");
  EXPECT_THAT(
      summarise(result, scenario),
      HasSubstr(
          "Moves in turn: North, then South. Options are answered by those who move later.\n"));

  v1::Scenario without = scenario;
  without.clear_claims();
  EXPECT_THAT(summarise(result, without), Not(HasSubstr("Options are answered")));
}

/// The first actor does not choose, which a result without its scenario tells by payoffs alone.
TEST(Summarise, KnowsWhoMovesWithoutTheScenario) {
  v1::Result result = small_result();
  result.mutable_options()->set_solution_concept("stackelberg-pure");
  result.mutable_options()->set_player(1);
  for (const char* actor : {"weather", "north", "south"}) {
    auto& lever = *result.add_levers();
    lever.set_actor(actor);
    lever.set_lever("stance");
  }
  result.add_payoffs()->set_id("north");
  result.add_payoffs()->set_id("south");

  EXPECT_THAT(summarise(result, scenario_of(result)),
              HasSubstr("Moves in turn: South, then North."));
}

TEST(Summarise, GivesEachProbabilityItsIntervalAndPhrase) {
  const std::string text = summarise(small_result(), testing::bundled("chicken").scenario);

  EXPECT_THAT(text, HasSubstr("How likely is war, and who prevails?"));
  EXPECT_THAT(text, HasSubstr("3.1 %  [2.0, 4.5]  almost no chance (below 5 %)"));
  EXPECT_THAT(text, HasSubstr("97.0 %  [96.0, 97.8]  almost certain (above 95 %)"));
}

TEST(Summarise, ShowsWhatNoQuestionAsksFor) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  const std::string asked = summarise(small_result(), scenario);
  scenario.mutable_questions(0)->clear_outcomes();

  const std::string text = summarise(small_result(), scenario);

  EXPECT_THAT(asked, Not(HasSubstr("Not asked")));
  EXPECT_THAT(text, HasSubstr("\nNot asked by a question\n  War "));
}

TEST(Summarise, MakesANameOfAnId) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  v1::Result result = small_result();
  for (auto& outcome : *scenario.mutable_outcomes()) {
    outcome.clear_name();
    outcome.set_id(outcome.id() == "war" ? "war_breaks_out" : outcome.id());
  }
  scenario.mutable_questions(0)->set_outcomes(0, "war_breaks_out");
  result.mutable_outcomes(0)->set_id("war_breaks_out");

  EXPECT_THAT(summarise(result, scenario), HasSubstr("  War breaks out  "));
}

TEST(Summarise, SaysInHowManyDrawsANumberIsUndefined) {
  v1::Result result = small_result();
  EXPECT_THAT(summarise(result, testing::bundled("chicken").scenario), Not(HasSubstr("undefined")));
  result.mutable_outcomes(0)->set_count(900);
  result.mutable_outcomes(0)->set_undefined(300);
  EXPECT_THAT(on_one_line(summarise(result, testing::bundled("chicken").scenario)),
              HasSubstr("; undefined in 300 of 1,200 draws"));
}

TEST(Summarise, SaysBothPhrasesWhereTheIntervalCrosses) {
  v1::Result result = small_result();
  result.mutable_outcomes(0)->set_high(0.06);

  EXPECT_THAT(on_one_line(summarise(result, testing::bundled("chicken").scenario)),
              HasSubstr("almost no chance to very unlikely (below 20 %)"));
  EXPECT_THAT(on_one_line(summarise(
                  result, testing::bundled("chicken").scenario, {.words = WordScale::phia})),
              HasSubstr("remote chance to highly unlikely (below 20 %)"));
}

TEST(Summarise, BeginsWithTheDrawsThatHaveNoAnswer) {
  v1::Result result = small_result();
  EXPECT_THAT(on_one_line(summarise(result, testing::bundled("chicken").scenario)),
              Not(HasSubstr("have no answer")));
  result.mutable_solving()->set_solved(900);
  (*result.mutable_solving()->mutable_failures())["not_finite"] = 300;
  result.mutable_outcomes(0)->set_count(900);
  result.mutable_outcomes(0)->set_lowest(0.023);
  result.mutable_outcomes(0)->set_highest(0.273);

  const std::string text = on_one_line(summarise(result, testing::bundled("chicken").scenario));

  EXPECT_THAT(text,
              ::testing::StartsWith("A crisis between two capitals 25.0 % of the draws have no "
                                    "answer (300 of 1,200: not_finite in 300)."));
  EXPECT_THAT(text, HasSubstr("all draws: 2.3 to 27.3 %"));
  EXPECT_THAT(text, HasSubstr("almost no chance to unlikely (below 45 %)"));
}

TEST(Summarise, NamesEveryOptionThatIsEquallyGood) {
  const std::string options = R"txt(
    id: "twins" name: "Twins" rationale: "r" sources { document: "none" } payoff_unit: "u"
    actors { id: "a" name: "A" rationale: "r" sources { document: "none" }
      levers { id: "x" name: "X" rationale: "r" sources { document: "none" }
        levels { id: "one" } levels { id: "two" } levels { id: "bad" } }
      payoff { id: "p" name: "P" value: "u * (a.x == bad)" rationale: "r"
        sources { document: "none" } } }
    parameters { id: "u" name: "U" rationale: "r" sources { document: "none" }
      distribution { uniform { low: -2 high: -1 } } }
    option_sets { id: "s" name: "S" levers: "a.x" value: "payoff(a)" rationale: "r"
      sources { document: "none" } }
    questions { id: "q" name: "Q" text: "T?" option_sets: "s" sources { document: "none" } }
    defaults { solution_concept: "pure" draws: 200 seed: 1 })txt";
  const Model model = testing::compiled(options);

  const std::string text =
      on_one_line(summarise(run(model, default_settings(model.scenario)), model.scenario));

  EXPECT_THAT(text, HasSubstr("One (by mean, worst decile, least regret; none better in 100.0 %"));
  EXPECT_THAT(text, HasSubstr("Two (by mean, worst decile, least regret; none better in 100.0 %"));
  EXPECT_THAT(text, Not(HasSubstr("Bad (by")));
}

TEST(Summarise, NamesFailuresAndMultiplicity) {
  const std::string text = summarise(small_result(), testing::bundled("chicken").scenario);

  EXPECT_THAT(text, HasSubstr("1,199 of 1,200 draws solved; 1 not_finite (0.1 %)"));
  EXPECT_THAT(text, HasSubstr("more than one answer in 50.0 %"));
}

/// The registry entry of the concept says what a count of answers and an error mean.
TEST(Summarise, UsesTheWordsOfTheConcept) {
  v1::Result result = small_result();
  const auto text_for = [&](const char* name) {
    result.mutable_options()->set_solution_concept(name);
    return on_one_line(summarise(result, testing::bundled("chicken").scenario));
  };

  for (const char* name : {"dominance", "weak-dominance"}) {
    EXPECT_THAT(text_for(name),
                HasSubstr("rounds a draw; more than one profile survives in 50.0 %"));
    EXPECT_THAT(text_for(name), Not(HasSubstr("weighted equally")));
  }
  EXPECT_THAT(text_for("nash"),
              HasSubstr("(relative regret); 0 supports, vertices or boxes a draw"));
  EXPECT_THAT(text_for("qre"), HasSubstr("of the logit equation; 0 steps a draw"));
  EXPECT_THAT(text_for("logit-response"), HasSubstr("of the logit equation"));
  EXPECT_THAT(text_for("of-a-later-version"), HasSubstr("more than one answer in 50.0 %"));
}

TEST(Summarise, SaysOfARunUnderWeakDominanceHowOftenProfilesSurvive) {
  const Model model = testing::bundled("chicken");

  const std::string text =
      summarise(run(model, {.concept_name = "weak-dominance", .draws = 500}), model.scenario);

  EXPECT_THAT(on_one_line(text), HasSubstr("more than one profile survives in"));
}

TEST(Summarise, SaysThatARunWasStopped) {
  v1::Result result = small_result();
  result.set_is_complete(false);
  result.mutable_options()->set_draws(5'000'000);

  EXPECT_THAT(summarise(result, testing::bundled("chicken").scenario),
              HasSubstr("1,200 draws, seed 0, concept nash (stopped; 5,000,000 were asked for)"));
}

TEST(Summarise, NamesTheUsersOwnCode) {
  const Model model = testing::open_chicken();
  RunSettings settings{.concept_name = "nash", .draws = 500};
  settings.code.payoffs = testing::chicken_payoffs();
  settings.code.metrics = {testing::num_firm()};

  const std::string text = summarise(run(model, settings), model.scenario);

  EXPECT_THAT(text, HasSubstr("Payoffs of north, south computed by code: chicken by hand"));
  EXPECT_THAT(text, HasSubstr("Metrics computed by code\n  num_firm"));
}

TEST(Summarise, KeepsToItsWidth) {
  const Model model = testing::bundled("great_reversal");
  const std::string text = summarise(run(model, {.draws = 100}), model.scenario);

  std::size_t start = 0;
  for (std::size_t end = 0; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
    EXPECT_LE(text_width(text.substr(start, end - start)), 130U) << text.substr(start, end - start);
  }
}

TEST(Text, RoundsNumbersByTheirErrors) {
  EXPECT_EQ(with_error(1.5e6, 9e3), "1,500,000 ± 9,000");
  EXPECT_EQ(with_error(999.9991184, 0.00158), "999.9991 ± 0.0016");
  EXPECT_EQ(with_error(100.0, 9e-5), "100.00000 ± 0.00009");
  EXPECT_EQ(with_error(-1234.56, 7.0), "-1,235 ± 7");
  EXPECT_EQ(with_error(-0.0001, 0.03), "0.00 ± 0.03");
  EXPECT_EQ(with_error(2.0, 0.0), "2 ± 0");
  EXPECT_EQ(with_error(0.895, std::nan("")), "0.895");
  EXPECT_EQ(with_error(std::numeric_limits<double>::infinity(), std::nan("")), "infinite");
  EXPECT_EQ(with_error(1.234e20, 5e17), "1.234e+20 ± 5e+17");
  EXPECT_EQ(rounded(999.1837, 0.002), "999.184");
  EXPECT_EQ(rounded(1523456.0, 9000.0), "1,523,000");
  EXPECT_EQ(rounded(0.0, 0.0), "0");
  EXPECT_EQ(rounded(0.25, 0.0), "0.25");
  EXPECT_EQ(rounded(1234567.0, 0.0), "1,234,567");
}

TEST(Text, WritesPercentagesWithoutExponents) {
  EXPECT_EQ(percent(0.1234), "12.3 %");
  EXPECT_EQ(percent(0.0), "0.0 %");
  EXPECT_EQ(percent(1.0), "100.0 %");
  EXPECT_EQ(percent(1e-6), "<0.1 %");
  EXPECT_EQ(percent(1.0 - 1e-6), ">99.9 %");
  EXPECT_EQ(short_percent(1.0), "100 %");
  EXPECT_EQ(short_percent(0.000063), "0.0063 %");
  EXPECT_EQ(short_percent(0.123), "12 %");
  EXPECT_EQ(short_percent(0.0), "0 %");
  EXPECT_EQ(short_percent(1e-9), "0.00000010 %");
}

TEST(Text, BarsAndNumbersFitTheirColumns) {
  EXPECT_EQ(text_width(bar(0.37, 10)), 10U);
  EXPECT_EQ(bar(1.0, 3), "███");
  EXPECT_EQ(bar(0.0, 3), "   ");
  EXPECT_EQ(bar(0.5, 3), "█▌ ");
  EXPECT_EQ(fitted("Élysée", 4), "Ély…");
  EXPECT_EQ(fitted("ab", 4), "ab  ");
  EXPECT_EQ(wrapped("one two three", 2, 9), "  one two\n  three\n");
}

TEST(Summarise, SaysUnderWhichConceptsOptionsAreAnswered) {
  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  v1::ConceptComparison comparison;
  *comparison.add_results() = small_result();
  EXPECT_THAT(summarise(comparison, scenario), Not(HasSubstr("Options are answered")));

  for (const char* name : {"sequential", "stackelberg"}) {
    *comparison.add_results() = small_result();
    comparison.mutable_results()->rbegin()->mutable_options()->set_solution_concept(name);
  }

  EXPECT_THAT(
      summarise(comparison, scenario),
      HasSubstr("Options are answered by those who move later under sequential, stackelberg."));
}

TEST(Summarise, NamesComparedConceptsInFull) {
  v1::ConceptComparison comparison;
  for (const char* name : {"nash", "cognitive-hierarchy"}) {
    *comparison.add_results() = small_result();
    comparison.mutable_results()->rbegin()->mutable_options()->set_solution_concept(name);
  }

  const std::string text = summarise(comparison, testing::bundled("chicken").scenario);

  EXPECT_THAT(text, HasSubstr("nash cognitive-hierarchy         apart\n"));
  EXPECT_THAT(text, HasSubstr("3.1 %               3.1 %         0.0 %\n"));
}

}  // namespace
}  // namespace demarche
