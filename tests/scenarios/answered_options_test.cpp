// SPDX-License-Identifier: MIT
// Whether the flagship's claims say more than how they are put: the effects that a sceptical
// reading measured, as directions.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "demarche/analyze/analysis.hpp"
#include "demarche/analyze/behaviours.hpp"
#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/what_if.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

const RunSettings kSettings{.concept_name = "qre", .seed = 1, .draws = 600};

/// The flagship's claims without option sets and evidence, which would only take time.
v1::Scenario claims_only() {
  v1::Scenario scenario = testing::bundled("great_reversal").scenario;
  scenario.clear_questions();
  scenario.clear_option_sets();
  scenario.clear_evidence();
  return scenario;
}

double claim(const v1::Result& result, const std::string& id) {
  const auto& claims = result.claims();
  return std::find_if(
             claims.begin(), claims.end(), [&](const v1::Estimate& one) { return one.id() == id; })
      ->mean();
}

double claim_of(const v1::Scenario& scenario, const std::string& id) {
  v1::Scenario only = scenario;
  only.clear_claims();
  for (const auto& one : scenario.claims()) {
    if (one.id() == id) {
      *only.add_claims() = one;
    }
  }
  return claim(run(compile(only).value(), kSettings), id);
}

void set_quantity(v1::Scenario& scenario, const std::string& id, const std::string& value) {
  auto& all = *scenario.mutable_quantities();
  std::find_if(all.begin(), all.end(), [&](const v1::Quantity& one) {
    return one.id() == id;
  })->set_value(value);
}

/// A part of a claim that holds in all draws, or in none, asks nothing.
TEST(AnsweredOptions, NoComponentOfAClaimIsWiredIn) {
  v1::Scenario scenario = claims_only();
  const v1::Scenario whole = scenario;
  scenario.clear_claims();
  for (const auto& one : whole.claims()) {
    if (one.id() == "c12b") {
      continue;  // The parts of c12 with a margin in their favour.
    }
    if (!one.has_comparisons()) {
      *scenario.add_claims() = one;
    }
    for (const auto& comparison : one.comparisons().all()) {
      for (const auto& against : comparison.against()) {
        v1::Claim& part = *scenario.add_claims();
        part.set_id(one.id() + "_" + std::to_string(scenario.claims_size()));
        v1::Comparison& single = *part.mutable_comparisons()->add_all();
        single = comparison;
        single.clear_against();
        single.add_against(against);
      }
    }
  }

  const auto result = run(compile(scenario).value(), kSettings);

  EXPECT_EQ(result.solving().solved(), kSettings.draws);
  for (const auto& part : result.claims()) {
    EXPECT_GT(part.mean(), 0.02) << part.id();
    EXPECT_LT(part.mean(), 0.98) << part.id();
  }
}

/// Chance draws aside. Where no parameter explains a twentieth, the key parameter need only point
/// the right way.
TEST(AnsweredOptions, KeyParametersAreAmongTheStrongest) {
  const std::set<std::string> kLuck = {"abrupt_turn", "block_luck", "crisis_luck", "talks_luck"};
  const v1::Scenario scenario = claims_only();
  RunSettings settings = kSettings;
  settings.draws = 2'000;

  const v1::Result result = run_and_analyze(compile(scenario).value(), settings);

  for (const auto& one : scenario.claims()) {
    if (one.key_parameter().empty()) {
      continue;
    }
    std::vector<v1::ParameterEffect> effects;
    for (const auto& output : result.analysis().outputs()) {
      if (output.kind() == "claim" && output.id() == one.id()) {
        effects.assign(output.effects().begin(), output.effects().end());
      }
    }
    std::erase_if(effects, [&](const auto& effect) { return kLuck.contains(effect.parameter()); });
    std::sort(effects.begin(), effects.end(), [](const auto& a, const auto& b) {
      return a.first_order() > b.first_order();
    });
    const auto key = std::find_if(effects.begin(), effects.end(), [&](const auto& effect) {
      return effect.parameter() == one.key_parameter();
    });
    ASSERT_NE(key, effects.end()) << one.id();
    EXPECT_EQ(key->at_high() < key->at_low(), one.falls_with_key_parameter()) << one.id();
    if (effects.front().first_order() > 0.05) {
      EXPECT_LT(key - effects.begin(), 3) << one.id();
    }
  }
}

/// Play at random makes many conditions likely or rare; a claim that no more than repeats that is
/// labelled in the scenario's README.
TEST(AnsweredOptions, ClaimsDifferFromPlayAtRandomOrAreLabelled) {
  const std::set<std::string> kLabelled = {"c5b", "c6", "c9", "c9b", "c11", "c12", "c12b"};
  constexpr double kMargin = 0.05;
  const v1::Scenario scenario = claims_only();
  const Model model = compile(scenario).value();
  v1::Result result = run(model, kSettings);
  add_behaviours(model, kSettings, {.behaviours = {"qre"}, .draws = 128}, result);

  const auto& baselines = result.analysis().behaviours().baselines();
  const auto uniform = std::find_if(
      baselines.begin(), baselines.end(), [](const auto& one) { return one.name() == "uniform"; });
  ASSERT_NE(uniform, baselines.end());
  for (const auto& chance : uniform->claims()) {
    if (!kLabelled.contains(chance.id())) {
      EXPECT_GT(std::abs(claim(result, chance.id()) - chance.mean()), kMargin) << chance.id();
    }
  }
}

/// An opening changes what Europe does, and that is what makes it worth while.
TEST(AnsweredOptions, AnswersSpeakForOutreach) {
  const v1::Scenario scenario = claims_only();

  EXPECT_GT(claim_of(scenario, "c3"), claim_of(changed(scenario, {.answer = "held"}), "c3") + 0.15);
}

/// If peace came with Moscow's word for it, Russia would look much less dependent.
TEST(AnsweredOptions, PeaceOnDeclarationWouldLoosenTheTie) {
  const v1::Scenario scenario = claims_only();
  v1::Scenario declared = scenario;
  set_quantity(declared, "peace", "russia.war_aims");
  set_quantity(declared, "at_war", "fighting");

  EXPECT_GT(claim_of(declared, "c6b"), claim_of(scenario, "c6b") + 0.05);
}

/// What the article's settlement brings, a compromise does not.
TEST(AnsweredOptions, TheTermsDecideWhatASettlementIsWorth) {
  const v1::Scenario scenario = claims_only();

  EXPECT_GT(claim_of(scenario, "c9"), claim_of(scenario, "c9b") + 0.3);
}

}  // namespace
}  // namespace demarche
