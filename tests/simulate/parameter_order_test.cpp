// SPDX-License-Identifier: MIT
// A parameter's random numbers belong to its id, wherever it stands and whatever else there is.

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/draw.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/simulate/slice.hpp"
#include "support/scenarios.hpp"
#include "support/slices.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;

struct Case {
  const char* scenario;
  const char* concept_name;
};

/// Takes away what is of the scenario's text: the digest, and the warning that nothing uses a
/// parameter.
v1::Result without_text(v1::Result result) {
  result.clear_scenario_digest();
  result.clear_warnings();
  if (result.has_posterior()) {
    result.mutable_posterior()->clear_parameters();  // One more is listed.
  }
  return result;
}

/// A run of 1,000 draws, which are not a whole number of blocks.
v1::Result result_of(const v1::Scenario& scenario, const char* concept_name) {
  return without_text(
      run(compile(scenario).value(), {.concept_name = concept_name, .seed = 5, .draws = 1'000}));
}

/// Each parameter's values in the draws 100 to 399, by its id.
std::map<std::string, std::vector<double>> values_of(const v1::Scenario& scenario) {
  const DrawTable table =
      replay_draws(compile(scenario).value(), {.concept_name = "qre", .seed = 5}, 100, 300);
  const auto width = static_cast<std::size_t>(scenario.parameters_size());
  std::map<std::string, std::vector<double>> values;
  for (std::size_t p = 0; p < width; ++p) {
    for (std::size_t draw = 0; draw < table.num_draws; ++draw) {
      values[scenario.parameters(static_cast<int>(p)).id()].push_back(
          table.parameters[draw * width + p]);
    }
  }
  return values;
}

/// The scenario with a parameter at the front that nothing uses.
v1::Scenario with_another(const v1::Scenario& scenario) {
  v1::Scenario longer = scenario;
  longer.clear_parameters();
  *longer.add_parameters() = scenario.parameters(0);
  longer.mutable_parameters(0)->set_id("unused");
  for (const v1::Parameter& parameter : scenario.parameters()) {
    *longer.add_parameters() = parameter;
  }
  return longer;
}

v1::Scenario reversed(const v1::Scenario& scenario) {
  v1::Scenario other = scenario;
  std::reverse(other.mutable_parameters()->begin(), other.mutable_parameters()->end());
  std::reverse(other.mutable_rank_correlations()->begin(),
               other.mutable_rank_correlations()->end());
  return other;
}

class ParameterOrder : public ::testing::TestWithParam<Case> {
 protected:
  v1::Scenario scenario_ = testing::held(GetParam().scenario).scenario;
};

/// Chicken has rank correlations and is read as joint play, the flagship as components.
INSTANTIATE_TEST_SUITE_P(Scenarios,
                         ParameterOrder,
                         ::testing::Values(Case{"chicken", "nash"},
                                           Case{"outreach", "qre"},
                                           Case{"great_reversal", "qre"}),
                         [](const auto& test) { return std::string(test.param.scenario); });

/// Also the other way round: taking the parameter away gives the bits of the bundled scenario.
TEST_P(ParameterOrder, AParameterThatNothingUsesMovesNothing) {
  const v1::Scenario longer = with_another(scenario_);

  EXPECT_TRUE(MessageDifferencer::Equals(result_of(longer, GetParam().concept_name),
                                         result_of(scenario_, GetParam().concept_name)));
  auto values = values_of(longer);
  EXPECT_EQ(values.erase("unused"), 1U);
  EXPECT_EQ(values, values_of(scenario_));
}

TEST_P(ParameterOrder, ReorderedParametersMoveNothing) {
  const v1::Scenario other = reversed(scenario_);

  EXPECT_EQ(values_of(other), values_of(scenario_));
  EXPECT_TRUE(MessageDifferencer::Equals(result_of(other, GetParam().concept_name),
                                         result_of(scenario_, GetParam().concept_name)));
}

/// A slice and a replayed draw begin anywhere.
TEST_P(ParameterOrder, SlicesAndReplaysHaveTheSameBits) {
  const Model model = compile(scenario_).value();
  const Model longer = compile(with_another(scenario_)).value();
  const RunSettings settings{.concept_name = GetParam().concept_name, .seed = 5, .draws = 1'000};
  const auto slices = testing::run_in_slices(longer, settings, 3);
  const v1::Result merged = without_text(merge_slices(longer, settings, slices));

  EXPECT_TRUE(MessageDifferencer::Equals(merged, result_of(scenario_, GetParam().concept_name)));
  for (const std::uint64_t number : {0U, 63U, 64U, 127U, 999U}) {
    const Draw expected = replay_draw(model, settings, number);
    const Draw actual = replay_draw(longer, settings, number);
    EXPECT_EQ(std::vector(actual.parameters.begin() + 1, actual.parameters.end()),
              expected.parameters);
    EXPECT_EQ(std::vector(actual.percentiles.begin() + 1, actual.percentiles.end()),
              expected.percentiles);
    EXPECT_EQ(actual.probabilities, expected.probabilities);
    EXPECT_EQ(actual.sampled_profile, expected.sampled_profile);
  }
}

/// A new name is a new stream: the renamed parameter draws other numbers, and no other one does.
TEST(RenamedParameter, MovesAlone) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  v1::Scenario renamed = with_another(scenario);
  renamed.mutable_parameters(0)->set_id("unused_now");

  auto before = values_of(with_another(scenario));
  auto after = values_of(renamed);

  EXPECT_NE(before.at("unused"), after.at("unused_now"));
  before.erase("unused");
  after.erase("unused_now");
  EXPECT_EQ(before, after);
}

}  // namespace
}  // namespace demarche
