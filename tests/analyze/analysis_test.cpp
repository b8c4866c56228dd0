// SPDX-License-Identifier: MIT
#include "demarche/analyze/analysis.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/simulate/slice.hpp"
#include "support/scenarios.hpp"
#include "support/slices.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;

/// Chooses among nothing, X ~ N(0.2, 1) and Z ~ N(0, 1); W has no effect.
const char* const kThreeOptions = R"(
id: 'three'
actors { id: 'a'
  levers { id: 'l' levels { id: 'nothing' } levels { id: 'x' } levels { id: 'z' } }
  payoff { id: 'p' value: '(a.l == x) * px + (a.l == z) * pz' } }
parameters { id: 'px' distribution { normal { mean: 0.2 standard_deviation: 1 } }
             sources { document: 'none' } }
parameters { id: 'pz' distribution { normal { mean: 0 standard_deviation: 1 } }
             sources { document: 'book' } }
parameters { id: 'w' distribution { uniform { low: 0 high: 1 } } }
parameters { id: 'fixed' distribution { constant { value: 2 } } }
documents { id: 'book' }
metrics { id: 'sum' value: 'px + pz + 0 * w + fixed' }
option_sets { id: 'all' levers: 'a.l' value: 'payoff(a)' }
)";

v1::Analysis analysis_of(const Model& model, std::uint64_t draws, const std::string& concept_name) {
  return run_and_analyze(model, {.concept_name = concept_name, .seed = 1, .draws = draws})
      .analysis();
}

const v1::AnalysedOutput* find_output(const v1::Analysis& analysis,
                                      const std::string& kind,
                                      const std::string& id) {
  const auto found = std::find_if(
      analysis.outputs().begin(), analysis.outputs().end(), [&](const v1::AnalysedOutput& output) {
        return output.kind() == kind && output.id() == id;
      });
  return found == analysis.outputs().end() ? nullptr : &*found;
}

TEST(Analyze, KeepsTenParametersAndThoseThatMatter) {
  std::string scenario = R"(
id: 'many'
actors { id: 'a' levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } }
  payoff { id: 'p' value: 'a.l' } }
)";
  std::string twelve = "used0";
  for (int p = 0; p < 12; ++p) {
    scenario += fmt::format(
        "parameters {{ id: 'used{0}' distribution {{ uniform {{ low: 0 high: 1 }} }} }}\n"
        "parameters {{ id: 'idle{0}' distribution {{ uniform {{ low: 0 high: 1 }} }} }}\n",
        p);
    twelve += p > 0 ? fmt::format(" + used{}", p) : "";
  }
  scenario += fmt::format(
      "metrics {{ id: 'few' value: 'used0' }} metrics {{ id: 'twelve' value: '{}' }}", twelve);

  const v1::Analysis analysis = analysis_of(testing::compiled(scenario), 20'000, "pure");

  const v1::AnalysedOutput* of_twelve = find_output(analysis, "metric", "twelve");
  std::set<std::string> kept;
  for (const v1::ParameterEffect& effect : of_twelve->effects()) {
    kept.insert(effect.parameter());
  }
  for (int p = 0; p < 12; ++p) {
    EXPECT_TRUE(kept.contains(fmt::format("used{}", p))) << p;
  }
  EXPECT_LT(kept.size(), 16U);  // Of 24; chance lets one idle parameter in forty in.
  EXPECT_NEAR(of_twelve->explained(), 1.0, 0.05);
  EXPECT_LT(find_output(analysis, "metric", "few")->effects_size(), 13);
}

TEST(Analyze, MarksWhatGoesWithAnExpert) {
  const v1::Analysis analysis = analysis_of(testing::compiled(R"(
id: 'experts'
actors { id: 'a' levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } }
  payoff { id: 'p' value: 'a.l * cost' } }
parameters { id: 'cost'
  experts { id: 'one' distribution { uniform { low: 0 high: 1 } } }
  experts { id: 'two' distribution { uniform { low: 2 high: 3 } } } }
parameters { id: 'other' distribution { uniform { low: 0 high: 1 } } }
metrics { id: 'm' value: 'cost + other' }
)"),
                                            2'000,
                                            "pure");

  ASSERT_EQ(analysis.parameters_size(), 3);
  for (const v1::AnalysedParameter& parameter : analysis.parameters()) {
    EXPECT_EQ(parameter.is_correlated(), parameter.id() != "other") << parameter.id();
  }
}

TEST(Analyze, SharesVarianceAmongParameters) {
  const v1::Analysis analysis = analysis_of(testing::compiled(kThreeOptions), 100'000, "pure");

  ASSERT_EQ(analysis.parameters_size(), 3);  // What is fixed does not vary.
  EXPECT_TRUE(analysis.parameters(0).is_unsourced());
  EXPECT_FALSE(analysis.parameters(1).is_unsourced());
  EXPECT_TRUE(analysis.parameters(2).is_unsourced());  // No source at all.
  const v1::AnalysedOutput* sum = find_output(analysis, "metric", "sum");
  ASSERT_NE(sum, nullptr);
  EXPECT_NEAR(sum->mean(), 2.2, 0.02);
  EXPECT_NEAR(sum->standard_deviation(), std::sqrt(2.0), 0.02);
  EXPECT_NEAR(sum->effects(0).first_order(), 0.5, 0.01);
  EXPECT_NEAR(sum->explained(), 1.0, 0.01);
  EXPECT_NEAR(sum->unsourced(), 0.5, 0.01);
  EXPECT_EQ(sum->effects(2).parameter(), "w");
  EXPECT_LE(sum->effects(2).low(), 0.0);
  // The mean of the lowest 6/64 of a standard normal distribution is -1.7837.
  const auto& effect = sum->effects(0);
  EXPECT_NEAR(effect.at_high() - effect.at_low(), 2.0 * 1.7837, 0.06);
  EXPECT_LT(effect.difference_low(), effect.at_high() - effect.at_low());
  ASSERT_EQ(sum->curves(0).means_size(), 16);
  EXPECT_LT(sum->curves(0).means(0), sum->curves(0).means(15));
}

/// A parameter without sources of its own has those of the scenario, and of what its experts say.
TEST(Analyze, TakesSourcesFromTheElementAround) {
  const auto unsourced = [](const std::string& of_scenario, const std::string& of_parameter) {
    const Model model = testing::compiled(
        "id: 's' " + of_scenario +
        " documents { id: 'book' } actors { id: 'a' levers { id: 'l' levels { id: 'no' } levels { "
        "id: 'yes' } } payoff { id: 'p' value: 'a.l * u' } } parameters { id: 'u' " +
        of_parameter + " }");
    return analysis_of(model, 300, "pure").parameters(0).is_unsourced();
  };
  const std::string plain = "distribution { uniform { low: 0 high: 1 } } ";
  const std::string asked =
      "experts { id: 'x' sources { document: 'book' } distribution { uniform { low: 0 high: 1 } } "
      "} "
      "experts { id: 'y' distribution { uniform { low: 1 high: 2 } } } pool: 'independent' ";
  const std::string book = "sources { document: 'book' } ";
  const std::string none = "sources { document: 'none' } ";

  EXPECT_TRUE(unsourced("", plain));
  EXPECT_FALSE(unsourced(book, plain));
  EXPECT_TRUE(unsourced(book, none + plain));
  EXPECT_FALSE(unsourced(none, book + plain));
  EXPECT_TRUE(unsourced(none, plain));
  EXPECT_FALSE(unsourced("", asked));
  EXPECT_FALSE(unsourced("", none + asked));
}

/// Closed forms: the worth of knowing all is .562935, of X or Z .306895, of W nothing.
TEST(Analyze, ValuesWhatCouldBeKnown) {
  const v1::Analysis analysis = analysis_of(testing::compiled(kThreeOptions), 100'000, "pure");

  ASSERT_EQ(analysis.information_size(), 1);
  const v1::Information& all = analysis.information(0);
  EXPECT_EQ(all.best(0), "x");
  EXPECT_NEAR(all.perfect(), 0.562935, 0.012);
  EXPECT_LE(all.perfect_low(), 0.562935);
  EXPECT_GE(all.perfect_high(), 0.562935);
  for (const v1::ParameterInformation& of : all.parameters()) {
    const double truth = of.parameter() == "w" ? 0.0 : 0.306895;
    EXPECT_LE(of.low(), truth) << of.parameter();
    EXPECT_GE(of.high(), truth) << of.parameter();
    EXPECT_LE(of.at_least(), of.at_most());
    EXPECT_LT(of.high() - of.low(), 0.05) << of.parameter();
  }
  EXPECT_EQ(all.parameters(2).parameter(), "w");
  EXPECT_EQ(all.parameters(2).change_probability(), 0.0);
}

TEST(Analyze, LeavesTheResultAsItWas) {
  const Model model = testing::held("great_reversal");
  const RunSettings settings{.seed = 4, .draws = 1'000};
  v1::Result analysed = run_and_analyze(model, settings);
  analysed.clear_analysis();

  EXPECT_TRUE(MessageDifferencer::Equals(analysed, run(model, settings)));
}

class AnalyzeBits : public ::testing::TestWithParam<const char*> {};

TEST_P(AnalyzeBits, DependNeitherOnThreadsNorOnSlices) {
  const Model model = testing::held(GetParam());
  RunSettings settings = default_settings(model.scenario);
  settings.draws = 400;
  settings.threads = 1;
  const v1::Result whole = run_and_analyze(model, settings);
  settings.threads = 4;
  settings.keeps_sums = true;
  std::vector<v1::RunSlice> slices = testing::run_in_slices(model, settings, 3);

  EXPECT_GT(whole.analysis().outputs_size(), 0);
  EXPECT_EQ(run_and_analyze(model, settings).analysis().SerializeAsString(),
            whole.analysis().SerializeAsString());
  EXPECT_EQ(merge_and_analyze(model, settings, slices).analysis().SerializeAsString(),
            whole.analysis().SerializeAsString());
  slices[1].clear_sums();
  EXPECT_EQ(merge_and_analyze(model, settings, slices).analysis().none_because(),
            "a slice holds no sums");
}

INSTANTIATE_TEST_SUITE_P(Scenarios,
                         AnalyzeBits,
                         ::testing::Values("chicken", "outreach", "great_reversal"));

TEST(Analyze, RefusesDamagedSums) {
  const Model model = testing::bundled("chicken");
  const RunSettings settings{.seed = 4, .draws = 1'000, .keeps_sums = true};
  const v1::RunSlice good = run_slice(model, settings, 0, 1);
  const auto merged = [&](const auto& damage) {
    std::vector<v1::RunSlice> slices = {good};
    damage(*slices[0].mutable_sums());
    return merge_and_analyze(model, settings, slices);
  };

  EXPECT_THROW((void)merged([](v1::SumsState& sums) { sums.mutable_cells()->RemoveLast(); }),
               InvalidArgument);
  EXPECT_THROW((void)merged([](v1::SumsState& sums) { sums.set_quanta(0, 3.0); }), InvalidArgument);
  EXPECT_THROW((void)merged([](v1::SumsState& sums) { sums.set_squares(0, NAN); }),
               InvalidArgument);
  EXPECT_THROW((void)merged([](v1::SumsState& sums) { sums.add_undefined_outputs(1); }),
               InvalidArgument);
  // More draws than a run sums, and more of them missing than there are.
  EXPECT_THROW((void)merged([](v1::SumsState& sums) { sums.set_draws(0, 4'294'967'295U); }),
               InvalidArgument);
  EXPECT_THROW((void)merged([](v1::SumsState& sums) { sums.set_missing(0, sums.draws(0) + 1); }),
               InvalidArgument);
  EXPECT_THROW((void)merged([](v1::SumsState& sums) {
                 sums.add_undefined_outputs(1);
                 sums.mutable_undefined()->Assign(sums.draws().begin(), sums.draws().end());
                 sums.set_undefined(0, sums.draws(0) + 1);
               }),
               InvalidArgument);
}

/// A claim that divides by zero in the half of the draws in which `u` is small.
TEST(Analyze, FindsWhereNumbersAreUndefined) {
  const Model model = testing::compiled(R"(
    id: 's'
    actors { id: 'a' levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } }
             payoff { id: 'p' value: 'a.l' } }
    parameters { id: 'u' distribution { uniform { low: -1 high: 1 } } }
    parameters { id: 'v' distribution { uniform { low: 0 high: 1 } } }
    metrics { id: 'm' value: 'v + 1e-9 * log(u)' })");
  const v1::Analysis analysis = analysis_of(model, 20'000, "pure");

  const v1::AnalysedOutput* undefined = find_output(analysis, "undefined metric", "m");
  ASSERT_NE(undefined, nullptr);
  EXPECT_NEAR(undefined->mean(), 0.5, 0.02);
  EXPECT_EQ(undefined->effects(0).parameter(), "u");
  EXPECT_EQ(undefined->effects(0).at_low(), 1.0);
  EXPECT_EQ(undefined->effects(0).at_high(), 0.0);
  const v1::AnalysedOutput* defined = find_output(analysis, "metric", "m");
  EXPECT_EQ(defined->effects(0).parameter(), "v");
  EXPECT_NEAR(defined->effects(0).first_order(), 1.0, 0.01);
}

/// A set of 1,024 options costs memory in every thread and minutes of analysis.
TEST(Analyze, LeavesOutHugeOptionSets) {
  std::string levers;
  std::string names;
  for (int l = 0; l < 10; ++l) {
    const std::string id = "l" + std::to_string(l);
    levers += "levers { id: '" + id + "' levels { id: 'no' } levels { id: 'yes' } } ";
    names += " levers: 'a." + id + "'";
  }
  const Model model = testing::compiled(
      "id: 's' actors { id: 'a' " + levers +
      "payoff { id: 'p' value: 'a.l0 * u' } } parameters { id: 'u' distribution { uniform { low: 0 "
      "high: 1 } } } option_sets { id: 'all'" +
      names + " value: 'payoff(a)' } option_sets { id: 'few' levers: 'a.l0' value: 'payoff(a)' }");
  const v1::Analysis analysis = analysis_of(model, 100, "pure");

  ASSERT_EQ(analysis.left_out_size(), 1);
  EXPECT_EQ(analysis.left_out(0), "all");
  ASSERT_EQ(analysis.information_size(), 1);
  EXPECT_EQ(analysis.information(0).option_set(), "few");
}

TEST(Analyze, SaysWhyThereIsNothing) {
  const Model constant = testing::compiled(
      "id: 's' actors { id: 'a' levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } } payoff "
      "{ id: 'p' value: 'a.l' } }");

  EXPECT_EQ(analysis_of(constant, 100, "pure").none_because(), "no parameter varies");
  RunSettings settings{.concept_name = "pure", .draws = 100, .max_memory = 8'000'000};
  EXPECT_THAT(run_and_analyze(testing::compiled(kThreeOptions), settings).analysis().none_because(),
              HasSubstr("max_memory"));
}

}  // namespace
}  // namespace demarche
