// SPDX-License-Identifier: MIT
#include "demarche/simulate/run.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/core/interruption.hpp"
#include "demarche/scenario/load.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "simulate/accumulator.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::string bytes(const v1::Result& result) {
  std::string text;
  google::protobuf::io::StringOutputStream stream(&text);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  result.SerializeToCodedStream(&coded);
  return text;
}

/// One actor with one binary lever, payoff `gain` (uniform on [-1, 1]) for acting.
constexpr auto kOneActor = R"txt(
id: "one" name: "One actor" rationale: "A test." sources { document: "none" }
actors {
  id: "a" name: "A" rationale: "The only one." sources { document: "none" }
  levers {
    id: "act" name: "Act" rationale: "Acts or not." sources { document: "none" }
    levels { id: "no" name: "No" } levels { id: "yes" name: "Yes" }
  }
  payoff { id: "gain_of_acting" name: "Gain" value: "gain" when: "a.act == yes"
           rationale: "The stake." sources { document: "none" } }
  precision: "2"
}
parameters { id: "gain" name: "Gain" rationale: "Unknown." sources { document: "none" }
             distribution { uniform { low: -1 high: 1 } } }
outcomes { id: "acts" name: "Acts" event: "a.act == yes" rationale: "Test." sources { document: "none" } }
metrics { id: "twice" name: "Twice" value: "2 * gain * a.act" rationale: "Test." sources { document: "none" } }
option_sets { id: "options" name: "Options" value: "payoff(a)" levers: "a.act" rationale: "Test."
              sources { document: "none" } }
claims { id: "better" name: "Better" statement: "Acting is better."
         comparisons { all { value: "payoff(a)" set: "a.act = yes" } }
         rationale: "Test." sources { document: "none" } key_parameter: "gain" }
)txt";

/// Claims whose first alternative pays log(gain), which half of the draws do not define, or make
/// infinite: its place among the alternatives does not matter.
constexpr auto kUndefinedAlternative = R"txt(
id: "three" name: "Three levels" rationale: "A test." sources { document: "none" }
actors {
  id: "a" name: "A" rationale: "The only one." sources { document: "none" }
  levers {
    id: "act" name: "Act" rationale: "Acts somehow." sources { document: "none" }
    levels { id: "m0" name: "0" } levels { id: "m1" name: "1" } levels { id: "m2" name: "2" }
  }
  payoff { id: "gain_of_acting" name: "Gain" value: "gain" when: "a.act == m1"
           rationale: "The stake." sources { document: "none" } }
}
parameters { id: "gain" name: "Gain" rationale: "Unknown." sources { document: "none" }
             distribution { uniform { low: -1 high: 1 } } }
outcomes { id: "acts" name: "Acts" event: "a.act == m1" rationale: "Test." sources { document: "none" } }
claims { id: "first" name: "First" statement: "The last level is best."
         comparisons { all { value: "if(a.act == m0, log(gain), if(a.act == m2, 1, 0))"
                             set: "a.act = m2" against: "a.act = m0" against: "a.act = m1" } }
         rationale: "Test." sources { document: "none" } key_parameter: "gain" }
claims { id: "last" name: "Last" statement: "The last level is best, and that twice."
         comparisons { all { value: "if(a.act == m0, log(gain), if(a.act == m2, 1, 0))"
                             set: "a.act = m2" against: "a.act = m1" against: "a.act = m0" }
                       all { value: "if(a.act == m2, -1, 0)"
                             set: "a.act = m2" against: "a.act = m1" } }
         rationale: "Test." sources { document: "none" } key_parameter: "gain" }
claims { id: "infinite" name: "Infinite" statement: "The last level is best."
         comparisons { all { value: "if(a.act == m0, log(max(gain, 0)), if(a.act == m2, 1, 0))"
                             set: "a.act = m2" against: "a.act = m0" against: "a.act = m1" } }
         rationale: "Test." sources { document: "none" } key_parameter: "gain" }
option_sets { id: "undefined" name: "Undefined" levers: "a.act" rationale: "Test."
              value: "if(a.act == m0, log(gain), if(a.act == m2, gain, 0))" sources { document: "none" } }
option_sets { id: "infinite" name: "Infinite" levers: "a.act" rationale: "Test."
              value: "if(a.act == m0, -log(max(gain, 0)), if(a.act == m2, gain, 0))"
              sources { document: "none" } }
)txt";

TEST(Run, ComparesOptionsInTheDrawsThatDefineThemAll) {
  const Model model = testing::compiled(kUndefinedAlternative);
  constexpr std::uint64_t kDraws = 1000;

  const auto result = run(model, {.concept_name = "qre", .seed = 3, .draws = kDraws});
  const DrawTable table =
      replay_draws(model, {.concept_name = "qre", .seed = 3, .draws = kDraws}, 0, kDraws);

  double gains = 0.0;
  std::uint64_t positive = 0;
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    const double gain = table.parameters[draw];
    positive += gain > 0.0 ? 1 : 0;
    gains += std::max(gain, 0.0);
  }
  for (const auto& set : result.option_sets()) {
    EXPECT_EQ(set.count(), positive);
    EXPECT_EQ(set.undefined(), kDraws - positive);
    EXPECT_EQ(set.options(1).mean(), 0.0);
    EXPECT_NEAR(set.options(2).mean(), gains / static_cast<double>(positive), 1e-12);
    EXPECT_NEAR(set.options(0).mean_regret() - set.options(2).mean_regret(),
                set.options(2).mean() - set.options(0).mean(),
                1e-12);
    double shares = 0.0;
    for (const auto& option : set.options()) {
      shares += option.share_best();
    }
    EXPECT_NEAR(shares, 1.0, 1e-12);
  }
  EXPECT_EQ(result.option_sets(0).options(2).share_best(), 1.0);
}

TEST(Run, LeavesClaimsUndefinedWhereAnAlternativeIs) {
  const Model model = testing::compiled(kUndefinedAlternative);
  constexpr std::uint64_t kDraws = 1000;

  const auto result = run(model, {.concept_name = "qre", .seed = 3, .draws = kDraws});
  const DrawTable table =
      replay_draws(model, {.concept_name = "qre", .seed = 3, .draws = kDraws}, 0, kDraws);

  std::uint64_t positive = 0;
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    const bool is_defined = table.parameters[draw] > 0.0;
    positive += is_defined ? 1 : 0;
    for (std::size_t claim = 0; claim < 3; ++claim) {
      EXPECT_EQ(std::isnan(table.claims[3 * draw + claim]), !is_defined);
    }
  }
  for (const auto& claim : result.claims()) {
    EXPECT_EQ(claim.count(), positive);
    EXPECT_EQ(claim.undefined(), kDraws - positive);
  }
  EXPECT_EQ(result.claims(0).mean(), 1.0);
  EXPECT_EQ(result.claims(1).mean(), 0.0);  // Its second comparison does not hold.
}

/// The exact answer: mean over gain of the logit choice is one half by symmetry.
TEST(Run, KeepsTheWarningsOfItsScenario) {
  std::string text = kOneActor;
  text += R"txt(parameters { id: "spare" distribution { uniform { low: 0 high: 1 } } })txt";
  const Model model = testing::compiled(text);
  RunSettings settings = default_settings(model.scenario);
  settings.draws = 100;

  const v1::Result result = run(model, settings);

  const auto found = std::find_if(
      result.warnings().begin(), result.warnings().end(), [](const v1::ScenarioWarning& warning) {
        return warning.element() == "parameter spare";
      });
  ASSERT_NE(found, result.warnings().end());
  EXPECT_EQ(found->rule(), "unused");
  EXPECT_EQ(found->message(), "nothing uses this parameter");
  EXPECT_EQ(std::count_if(result.warnings().begin(),
                          result.warnings().end(),
                          [](const v1::ScenarioWarning& warning) {
                            return warning.rule() == "undocumented";
                          }),
            0);
}

TEST(Run, ReproducesWhatCanBeIntegratedByHand) {
  const Model model = testing::compiled(kOneActor);

  const auto result = run(model, {.concept_name = "qre", .seed = 3, .draws = 20'000});

  EXPECT_EQ(result.solving().solved(), 20'000U);
  EXPECT_NEAR(result.outcomes(0).mean(), 0.5, 4 * result.outcomes(0).standard_error());
  // The claim holds where gain > 0.
  EXPECT_NEAR(result.claims(0).mean(), 0.5, 4 * result.claims(0).standard_error());
  EXPECT_LT(result.claims(0).low(), 0.5);
  EXPECT_GT(result.claims(0).high(), 0.5);
  // E[2 g logistic(2 g)], g ~ U(-1, 1), is the integral of g tanh(g) over [0, 1]: 0.281201
  EXPECT_NEAR(result.metrics(0).mean(), 0.281201, 4 * result.metrics(0).standard_error());
  // Acting pays g, not acting 0: mean regrets are E[max(0, -g)] = E[max(0, g)] = 1/4.
  EXPECT_NEAR(result.option_sets(0).options(0).mean_regret(), 0.25, 0.01);
  EXPECT_NEAR(result.option_sets(0).options(1).mean_regret(), 0.25, 0.01);
  EXPECT_NEAR(result.option_sets(0).options(1).worst_decile(), -0.8, 0.02);
  EXPECT_NEAR(result.option_sets(0).options(1).share_best(), 0.5, 0.02);
}

TEST(Run, OneAndTwoThreadsGiveTheSameBits) {
  const Model model = testing::bundled("outreach");

  const auto one = run(model, {.seed = 1, .draws = 3'000, .threads = 1});
  const auto two = run(model, {.seed = 1, .draws = 3'000, .threads = 2});

  EXPECT_EQ(bytes(one), bytes(two));
  EXPECT_NE(bytes(one), bytes(run(model, {.seed = 2, .draws = 3'000, .threads = 2})));
}

TEST(Run, StopsWhenTheCallbackSaysSoAndKeepsAPrefix) {
  const Model model = testing::compiled(kOneActor);
  RunSettings settings{.seed = 3, .draws = 200'000'000, .threads = 2};
  settings.progress = [](const Progress& progress) { return progress.seconds < 0.15; };

  const auto stopped = run(model, settings);

  ASSERT_FALSE(stopped.is_complete());
  ASSERT_GT(stopped.draws_done(), 0U);
  ASSERT_LT(stopped.draws_done(), 200'000'000U);
  auto prefix = run(model, {.seed = 3, .draws = stopped.draws_done()});
  prefix.mutable_options()->set_draws(200'000'000);
  prefix.set_is_complete(false);
  EXPECT_EQ(bytes(prefix), bytes(stopped));
}

/// Memory stays bounded: joint profiles are counted in the first 2^20 draws, everything else in
/// all.
TEST(Run, CountsProfilesInABoundedNumberOfDraws) {
  const Model model = testing::compiled(kOneActor);

  const auto result =
      run(model, {.concept_name = "pure", .seed = 3, .draws = kProfileDraws + 5'000});

  EXPECT_EQ(result.profile_draws(), kProfileDraws);
  EXPECT_EQ(result.solving().solved(), kProfileDraws + 5'000);
  EXPECT_EQ(result.num_distinct_profiles(), 2U);
  EXPECT_EQ(result.profiles(0).count() + result.profiles(1).count(), kProfileDraws);
}

TEST(Run, CountsAndNamesDrawsWithoutAFiniteGame) {
  std::string text = kOneActor;
  text.replace(text.find("value: \"gain\""), 13, "value: \"log(gain)\"");
  const Model model = testing::compiled(text);

  const auto result = run(model, {.seed = 3, .draws = 10'000});

  const auto failed = result.solving().failures().at("not_finite");
  EXPECT_NEAR(static_cast<double>(failed), 5'000.0, 200.0);
  EXPECT_EQ(result.solving().solved() + failed, 10'000U);
  EXPECT_EQ(result.outcomes(0).count(), result.solving().solved());
}

TEST(Run, LosesNoDrawToAScopeThatWantsAStop) {
  const Model model = testing::bundled("chicken");
  const InterruptionScope scope([] { return true; });

  const auto result =
      run(model, {.concept_name = "stackelberg", .seed = 3, .draws = 1'000, .threads = 1});

  EXPECT_EQ(result.solving().solved(), 1'000U);
}

/// Every option of concepts, changed from its default under a concept that reads it, stands in the
/// result, but for the precision, which the scenario states.
TEST(Run, StatesEveryOptionOfItsConcept) {
  const Model model = testing::bundled("chicken");
  for (const OptionDescription& option : option_table()) {
    if (option.name == "precision") {
      continue;
    }
    SCOPED_TRACE(option.name);
    RunSettings settings{.concept_name = readers(option.field).at(0), .draws = 1};
    const v1::RunOptions before = run(model, settings).options();
    std::visit(
        [&](auto own) {
          auto& value = settings.concept_options.*own;
          using Value = std::remove_cvref_t<decltype(value)>;
          if constexpr (std::is_same_v<Value, double>) {
            value = 0.5;
          } else if constexpr (std::is_same_v<Value, std::vector<int>>) {
            value = {1, 0};
          } else {
            value = static_cast<Value>(1);
          }
          if (value == ConceptOptions().*own) {
            value = static_cast<Value>(Value{});
          }
        },
        option.field);
    ASSERT_FALSE(option.is_default(settings.concept_options));

    EXPECT_NE(run(model, settings).options().SerializeAsString(), before.SerializeAsString());
  }
}

/// So the settings that each result states are accepted where a draw of it is repeated.
TEST(CompareConcepts, StatesForEachConceptTheOptionsThatItReads) {
  const Model model = testing::bundled("chicken");
  RunSettings settings{.draws = 100};
  settings.concept_options.level = 3;

  const v1::ConceptComparison both = compare_concepts(model, settings, {"level-k", "nash"});

  EXPECT_EQ(both.results(0).options().level(), 3);
  EXPECT_EQ(both.results(1).options().level(), ConceptOptions().level);
  RunSettings alone{.concept_name = "nash", .draws = 100};
  EXPECT_EQ(bytes(both.results(1)), bytes(run(model, alone)));
}

TEST(Run, RejectsWhatItCannotDo) {
  const Model model = testing::compiled(kOneActor);

  EXPECT_THAT([&] { (void)run(model, {.concept_name = "qrf"}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("qre")));
  EXPECT_THROW((void)run(model, {.draws = 0}), InvalidArgument);
  EXPECT_THROW((void)run(model, {.threads = -1}), InvalidArgument);
}

/// Two actors of whom one wants to match and the other not to, where `a` and `b` are positive.
constexpr auto kPennies = R"txt(
  id: "pennies" name: "Pennies" rationale: "r" sources { document: "none" } payoff_unit: "u"
  actors { id: "x" name: "X" rationale: "r" sources { document: "none" }
    levers { id: "side" name: "S" rationale: "r" sources { document: "none" }
      levels { id: "heads" } levels { id: "tails" } }
    payoff { id: "p" name: "P" value: "a * (x.side == y.side)" rationale: "r"
      sources { document: "none" } } }
  actors { id: "y" name: "Y" rationale: "r" sources { document: "none" }
    levers { id: "side" name: "S" rationale: "r" sources { document: "none" }
      levels { id: "heads" } levels { id: "tails" } }
    payoff { id: "p" name: "P" value: "-b * (x.side == y.side) + y.side * 0.1" rationale: "r"
      sources { document: "none" } } }
  parameters { id: "a" name: "A" rationale: "r" sources { document: "none" }
    distribution { uniform { low: 1 high: 2 } } }
  parameters { id: "b" name: "B" rationale: "r" sources { document: "none" }
    distribution { uniform { low: -1 high: 1 } } }
  metrics { id: "inverse" name: "I" unit: "u" value: "1 / (a - a)" rationale: "r"
    sources { document: "none" } }
  metrics { id: "huge" name: "H" unit: "u" value: "exp(700 + 9 * a)" rationale: "r"
    sources { document: "none" } }
  outcomes { id: "match" name: "M" event: "x.side == y.side" rationale: "r"
    sources { document: "none" } }
  questions { id: "q" name: "Q" text: "T?" outcomes: "match" metrics: "inverse" metrics: "huge"
    sources { document: "none" } }
  defaults { solution_concept: "pure" draws: 2000 seed: 1 })txt";

TEST(Run, BoundsProbabilitiesWhereDrawsHaveNoAnswer) {
  const Model model = testing::compiled(kPennies);

  const v1::Result result = run(model, default_settings(model.scenario));

  const std::uint64_t unsolved = result.draws_done() - result.solving().solved();
  ASSERT_GT(unsolved, 500U);
  const v1::Estimate& match = result.outcomes(0);
  ASSERT_EQ(match.count(), result.solving().solved());
  const double sum = match.mean() * static_cast<double>(match.count());
  EXPECT_NEAR(match.lowest(), sum / 2000.0, 1e-12);
  EXPECT_NEAR(match.highest(), (sum + static_cast<double>(unsolved)) / 2000.0, 1e-12);
}

TEST(Run, HasNaNWhereThereIsNoValue) {
  const Model model = testing::compiled(kPennies);

  const v1::Result result = run(model, default_settings(model.scenario));

  const v1::Summary& none = result.metrics(0);
  EXPECT_EQ(none.count(), 0U);
  for (const double value : {none.mean(), none.standard_error(), none.minimum(), none.maximum()}) {
    EXPECT_TRUE(std::isnan(value));
  }
  const v1::Summary& huge = result.metrics(1);
  EXPECT_GT(huge.count(), 0U);
  EXPECT_TRUE(std::isinf(huge.mean()));
  EXPECT_TRUE(std::isnan(huge.standard_error()));
  EXPECT_TRUE(std::isnan(huge.standard_deviation()));
  EXPECT_TRUE(std::isfinite(huge.maximum()));

  const v1::Result one = run(testing::bundled("outreach"), {.seed = 1, .draws = 1});
  EXPECT_TRUE(std::isnan(one.outcomes(0).standard_error()));
  EXPECT_TRUE(std::isnan(one.metrics(0).standard_error()));
}

/// A status quo that only best responses read stands in no result of qre, and a level only in that
/// of level-k.
TEST(CompareConcepts, ResultsRecordTheOptionsThatTheirConceptReads) {
  const Model model = testing::bundled("chicken");
  RunSettings settings{.draws = 300};
  settings.concept_options.level = 4;
  settings.concept_options.player = 1;

  const auto comparison =
      compare_concepts(model, settings, {"qre", "level-k", "best-response", "stackelberg"});

  const auto options = [&](int k) { return comparison.results(k).options(); };
  EXPECT_EQ(options(0).level(), ConceptOptions{}.level);
  EXPECT_EQ(options(1).level(), 4);
  EXPECT_EQ(options(0).start_size(), 0);
  EXPECT_EQ(options(2).start_size(), 2);
  EXPECT_EQ(options(2).player(), 0);
  EXPECT_EQ(options(3).player(), 1);
}

TEST(Run, ASettingOfTheStartIsCheckedWhereItIsRead) {
  const Model model = testing::bundled("chicken");
  RunSettings settings{.concept_name = "best-response", .draws = 300};
  settings.concept_options.start = {9, 9};

  EXPECT_THAT([&] { (void)run(model, settings); },
              ThrowsMessage<InvalidArgument>(HasSubstr("start must name a strategy")));
}

}  // namespace
}  // namespace demarche
