// SPDX-License-Identifier: MIT
#include "demarche/report/analysis_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "demarche/core/error.hpp"
#include "report/hinges.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

v1::ParameterEffect effect(const std::string& parameter, double index, double low, double high) {
  v1::ParameterEffect made;
  made.set_parameter(parameter);
  made.set_first_order(index);
  made.set_low(low);
  made.set_high(high);
  made.set_at_low(0.8);
  made.set_at_high(0.25);
  return made;
}

/// A claim that hinges on a source-less parameter, and one that always holds.
v1::Result example() {
  v1::Result result;
  result.add_claims()->set_id("c1");
  v1::Analysis& analysis = *result.mutable_analysis();
  analysis.set_draws(5000);
  for (const char* id : {"cost", "gain", "luck"}) {
    v1::AnalysedParameter& parameter = *analysis.add_parameters();
    parameter.set_id(id);
    parameter.set_is_correlated(std::string(id) == "gain");
  }
  v1::AnalysedOutput& claim = *analysis.add_outputs();
  claim.set_kind("claim");
  claim.set_id("c1");
  claim.set_mean(0.5);
  claim.set_standard_deviation(0.4);
  claim.set_explained(0.62);
  claim.set_explained_low(0.6);
  claim.set_explained_high(0.64);
  claim.set_unsourced(0.41);
  claim.set_unsourced_low(0.39);
  *claim.add_effects() = effect("cost", 0.41, 0.4, 0.42);
  *claim.add_effects() = effect("gain", 0.2, 0.19, 0.21);
  *claim.add_effects() = effect("luck", 0.004, -0.001, 0.009);
  v1::Curve& curve = *claim.add_curves();
  curve.set_parameter("cost");
  for (int bin = 0; bin < 16; ++bin) {
    curve.add_counts(bin == 15 ? 0 : 10);
    curve.add_means(bin == 15 ? kNaN : 0.9 - 0.05 * bin);
  }
  v1::AnalysedOutput& sure = *analysis.add_outputs();
  sure.set_kind("claim");
  sure.set_id("c2");
  sure.set_mean(1.0);
  sure.set_explained_low(kNaN);
  return result;
}

TEST(HingeText, NamesWhatExplainsMuch) {
  const v1::Result result = example();

  EXPECT_EQ(hinge_text(*find_analysed(result, "claim", "c1")),
            "hinges on cost 41 %, gain 20 %; unsourced 41 %");
  EXPECT_EQ(hinge_text(*find_analysed(result, "claim", "c2")), "");
  EXPECT_EQ(find_analysed(result, "claim", "c3"), nullptr);
}

TEST(HingeText, TellsNoParameterFromTooFewDraws) {
  v1::AnalysedOutput output = example().analysis().outputs(0);
  output.mutable_effects(0)->set_low(-0.1);
  output.mutable_effects(1)->set_first_order(0.01);
  output.set_unsourced_low(0.0);

  EXPECT_EQ(hinge_text(output), "too few draws tell what it hinges on");
  output.mutable_effects(0)->set_first_order(0.04);
  EXPECT_EQ(hinge_text(output), "hinges on no single parameter");
}

TEST(UnsolvedFinding, NamesTheParameter) {
  v1::Result result = example();
  EXPECT_EQ(unsolved_finding(result), "");
  v1::AnalysedOutput& unsolved = *result.mutable_analysis()->add_outputs();
  unsolved.set_kind("unsolved");
  *unsolved.add_effects() = effect("cost", 0.3, 0.2, 0.4);

  EXPECT_THAT(unsolved_finding(result),
              AllOf(HasSubstr("most with cost: 80.0 % of draws with its lowest"),
                    HasSubstr("25.0 % with its highest")));
}

TEST(AnalysisText, TellsAllOfAClaim) {
  const std::string text = analysis_text(example(), {});

  EXPECT_THAT(
      text,
      AllOf(HasSubstr("C1 (c1)\n  Mean 50.0 %, standard deviation between draws 40.0 points."),
            HasSubstr("explain 62 % of the\n  variance [60, 64], those without a source 41 %."),
            HasSubstr("  cost                         41.0 % [40.0, 42.0]    80.0 % -> 25.0 %"),
            HasSubstr("█▇▆▅▄▃▁▁"),
            HasSubstr("  gain~"),
            HasSubstr("C2 (c2)\n  100.0 % in every draw")));
}

TEST(AnalysisText, KeepsToWhatIsAskedFor) {
  EXPECT_THAT(analysis_text(example(), {}, {.of = {"c2"}}), Not(HasSubstr("(c1)")));
  EXPECT_THAT(analysis_text(example(), {}, {.num_parameters = 1}), Not(HasSubstr("gain~")));
  EXPECT_THROW((void)analysis_text(example(), {}, {.of = {"c9"}}), InvalidArgument);
  EXPECT_THROW((void)analysis_text(example(), {}, {.num_parameters = 0}), InvalidArgument);
}

TEST(AnalysisText, NamesHaveLinesOfTheirOwnWhereLinesAreShort) {
  v1::Result result = example();
  EXPECT_THAT(analysis_text(result, {}, {.width = 60}),
              HasSubstr("\n  cost\n    41.0 % [40.0, 42.0]    80.0 % -> 25.0 %       █▇▆▅▄▃▁▁\n"));

  const std::string name(90, 'n');
  result.mutable_analysis()->mutable_outputs(0)->mutable_effects(0)->set_parameter(name);
  EXPECT_THAT(analysis_text(result, {}), HasSubstr("\n  " + name + "\n    41.0 %"));
}

TEST(AnalysisText, SaysThatDrawsAreTooFew) {
  v1::Result result = example();
  result.mutable_analysis()->mutable_outputs(0)->set_explained_low(kNaN);
  EXPECT_THAT(analysis_text(result, {}),
              AllOf(HasSubstr("These draws are too few to tell. --draws 2000 is a good start.\n"),
                    Not(HasSubstr("In columns")),
                    Not(HasSubstr("(c1)"))));

  result.mutable_options()->set_draws(9000);
  result.set_draws_done(5000);
  EXPECT_THAT(analysis_text(result, {}),
              AllOf(HasSubstr("from 5,000 draws (stopped; 9,000 were asked for)\n"),
                    HasSubstr("Let the run go on for longer.")));
}

TEST(AnalysisText, SaysThatItIsOfTheFirstDraws) {
  v1::Result result = example();
  result.mutable_options()->set_draws(9000);
  result.set_draws_done(9000);

  EXPECT_THAT(analysis_text(result, {}), HasSubstr("hinges on, from the first 5,000 draws\n"));
}

/// A set of two options, named in the scenario, and what knowing two parameters is worth.
v1::Information worth() {
  v1::Information information;
  information.set_option_set("offer");
  information.add_best("full");
  information.set_perfect(0.21234);
  information.set_perfect_low(0.2083);
  information.set_perfect_high(0.2163);
  for (const char* id : {"cost", "gain"}) {
    v1::ParameterInformation& of = *information.add_parameters();
    of.set_parameter(id);
    of.set_at_least(0.1);
    of.set_at_most(of.parameter() == "cost" ? 0.1 : 0.1121);
    of.set_low(0.05);
    of.set_change_probability(0.3);
  }
  return information;
}

TEST(AnalysisText, TellsWhatKnowingIsWorth) {
  v1::Result result = example();
  *result.mutable_analysis()->add_information() = worth();
  v1::Scenario scenario;
  v1::OptionSet& set = *scenario.add_option_sets();
  set.set_id("offer");
  set.set_value("payoff(china)");
  set.add_levers("china.outreach");
  v1::Actor& actor = *scenario.add_actors();
  actor.set_id("china");
  v1::Lever& lever = *actor.add_levers();
  lever.set_id("outreach");
  v1::Level& level = *lever.add_levels();
  level.set_id("full");
  level.set_name("A full offer");

  const std::string text = analysis_text(result, scenario);

  EXPECT_THAT(
      text,
      AllOf(HasSubstr("Best by mean: A full offer. Knowing everything would be worth 0.2123 "
                      "[0.2083, 0.2163] of\n  payoff(china).\n"),
            HasSubstr("cost                         0.100                  47 %         30.0 %\n"),
            HasSubstr("gain~                        0.100 to 0.112         47 to 53 %   30.0")));
}

/// The analysis is of options that nobody answers, also where a set has answered ones.
TEST(AnalysisText, SaysThatOptionsAreHeldWhereTheOthersMayAnswer) {
  v1::Result result = example();
  *result.mutable_analysis()->add_information() = worth();
  v1::OptionSetResult& set = *result.add_option_sets();
  set.set_id("offer");
  (void)set.add_options();
  EXPECT_THAT(analysis_text(result, {}), HasSubstr("before choosing: Offer (offer)\n"));

  (void)set.add_answered();

  EXPECT_THAT(analysis_text(result, {}),
              HasSubstr("before choosing: Offer (offer), while the others do not answer\n"));
}

TEST(AnalysisText, TakesRoundingForNothing) {
  v1::Result result = example();
  v1::Information& information = *result.mutable_analysis()->add_information();
  information = worth();
  information.set_perfect(3e-9);
  v1::AnalysedOutput& option = *result.mutable_analysis()->add_outputs();
  option.set_kind("option");
  option.set_id("offer");
  option.set_standard_deviation(0.2);

  EXPECT_THAT(analysis_text(result, {}),
              HasSubstr("full is best in every draw: nothing is worth knowing.\n"));
  information.set_perfect(3e-6);
  EXPECT_THAT(analysis_text(result, {}), HasSubstr("Best by mean: full."));
}

TEST(AnalysisText, ExplainsTheColumnsThatItHas) {
  v1::Result result = example();
  *result.mutable_analysis()->add_information() = worth();
  v1::AnalysedOutput& option = *result.mutable_analysis()->add_outputs();
  option.set_kind("option");
  option.set_id("offer");

  EXPECT_THAT(analysis_text(result, {}, {.of = {"offer"}}),
              AllOf(HasSubstr("In columns: what knowing"), Not(HasSubstr("its lowest"))));
  EXPECT_THAT(analysis_text(result, {}, {.of = {"c1"}}),
              AllOf(HasSubstr("its lowest"), Not(HasSubstr("In columns: what knowing"))));
}

TEST(AnalysisText, LeavesOutIntervalsThatAreNotKnown) {
  v1::Result result = example();
  v1::Information& information = *result.mutable_analysis()->add_information();
  information = worth();
  information.set_perfect_low(kNaN);
  information.set_perfect_high(kNaN);
  information.mutable_parameters(0)->set_low(kNaN);

  EXPECT_THAT(analysis_text(result, {}),
              AllOf(HasSubstr("worth 0.212.\n  No single parameter is worth knowing"),
                    Not(HasSubstr("nan"))));
}

TEST(AnalysisText, SaysWhyThereIsNone) {
  v1::Result result;
  EXPECT_THROW((void)analysis_text(result, {}), InvalidArgument);
  result.mutable_analysis()->set_none_because("no parameter varies");
  try {
    (void)analysis_text(result, {});
    FAIL();
  } catch (const InvalidArgument& error) {
    EXPECT_THAT(error.what(), HasSubstr("no parameter varies"));
  }
}

}  // namespace
}  // namespace demarche
