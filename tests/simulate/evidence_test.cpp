// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/to_size.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/simulate/slice.hpp"
#include "simulate/run_plan.hpp"
#include "simulate/split_play.hpp"
#include "support/scenarios.hpp"
#include "support/slices.hpp"

namespace demarche {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// One parameter x, and evidence with this likelihood; nobody's play matters.
std::string about(const std::string& distribution, const std::string& likelihood) {
  return "id: 'about_x' actors { id: 'a' levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } "
         "}"
         " payoff { id: 'p' value: 'a.l' } } parameters { id: 'x' distribution { " +
         distribution +
         " } } metrics { id: 'of_x' value: 'x' } evidence { id: 'y' date: '2025-02-18' likelihood: "
         "'" +
         likelihood + "' }";
}

v1::Result run_of(const std::string& text, std::uint64_t draws, std::uint64_t seed = 0) {
  return run(testing::compiled(text), {.concept_name = "qre", .seed = seed, .draws = draws});
}

struct Conjugate {
  std::string distribution;
  std::string likelihood;
  double mean;
  double evidence;   // 0: not stated.
  double effective;  // As a share of the draws; 0: not stated.
};

std::string normal_density(double y, double s) {
  return fmt::format("exp(-0.5 * pow(({} - x) / {}, 2)) / ({} * sqrt(6.283185307179586))", y, s, s);
}

std::vector<Conjugate> conjugates() {
  const std::string normal = "normal { mean: 0 standard_deviation: 1 }";
  const std::string uniform = "uniform { low: 0 high: 1 }";
  return {{normal, normal_density(2.0, 1.0), 1.0, 0.103777, 0.444632},
          {normal, normal_density(0.0, 1.0), 0.0, 0.0, 0.866025},
          {normal, normal_density(2.0, 0.5), 1.6, 0.0, 0.144706},
          {normal, normal_density(3.0, 0.3), 2.752294, 0.0, 0.007656},
          {uniform, "pow(x, 3) * (1 - x)", 2.0 / 3.0, 0.05, 0.63},
          {uniform, "pow(x, 8) * pow(1 - x, 2)", 0.75, 0.0, 0.415243},
          {uniform, "pow(x, 80) * pow(1 - x, 20)", 0.794118, 0.0, 0.140617},
          {"bernoulli { probability: 0.01 }", "if(x, 0.8, 0.096)", 0.077640, 0.0, 0.0}};
}

TEST(Evidence, GivesThePosteriorsOfConjugatePriors) {
  constexpr std::uint64_t kDraws = 200'000;
  for (const Conjugate& known : conjugates()) {
    const v1::Result result = run_of(about(known.distribution, known.likelihood), kDraws);
    const v1::Posterior& posterior = result.posterior();
    const v1::Summary& x = posterior.metrics(0);

    EXPECT_NEAR(x.mean(), known.mean, 5.0 * x.standard_error()) << known.likelihood;
    EXPECT_LT(x.standard_error(), 0.02) << known.likelihood;
    EXPECT_EQ(posterior.undefined_draws(), 0U);
    if (known.evidence > 0.0) {
      EXPECT_NEAR(posterior.log_evidence(),
                  std::log(known.evidence),
                  5.0 * posterior.log_evidence_standard_error());
    }
    if (known.effective > 0.0) {
      EXPECT_NEAR(
          posterior.effective_draws() / kDraws, known.effective, 0.02 * known.effective + 1e-3)
          << known.likelihood;
    }
  }
}

TEST(Evidence, GivesQuantilesAndSpreadOfThePosterior) {
  // The posterior of the first case is normal with mean 1 and variance 1/2.
  const Conjugate known = conjugates().front();
  const v1::Result result = run_of(about(known.distribution, known.likelihood), 200'000);
  const v1::Summary& x = result.posterior().metrics(0);

  EXPECT_NEAR(x.standard_deviation(), std::sqrt(0.5), 0.01);
  ASSERT_THAT(x.quantiles(), SizeIs(9));
  EXPECT_NEAR(x.quantiles(1).value(), 1.0 - 1.644854 * std::sqrt(0.5), 0.03);
  EXPECT_NEAR(x.quantiles(4).value(), 1.0, 0.02);
  EXPECT_NEAR(x.quantiles(7).value(), 1.0 + 1.644854 * std::sqrt(0.5), 0.03);
  EXPECT_NEAR(result.metrics(0).mean(), 0.0, 0.02);
  const v1::ParameterShift& shift = result.posterior().parameters(0);
  EXPECT_EQ(shift.id(), "x");
  EXPECT_NEAR(shift.posterior_mean(), x.mean(), 1e-9);
  EXPECT_NEAR(shift.prior_standard_deviation(), 1.0, 0.01);
}

/// Two actors who draw their strategies, and as many bystanders as are asked for.
std::string play_of_others(int num_bystanders, const std::string& evidence) {
  std::string text = R"txt(id: 'others'
    actors { id: 'a' levers { id: 'u' levels { id: 'low' } levels { id: 'high' } }
             levers { id: 'v' levels { id: 'no' } levels { id: 'yes' } }
             behaviour: '1 + a.u + 2 * a.v * a.u' }
    actors { id: 'b' levers { id: 'w' levels { id: 'x' } levels { id: 'y' } levels { id: 'z' } }
             behaviour: '0.5 + b.w' }
    actors { id: 'c' levers { id: 't' levels { id: 'no' } levels { id: 'yes' } }
             payoff { id: 'p' value: 'c.t * (b.w - 0.3)' } precision: '2' })txt";
  for (int i = 0; i < num_bystanders; ++i) {
    text += fmt::format(
        " actors {{ id: 's{}' levers {{ id: 'l' levels {{ id: 'no' }} levels {{ id: 'yes' }} }}"
        " behaviour: '1' }}",
        i);
  }
  return text + R"txt(
    outcomes { id: 'both' event: 'a.u == high && b.w == z' }
    outcomes { id: 'acts' event: 'c.t == yes' }
    metrics { id: 'sum' value: 'a.u + a.v * b.w + c.t' }
    option_sets { id: 'options' value: 'payoff(c)' levers: 'c.t' })txt" +
         evidence;
}

constexpr auto kAboutPlay = R"txt(
    evidence { id: 'of_a' date: '2025-01-01' likelihood: 'if(a.v == yes, 0.9, 0.3)' }
    evidence { id: 'of_both' date: '2025-01-02' likelihood: '0.2 + 0.5 * a.u * b.w' strength: 0.5 }
    evidence { id: 'of_others' date: '2025-01-03' likelihood: 'if(b.w == z || c.t == yes, 0.8, 0.1)' })txt";

/// What kAboutPlay makes of play_of_others(), by adding up over all profiles.
struct Exact {
  double weight = 0.0;
  double both = 0.0;
  double acts = 0.0;
  double sum = 0.0;
  double option = 0.0;

  static Exact of_profiles() {
    Exact exact;
    const double gain = 2.0 * ((0.5 * 0.0 + 1.0 * 0.5 + 1.5 * 1.0) / 3.0 - 0.3);
    const double acting = 1.0 / (1.0 + std::exp(-gain));
    constexpr int kProfiles = 2 * 2 * 3 * 2;
    for (int profile = 0; profile < kProfiles; ++profile) {
      const int u = profile / 12;
      const int v = profile / 6 % 2;
      const int w = profile / 2 % 3;
      const int t = profile % 2;
      const double level = 0.5 * w;
      const double probability =
          (1.0 + u + 2.0 * v * u) / 8.0 * (0.5 + level) / 3.0 * (t == 1 ? acting : 1.0 - acting);
      const double likelihood =
          (v == 1 ? 0.9 : 0.3) * std::sqrt(0.2 + 0.5 * u * level) * (w == 2 || t == 1 ? 0.8 : 0.1);
      const double weight = probability * likelihood;
      exact.weight += weight;
      exact.both += weight * (u == 1 && w == 2 ? 1.0 : 0.0);
      exact.acts += weight * t;
      exact.sum += weight * (u + v * level + t);
      exact.option += weight * (level - 0.3);
    }
    return exact;
  }
};

TEST(Evidence, UpdatesPlayInsideEachDraw) {
  const Exact exact = Exact::of_profiles();
  for (const int num_bystanders : {0, 1, 2}) {  // Joint distributions, then mixtures.
    const v1::Result result = run_of(play_of_others(num_bystanders, kAboutPlay), 1000);
    const v1::Posterior& posterior = result.posterior();

    EXPECT_NEAR(posterior.outcomes(0).mean(), exact.both / exact.weight, 1e-10);
    EXPECT_NEAR(posterior.outcomes(1).mean(), exact.acts / exact.weight, 1e-10);
    EXPECT_NEAR(posterior.metrics(0).mean(), exact.sum / exact.weight, 1e-10);
    EXPECT_NEAR(posterior.log_evidence(), std::log(exact.weight), 1e-10);
    // What acting would bring, given what was observed of the others.
    EXPECT_NEAR(posterior.option_sets(0).options(1).mean(), exact.option / exact.weight, 1e-10);
    // All draws are alike, so that weights alone would have changed nothing.
    EXPECT_NEAR(posterior.effective_draws(), 1000.0, 1e-6);
    EXPECT_GT(std::abs(posterior.outcomes(0).mean() - result.outcomes(0).mean()), 0.05);
    // The metric at profiles sampled from conditional play, with sampling noise.
    const v1::Summary& sum = posterior.metrics(0);
    EXPECT_GT(sum.standard_deviation(), 0.3);
    EXPECT_LT(sum.standard_deviation_between_draws(), 1e-6);
  }
}

/// Eight actors whose mean level is observed: more combinations than are split.
TEST(Evidence, SamplesPlayWhereItemsTieTooManyLevers) {
  std::string mean;
  for (int i = 0; i < 8; ++i) {
    mean += fmt::format("{}s{}.l", i == 0 ? "" : " + ", i);
  }
  const Model model = testing::compiled(play_of_others(
      8,
      fmt::format(" evidence {{ id: 'many' date: '2025-01-01' likelihood: '0.1 + 0.8 * ({}) / 8' }}"
                  " outcomes {{ id: 'first' event: 's0.l == yes' }}",
                  mean)));
  EXPECT_TRUE(SplitPlay(model, {0}).is_sampled());

  const v1::Result result = run(model, {.draws = 40'000});

  const v1::Estimate& first = result.posterior().outcomes(2);
  EXPECT_NEAR(first.mean(), 0.55, 5.0 * first.standard_error());
  EXPECT_LT(first.standard_error(), 0.004);
  EXPECT_NEAR(result.posterior().log_evidence(), std::log(0.5), 0.01);
}

TEST(Evidence, TellsWhatEachItemChanges) {
  const v1::Result result = run_of(play_of_others(1, kAboutPlay), 100'000);

  for (const char* id : {"of_a", "of_both", "of_others"}) {
    std::string others;
    for (const char* other : {"of_a", "of_both", "of_others"}) {
      others += std::string(other) == id ? "" : (others.empty() ? "" : ",") + std::string(other);
    }
    const v1::Scenario scenario = testing::compiled(play_of_others(1, kAboutPlay)).scenario;
    const auto with = [&](const std::string& evidence) {
      return run(compile_changed(scenario, {.evidence = evidence}).value(), {.draws = 1000});
    };
    const v1::Result without = with(others);
    const v1::Result alone = with(id);
    for (const v1::EvidenceEffect& effect : result.posterior().items()) {
      if (effect.id() == id) {
        ASSERT_THAT(effect.shifts(), SizeIs(2));
        EXPECT_NEAR(effect.shifts(0).without(), without.posterior().outcomes(0).mean(), 0.01) << id;
        EXPECT_NEAR(effect.shifts(0).alone(), alone.posterior().outcomes(0).mean(), 0.01) << id;
        EXPECT_NEAR(effect.log_evidence(), alone.posterior().log_evidence(), 0.01) << id;
      }
    }
  }
}

/// Half and double strength are the item with another `strength`.
TEST(Evidence, ScalesThePowerOfItems) {
  const auto with_strength = [](double strength) {
    return run_of(about("normal { mean: 0 standard_deviation: 1 }",
                        "exp(-0.5 * pow(2 - x, 2))' strength: " + std::to_string(strength) +
                            " rationale: 'r") +
                      " outcomes { id: 'large' event: 'x > 1' }",
                  100'000);
  };
  const v1::EvidenceShift shift = with_strength(1.0).posterior().items(0).shifts(0);

  EXPECT_NEAR(shift.half(), with_strength(0.5).posterior().outcomes(0).mean(), 1e-9);
  EXPECT_NEAR(shift.twice(), with_strength(2.0).posterior().outcomes(0).mean(), 1e-9);
  EXPECT_NEAR(shift.without(), with_strength(1.0).outcomes(0).mean(), 1e-9);
}

/// To bet on a state of probability 0.3 brings 1, else 0.4 is certain: to know the state brings
/// 0.3 * 1 + 0.7 * 0.4 - 0.4 = 0.18.
TEST(Evidence, ValuesPossibleObservations) {
  const std::string text = R"txt(id: 'bet'
    actors { id: 'a' levers { id: 'bet' levels { id: 'no' } levels { id: 'yes' } }
             payoff { id: 'p' value: 'if(a.bet == yes, state, 0.4)' } }
    parameters { id: 'state' distribution { bernoulli { probability: 0.3 } } }
    option_sets { id: 'bets' value: 'payoff(a)' levers: 'a.bet' }
    evidence { id: 'told' likelihood: 'state' }
    evidence { id: 'noise' likelihood: '0.5 + 0 * state' })txt";

  const v1::Result result = run_of(text, 100'000);

  EXPECT_THAT(result.posterior().items(), IsEmpty());
  ASSERT_THAT(result.posterior().observations(), SizeIs(2));
  const v1::Observation& told = result.posterior().observations(0);
  EXPECT_NEAR(told.probability(), 0.3, 0.01);
  EXPECT_NEAR(told.values(0).expected_value(), 0.18, 0.01);
  EXPECT_THAT(told.values(0).if_observed(), ElementsAre("yes"));
  EXPECT_THAT(told.values(0).if_not_observed(), ElementsAre("no"));
  EXPECT_NEAR(result.posterior().observations(1).values(0).expected_value(), 0.0, 1e-12);
}

TEST(Evidence, LeavesThePriorAsItIs) {
  const std::string without = play_of_others(1, "");
  v1::Result plain = run_of(without, 5000);
  v1::Result given = run_of(play_of_others(1, kAboutPlay), 5000);

  given.clear_posterior();
  given.set_scenario_digest(plain.scenario_digest());
  for (v1::Result* result : {&plain, &given}) {
    result->clear_warnings();
  }
  EXPECT_EQ(given.DebugString(), plain.DebugString());
}

TEST(Evidence, DependsOnNoThreadsAndNoSlices) {
  const Model model = testing::compiled(play_of_others(2, kAboutPlay));
  const RunSettings settings{.draws = 3000, .threads = 1};
  RunSettings several = settings;
  several.threads = 3;
  const v1::Result whole = run(model, settings);

  std::vector<v1::RunSlice> slices = testing::run_in_slices(model, settings, 3);

  EXPECT_EQ(run(model, several).SerializeAsString().size(), whole.SerializeAsString().size());
  EXPECT_EQ(run(model, several).DebugString(), whole.DebugString());
  EXPECT_EQ(merge_slices(model, settings, slices).DebugString(), whole.DebugString());
  slices[0].mutable_posterior()->mutable_outcomes(0)->mutable_sums()->RemoveLast();
  EXPECT_THROW((void)merge_slices(model, settings, slices), InvalidArgument);
}

TEST(Evidence, CountsDrawsWithoutALikelihood) {
  const v1::Result result =
      run_of(about("uniform { low: -1 high: 1 }", "if(x < 0, log(x), 0.5)"), 10'000);

  EXPECT_NEAR(static_cast<double>(result.posterior().undefined_draws()), 5000.0, 250.0);
  EXPECT_EQ(result.posterior().undefined_draws() + result.posterior().weighted_draws(), 10'000U);
  EXPECT_NEAR(result.posterior().metrics(0).mean(), 0.5, 0.02);
}

TEST(Evidence, SaysSoWhereNoDrawIsPossible) {
  const v1::Result result =
      run_of(about("uniform { low: 0 high: 1 }", "if(x > 0.9999999, 1, 0)"), 100);

  EXPECT_EQ(result.posterior().weighted_draws(), 0U);
  EXPECT_EQ(result.posterior().effective_draws(), 0.0);
  EXPECT_TRUE(std::isnan(result.posterior().metrics(0).mean()));
  EXPECT_TRUE(std::isnan(result.posterior().draws_needed()));
}

TEST(Evidence, ConditionsOnAnEvent) {
  const Model model = testing::compiled(about("uniform { low: 0 high: 1 }", "1"));
  const Model given =
      compile_changed(model.scenario, {.given = {"x > 0.5"}, .evidence = "none"}).value();

  const v1::Result result = run(given, {.draws = 20'000});

  EXPECT_NEAR(result.posterior().metrics(0).mean(), 0.75, 0.01);
  EXPECT_GT(result.posterior().metrics(0).minimum(), 0.5);
  EXPECT_NEAR(result.posterior().log_evidence(), std::log(0.5), 0.03);
  EXPECT_THAT(result.what_if().given(), ElementsAre("x > 0.5"));
  EXPECT_EQ(result.what_if().evidence(), "none");
}

/// The likelihoods of two sharp observations that contradict each other are tiny in every draw.
TEST(Evidence, HasQuantilesWhereAllWeightsAreTiny) {
  const v1::Result result = run_of(
      about("normal { mean: 0 standard_deviation: 1 }", "1e-200 * exp(-0.5 * pow(2 - x, 2))"),
      100'000);
  const v1::Summary& x = result.posterior().metrics(0);

  ASSERT_THAT(x.quantiles(), SizeIs(9));
  EXPECT_NEAR(x.quantiles(4).value(), 1.0, 0.03);
  EXPECT_NEAR(result.posterior().effective_draws(), 44'463.0, 1'000.0);
  EXPECT_NEAR(result.posterior().log_evidence(),
              std::log(0.103777 * std::sqrt(2.0 * 3.14159265)) - 200.0 * std::log(10.0),
              0.02);
}

/// One draw that has all the weight shows no spread, and says nothing of where the truth is.
TEST(Evidence, SaysHowLittleFewEffectiveDrawsSay) {
  const v1::Result result =
      run_of(about("normal { mean: 0 standard_deviation: 1 }", "exp(-1e6 * pow(1 - x, 2))") +
                 " outcomes { id: 'more' event: 'x > 1' }",
             1000);
  const v1::Estimate& more = result.posterior().outcomes(0);

  EXPECT_LT(result.posterior().effective_draws(), 10.0);
  EXPECT_LE(more.effective_draws(), result.posterior().effective_draws());
  EXPECT_GT(more.high() - more.low(), 0.3);
  EXPECT_GT(result.posterior().metrics(0).standard_error(), 0.3);
}

TEST(Evidence, DoesNotDependOnTheOrderOfItems) {
  const std::string zero =
      "evidence { id: 'z' date: '2025-01-01' likelihood: 'if(x > 0, 0, 0.5)' }";
  const std::string undefined =
      "evidence { id: 'u' date: '2025-01-01' likelihood: 'if(x > 0, log(0 - x), 0.5)' }";
  const std::string base = about("uniform { low: -1 high: 1 }", "0.5 + 0 * x");

  for (const std::string& items : {zero + undefined, undefined + zero}) {
    const v1::Result result = run_of(base + items, 1000);
    EXPECT_EQ(result.posterior().undefined_draws(), 0U);
    EXPECT_NEAR(static_cast<double>(result.posterior().weighted_draws()), 500.0, 80.0);
  }
}

}  // namespace
}  // namespace demarche
