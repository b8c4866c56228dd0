// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/parameters.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

constexpr std::uint64_t kDraws = 400;

v1::Scenario flagship() {
  return testing::bundled("great_reversal").scenario;
}

const v1::Parameter& find_parameter(const v1::Scenario& scenario, const std::string& id) {
  for (const auto& parameter : scenario.parameters()) {
    if (parameter.id() == id) {
      return parameter;
    }
  }
  throw std::runtime_error("no parameter " + id);
}

/// The scenario with one parameter fixed; correlations with it have no meaning any more.
v1::Scenario with_fixed(v1::Scenario scenario, const std::string& id, double value) {
  for (auto& parameter : *scenario.mutable_parameters()) {
    if (parameter.id() == id) {
      parameter.mutable_distribution()->Clear();
      parameter.mutable_distribution()->mutable_constant()->set_value(value);
    }
  }
  auto& correlations = *scenario.mutable_rank_correlations();
  for (int i = correlations.size(); i-- > 0;) {
    if (correlations[i].first() == id || correlations[i].second() == id) {
      correlations.DeleteSubrange(i, 1);
    }
  }
  return scenario;
}

/// The scenario with one claim and nothing else to solve for.
v1::Scenario with_claim(v1::Scenario scenario, int claim) {
  const v1::Claim kept = scenario.claims(claim);
  scenario.clear_claims();
  *scenario.add_claims() = kept;
  scenario.clear_questions();
  scenario.clear_option_sets();
  scenario.clear_evidence();
  return scenario;
}

double claim_probability(const v1::Scenario& scenario, int claim) {
  const auto result = run(compile(with_claim(scenario, claim)).value(),
                          {.concept_name = "qre", .seed = 5, .draws = kDraws});
  EXPECT_EQ(result.solving().solved(), kDraws);
  return result.claims(0).mean();
}

TEST(GreatReversal, HasTheWholeModelOfTheBrief) {
  const Model model = testing::bundled("great_reversal");

  EXPECT_EQ(model.scenario.actors_size(), 7);
  EXPECT_EQ(model.variables.size(), 19U);
  EXPECT_GE(model.shape.num_profiles(), 13e6);
  EXPECT_LE(model.shape.num_profiles(), 13'436'928.0);
  EXPECT_EQ(model.scenario.questions_size(), 4);
  ASSERT_GE(model.scenario.claims_size(), 12);
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(model.scenario.claims(i).id(), "c" + std::to_string(i + 1));
    EXPECT_FALSE(model.scenario.claims(i).key_parameter().empty());
  }
}

/// A lever level that is never best would be no option: "carry on" is the commonest advice.
TEST(GreatReversal, EveryLevelIsBestSomewhere) {
  v1::Scenario scenario = testing::held("great_reversal").scenario;
  scenario.clear_claims();
  scenario.clear_questions();
  scenario.clear_evidence();
  scenario.clear_option_sets();
  for (const auto& actor : scenario.actors()) {
    for (const auto& lever : actor.levers()) {
      v1::OptionSet& set = *scenario.add_option_sets();
      set.set_id(fmt::format("of_{}_{}", actor.id(), lever.id()));
      set.set_value(fmt::format("payoff({})", actor.id()));
      set.add_levers(fmt::format("{}.{}", actor.id(), lever.id()));
    }
  }

  const auto result =
      run(compile(scenario).value(), {.concept_name = "qre", .seed = 5, .draws = 2'000});

  EXPECT_EQ(result.solving().solved(), 2'000U);
  ASSERT_EQ(result.option_sets_size(), 19);
  for (const auto& set : result.option_sets()) {
    for (const auto& option : set.options()) {
      EXPECT_GT(option.share_best(), 0.01) << set.id() << ", " << option.levels(0);
    }
  }
}

class GreatReversalClaim : public ::testing::TestWithParam<int> {};

/// Common random numbers: only the key parameter differs between the two runs.
TEST_P(GreatReversalClaim, MovesWithItsKeyParameterAsTheMechanismSays) {
  const v1::Scenario scenario = flagship();
  const auto& claim = scenario.claims(GetParam());
  const auto& parameter = find_parameter(scenario, claim.key_parameter());
  const Distribution distribution = to_distribution(parameter.distribution());

  const double low = claim_probability(
      with_fixed(scenario, parameter.id(), distribution.quantile(1e-3)), GetParam());
  const double high = claim_probability(
      with_fixed(scenario, parameter.id(), distribution.quantile(1.0 - 1e-3)), GetParam());

  // The table in the scenario's README.
  fmt::print("{} {}: {:.0f} % at its low end -> {:.0f} % at its high end\n",
             claim.id(),
             parameter.id(),
             100.0 * low,
             100.0 * high);
  // More than sampling could make of it, with the same draws on both sides.
  constexpr double kLeastChange = 0.01;
  if (claim.falls_with_key_parameter()) {
    EXPECT_LT(high, low - kLeastChange) << claim.id() << " on " << parameter.id();
  } else {
    EXPECT_GT(high, low + kLeastChange) << claim.id() << " on " << parameter.id();
  }
}

INSTANTIATE_TEST_SUITE_P(Claims, GreatReversalClaim, ::testing::Range(0, 12));

}  // namespace
}  // namespace demarche
