// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <filesystem>
#include <fstream>

#include "demarche/core/error.hpp"
#include "scenario/check/text_positions.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ParseScenario, AcceptsTheBundledScenarios) {
  for (const char* name : {"chicken", "outreach", "great_reversal"}) {
    const auto loaded = parse_scenario(testing::bundled_text(name), name);
    EXPECT_TRUE(loaded.model) << name;
    EXPECT_THAT(loaded.problems, IsEmpty()) << loaded.problems.front().to_string();
  }
}

TEST(ParseScenario, TellsEveryProblemAtOnce) {
  std::string text = testing::bundled_text("chicken");
  const auto replace = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  replace("payoff_unit:", "pay_unit:");
  replace("high: 1.5", "high: 0.1");
  replace("\"prize * (north", "\"prise * (nrth");
  replace("unit: \"prizes\"", "unt: \"prizes\"");

  const auto loaded = parse_scenario(text, "many.txtpb");

  ASSERT_GE(loaded.problems.size(), 5U);
  for (std::size_t i = 1; i < loaded.problems.size(); ++i) {
    EXPECT_LE(loaded.problems[i - 1].position.line, loaded.problems[i].position.line);
  }
}

TEST(ParseScenario, FindsCycles) {
  std::string text = testing::bundled_text("chicken");
  text += R"txt(
quantities { id: "a" name: "A" value: "b + 1" rationale: "r" sources { document: "none" } }
quantities { id: "b" name: "B" value: "2 * c" rationale: "r" sources { document: "none" } }
quantities { id: "c" name: "C" value: "a" rationale: "r" sources { document: "none" } }
)txt";

  const auto loaded = parse_scenario(text, "cycle.txtpb");

  ASSERT_FALSE(loaded.problems.empty());
  EXPECT_THAT(loaded.problems.front().message, HasSubstr("a -> b -> c -> a"));
}

TEST(ParseScenario, SaysHowFarCorrelationsAreFromPositiveDefinite) {
  std::string text = testing::bundled_text("chicken");
  text += R"txt(
rank_correlations { first: "prize" second: "war_cost_north" value: 0.9 rationale: "r" sources { document: "none" } }
rank_correlations { first: "prize" second: "war_cost_south" value: -0.9 rationale: "r" sources { document: "none" } }
)txt";

  const auto loaded = parse_scenario(text, "matrix.txtpb");

  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_THAT(loaded.problems[0].message, HasSubstr("smallest eigenvalue is -0."));
  EXPECT_TRUE(parse_scenario(text + "repair_correlations: true", "matrix.txtpb").model);
}

TEST(ParseScenario, FindsActorsWithoutStrategiesAndLeversWithoutLevels) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  auto& rule = *scenario.mutable_actors(0)->add_infeasible();
  rule.set_id("all");
  rule.set_when("north.stance >= yield");
  rule.set_rationale("r");
  rule.add_sources()->set_document("none");
  const auto infeasible = compile(scenario).problems;
  scenario.mutable_actors(0)->mutable_levers(0)->clear_levels();
  const auto without_levels = compile(scenario).problems;

  ASSERT_FALSE(infeasible.empty());
  EXPECT_THAT(infeasible.front().message, HasSubstr("feasible"));
  ASSERT_FALSE(without_levels.empty());
  EXPECT_THAT(without_levels.front().message, HasSubstr("0 levels"));
}

/// A condition names a quantity that cannot be evaluated, since there is no status quo.
TEST(ParseScenario, EvaluatesNoConditionThatDependsOnAFaultyQuantity) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  scenario.clear_status_quo();
  auto& quantity = *scenario.add_quantities();
  quantity.set_id("before");
  quantity.set_name("Before");
  quantity.set_value("status_quo(north.stance)");
  quantity.set_rationale("r");
  quantity.add_sources()->set_document("none");
  auto& rule = *scenario.mutable_actors(0)->add_infeasible();
  rule.set_id("unlike_before");
  rule.set_when("before > 0");
  rule.set_rationale("r");
  rule.add_sources()->set_document("none");

  const auto problems = compile(scenario).problems;

  ASSERT_FALSE(problems.empty());
  EXPECT_THAT(problems.front().message, HasSubstr("needs a status quo"));
}

TEST(ParseScenario, RefusesBytesThatAreNotUtf8) {
  std::string text = testing::bundled_text("chicken");
  text.insert(text.find("Stance"), "\xff");

  const auto loaded = parse_scenario(text, "bytes.txtpb");

  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_THAT(loaded.problems[0].message, HasSubstr("UTF-8"));
}

/// A damaged scenario is either read, or refused with positions inside the file.
TEST(ParseScenario, SurvivesDamage) {
  const std::string whole = testing::bundled_text("outreach");
  const auto num_lines = static_cast<int>(std::count(whole.begin(), whole.end(), '\n')) + 10;
  boost::random::mt19937_64 engine(9);
  const auto below = [&](std::size_t n) {
    return boost::random::uniform_int_distribution<std::size_t>(0, n - 1)(engine);
  };
  int num_refused = 0;
  for (int round = 0; round < 1'500; ++round) {
    std::string text = whole;
    for (std::size_t k = below(3) + 1; k-- > 0;) {
      const std::size_t at = below(text.size());
      switch (below(3)) {
        case 0:
          text.erase(at, below(30));
          break;
        case 1:
          text.insert(at, text.substr(below(text.size()), below(60)));
          break;
        default:
          text[at] = "{}\":*(1-\n"[below(9)];
      }
    }
    const auto loaded = parse_scenario(text, "damaged.txtpb");
    const bool has_errors =
        std::any_of(loaded.problems.begin(), loaded.problems.end(), [](const Problem& problem) {
          return problem.severity == Severity::error;
        });
    EXPECT_EQ(loaded.model.has_value(), !has_errors);
    for (const Problem& problem : loaded.problems) {
      EXPECT_LE(problem.position.line, num_lines);
    }
    num_refused += loaded.model ? 0 : 1;
  }
  EXPECT_GT(num_refused, 1'000);
}

TEST(LoadScenario, ReadsTextJsonAndBinary) {
  const auto folder = std::filesystem::temp_directory_path() / "demarche_load_test";
  std::filesystem::create_directories(folder);
  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  std::string json;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(scenario, &json).ok());
  std::ofstream(folder / "s.json") << json;
  std::ofstream(folder / "s.pb", std::ios::binary) << scenario.SerializeAsString();
  std::ofstream(folder / "scenario.txtpb") << testing::bundled_text("chicken");

  for (const auto& path : {folder / "s.json", folder / "s.pb", folder}) {
    const auto loaded = load_scenario(path);
    ASSERT_TRUE(loaded.model) << path;
    EXPECT_EQ(loaded.model->digest, compile(scenario).value().digest) << path;
  }
  std::ofstream(folder / "s.json") << json.substr(0, 100);
  std::ofstream(folder / "s.pb", std::ios::binary) << "no message";
  EXPECT_EQ(load_scenario(folder / "s.json").problems.size(), 1U);
  EXPECT_EQ(load_scenario(folder / "s.pb").problems.size(), 1U);
  std::filesystem::remove_all(folder);
  EXPECT_THROW((void)load_scenario(folder / "s.json"), IoError);
}

}  // namespace
}  // namespace demarche
