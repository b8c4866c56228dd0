// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "demarche/scenario/load.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;

/// The chicken with one piece replaced; '@' in the replacement marks where the problem stands.
struct Fault {
  std::string name;
  std::string piece;
  std::string replacement;
  std::string message;
  std::string path = "";
  Severity severity = Severity::error;
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

  EXPECT_EQ(loaded.model.has_value(), GetParam().severity == Severity::warning);
  std::string all;
  const Problem* found = nullptr;
  for (const Problem& problem : loaded.problems) {
    all += problem.to_string() + "\n";
    if (problem.message.find(GetParam().message) != std::string::npos) {
      found = &problem;
    }
  }
  ASSERT_NE(found, nullptr) << all;
  EXPECT_EQ(found->severity, GetParam().severity);
  EXPECT_EQ(found->position.line, line) << all;
  EXPECT_EQ(found->position.column, static_cast<int>(mark - line_start) + 1) << all;
  EXPECT_THAT(found->path, HasSubstr(GetParam().path));
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    Faulty,
    ::testing::Values(
        Fault{"syntax", "id: \"chicken\"", "id: \"chicken\" @}", "this brace closes nothing"},
        Fault{"unknown_field",
              "payoff_unit:",
              "@payof_unit:",
              "Scenario has no field 'payof_unit'; did you mean 'payoff_unit'?"},
        Fault{"nested_unknown_field",
              "stance\" name:",
              "stance\" @nam:",
              "Lever has no field 'nam'; did you mean 'name'?"},
        Fault{"wrong_type",
              "draws: 1000000",
              "draws: @many",
              "'draws' is a whole number from 0, in digits; found 'many'"},
        Fault{"malformed_id", "id: \"south\"", "id: \"@South\"", "'South' is no id", "actor South"},
        Fault{"missing_name",
              "outcomes { id: \"war\" name: \"War\"",
              "@outcomes { id: \"war\"",
              "has no name",
              "outcome war",
              Severity::warning},
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
              "claim rare",
              Severity::warning},
        Fault{"status_quo_incomplete",
              "status_quo: \"north.stance = yield, south.stance = yield\"",
              "status_quo: \"@north.stance = yield\"",
              "leaves out lever south.stance"},
        Fault{"status_quo_ruled_out",
              "status_quo: \"north.stance = yield, south.stance = yield\"",
              "actors { id: \"third\" name: \"x\" rationale: \"x\" sources { document: \"none\" }\n"
              "levers { id: \"act\" name: \"x\" rationale: \"x\" sources { document: \"none\" }\n"
              "levels { id: \"no\" } levels { id: \"yes\" } }\n"
              "infeasible { id: \"i\" when: \"third.act == yes\" rationale: \"x\"\n"
              "sources { document: \"none\" } } }\n"
              "status_quo: \"@north.stance = yield, south.stance = yield, third.act = yes\"",
              "no feasible strategy of actor third does this"},
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

}  // namespace
}  // namespace demarche
