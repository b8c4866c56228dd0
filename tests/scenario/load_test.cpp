// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <ostream>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <filesystem>
#include <fstream>

#include "demarche/core/error.hpp"
#include "scenario/text_positions.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ParseScenario, AcceptsTheBundledScenarios) {
  for (const char* name : {"chicken", "outreach", "great_reversal"}) {
    const auto loaded = parse_scenario(testing::bundled_text(name), name);
    EXPECT_TRUE(loaded.scenario) << name << loaded.problems.front().to_string();
    EXPECT_THAT(loaded.problems, IsEmpty());
  }
}

/// The chicken with one piece replaced; '@' in the replacement marks where the problem stands.
struct Fault {
  std::string name;
  std::string piece;
  std::string replacement;
  std::string message;
  std::string path = "";
};

/// What CTest shows of a case.
void PrintTo(const Fault& test, std::ostream* out) {
  *out << test.name;
}

class Faulty : public ::testing::TestWithParam<Fault> {};

TEST_P(Faulty, IsToldWithItsPlace) {
  std::string text = testing::bundled_text("chicken");
  const auto at = text.find(GetParam().piece);
  ASSERT_NE(at, std::string::npos) << GetParam().piece;
  text.replace(at, GetParam().piece.size(), GetParam().replacement);
  const auto mark = text.find('@');
  ASSERT_NE(mark, std::string::npos);
  text.erase(mark, 1);
  const auto line_start = text.rfind('\n', mark) + 1;
  const auto line =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n') + 1;

  const auto loaded = parse_scenario(text, "faulty.txtpb");

  EXPECT_FALSE(loaded.scenario);
  std::string all;
  const Problem* found = nullptr;
  for (const Problem& problem : loaded.problems) {
    all += problem.to_string() + "\n";
    if (problem.message.find(GetParam().message) != std::string::npos) {
      found = &problem;
    }
  }
  ASSERT_NE(found, nullptr) << all;
  EXPECT_EQ(found->position.line, line) << all;
  EXPECT_EQ(found->position.column, static_cast<int>(mark - line_start) + 1) << all;
  EXPECT_THAT(found->path, HasSubstr(GetParam().path));
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    Faulty,
    ::testing::Values(
        Fault{"syntax", "id: \"chicken\"", "id: \"chicken\" @}", "Expected identifier"},
        Fault{"unknown_field",
              "payoff_unit:",
              "@payof_unit:",
              "Scenario has no field 'payof_unit'; did you mean 'payoff_unit'?"},
        Fault{"nested_unknown_field",
              "stance\" name:",
              "stance\" @nam:",
              "Lever has no field 'nam'; did you mean 'name'?"},
        Fault{"wrong_type", "draws: 1000000", "draws: @many", "Expected integer"},
        Fault{"malformed_id", "id: \"south\"", "id: \"@South\"", "'South' is no id", "actor South"},
        Fault{"missing_name",
              "outcomes { id: \"war\" name: \"War\"",
              "@outcomes { id: \"war\"",
              "has no name",
              "outcome war"},
        Fault{"duplicate_id", "id: \"north_prevails\"", "id: \"@war\"", "'war' is taken already"},
        Fault{"shared_name",
              "metrics { id: \"joint_loss\"",
              "metrics { id: \"@prize\"",
              "is the name of a parameter already"},
        Fault{"unknown_name",
              "\"prize * (north.stance",
              "\"@prise * (north.stance",
              "did you mean 'prize'?",
              "actor north, payoff term gain, value"},
        Fault{"unknown_name_in_the_middle",
              "value: \"resolve * prize * (south",
              "value: \"resolve * @priz * (south",
              "did you mean 'prize'?"},
        Fault{"unknown_level",
              "when: \"north.stance == stand &&",
              "when: \"north.stance == @stnd &&",
              "stand"},
        Fault{"not_a_condition",
              "when: \"north.stance == stand && south.stance == stand\"",
              "when: \"@prize\"",
              "condition"},
        Fault{"bad_distribution",
              "distribution { uniform { low: 0.5 high: 1.5 } }",
              "@distribution { uniform { low: 2.5 high: 1.5 } }",
              "low must be below high, got 2.5 and 1.5"},
        Fault{"no_distribution",
              "parameters { id: \"resolve\" name: \"South's valuation\" rationale: \"Relative to "
              "North's.\" sources { document: \"none\" }\n             distribution { uniform { "
              "low: 0.5 high: 1.5 } } }",
              "@parameters { id: \"resolve\" name: \"x\" rationale: \"x\" sources { document: "
              "\"none\" } }",
              "no distribution"},
        Fault{"correlation_out_of_range",
              "value: 0.5\n                    rationale: \"One war",
              "@value: 1.5\n rationale: \"One war",
              "above -1 and below 1, got 1.5"},
        Fault{"unknown_correlated",
              "second: \"war_cost_south\"",
              "second: \"@war_cost_sout\"",
              "did you mean 'war_cost_south'?"},
        Fault{"unknown_document",
              "document: \"schelling\" paragraphs: \"ch. 3\" }\npayoff_unit",
              "document: \"@shelling\" }\npayoff_unit",
              "did you mean 'schelling'?"},
        Fault{"unknown_key_parameter",
              "key_parameter: \"war_cost_north\"",
              "key_parameter: \"@war_cost\"",
              "there is no parameter 'war_cost'"},
        Fault{"unknown_outcome",
              "outcomes: \"north_prevails\"",
              "outcomes: \"@north_prevail\"",
              "did you mean 'north_prevails'?",
              "question q1"},
        Fault{"claim_never_holds",
              "event: \"!(north.stance == stand && south.stance == stand)\"",
              "event: \"@prize < 0.2\"",
              "can never hold",
              "claim rare"},
        Fault{"status_quo_incomplete",
              "status_quo: \"north.stance = yield, south.stance = yield\"",
              "status_quo: \"@north.stance = yield\"",
              "leaves out lever south.stance"},
        Fault{"assignment",
              "set: \"north.stance = stand\"",
              "set: \"north.stance = @stnd\"",
              "stand"},
        Fault{"behind_tabs",
              "event: \"north.stance == stand && south.stance == yield\"",
              "\tevent:\t\"north.stance == @stnd\"",
              "stand"},
        Fault{"in_split_strings",
              "value: \"-(payoff(north) + payoff(south))\"",
              "value: \"-(1 + \"  # why\n   '@priz)'",
              "prize"},
        Fault{"behind_escapes",
              "value: \"-(payoff(north) + payoff(south))\"",
              "value: \"\\t1\\x20+ @priz\"",
              "prize"}),
    [](const auto& fault) { return fault.param.name; });

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
  EXPECT_TRUE(parse_scenario(text + "repair_correlations: true", "matrix.txtpb").scenario);
}

TEST(ParseScenario, FindsActorsWithoutStrategiesAndLeversWithoutLevels) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  auto& rule = *scenario.mutable_actors(0)->add_infeasible();
  rule.set_id("all");
  rule.set_when("north.stance >= yield");
  rule.set_rationale("r");
  rule.add_sources()->set_document("none");
  const auto infeasible = check_scenario(scenario);
  scenario.mutable_actors(0)->mutable_levers(0)->clear_levels();
  const auto without_levels = check_scenario(scenario);

  ASSERT_FALSE(infeasible.empty());
  EXPECT_THAT(infeasible.front().message, HasSubstr("feasible"));
  ASSERT_FALSE(without_levels.empty());
  EXPECT_THAT(without_levels.front().message, HasSubstr("0 levels"));
}

TEST(ParseScenario, RefusesBytesThatAreNotUtf8) {
  std::string text = testing::bundled_text("chicken");
  text.insert(text.find("Stance"), "\xff");

  const auto loaded = parse_scenario(text, "bytes.txtpb");

  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_THAT(loaded.problems[0].message, HasSubstr("UTF-8"));
}

/// Damaged scenarios are read or refused with places inside the file; nothing else.
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
    EXPECT_EQ(loaded.scenario.has_value(), loaded.problems.empty());
    for (const Problem& problem : loaded.problems) {
      EXPECT_LE(problem.position.line, num_lines);
    }
    num_refused += loaded.scenario ? 0 : 1;
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
    ASSERT_TRUE(loaded.scenario) << path;
    EXPECT_EQ(compile(*loaded.scenario).digest, compile(scenario).digest) << path;
  }
  std::ofstream(folder / "s.json") << json.substr(0, 100);
  std::ofstream(folder / "s.pb", std::ios::binary) << "no message";
  EXPECT_EQ(load_scenario(folder / "s.json").problems.size(), 1U);
  EXPECT_EQ(load_scenario(folder / "s.pb").problems.size(), 1U);
  std::filesystem::remove_all(folder);
  EXPECT_THROW((void)load_scenario(folder / "s.json"), IoError);
}

TEST(ByteInString, LooksThroughEscapesAndPieces) {
  const std::string text = "value : 'a\\n\\x41b'  # and\n \"\\101c\"";

  EXPECT_EQ(text[byte_in_string(text, 0, 0)], 'a');
  EXPECT_EQ(text[byte_in_string(text, 0, 3)], 'b');
  EXPECT_EQ(text.substr(byte_in_string(text, 0, 4), 4), "\\101");
  EXPECT_EQ(text[byte_in_string(text, 0, 5)], 'c');
  EXPECT_EQ(byte_in_string(text, 0, 6), text.size() - 1);
  EXPECT_EQ(byte_in_string("value { }", 0, 3), 0U);
}

}  // namespace
}  // namespace demarche
