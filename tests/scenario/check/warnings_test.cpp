// SPDX-License-Identifier: MIT
#include "scenario/check/warnings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "demarche/scenario/load.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// A game of two by two as one sketches it. The promise is ten lines that fit a narrow window.
constexpr auto kSketch = R"(id: "crisis"
actors { id: "a" levers { id: "act" levels { id: "yield" } levels { id: "stand" } }
  payoff { id: "win" value: "prize" when: "a.act == stand && b.act == yield" }
  payoff { id: "war" value: "-cost" when: "a.act == stand && b.act == stand" } }
actors { id: "b" levers { id: "act" levels { id: "yield" } levels { id: "stand" } }
  payoff { id: "win" value: "prize" when: "b.act == stand && a.act == yield" }
  payoff { id: "war" value: "-cost" when: "b.act == stand && a.act == stand" } }
parameters { id: "prize" distribution { uniform { low: 1 high: 2 } } }
parameters { id: "cost" distribution { uniform { low: 1 high: 8 } } }
outcomes { id: "war" event: "a.act == stand && b.act == stand" }
)";

/// The sketch with a question and a document behind it, so that nothing in it gives a warning.
std::string documented() {
  std::string text = kSketch;
  text.insert(text.find('\n'), R"( name: "Crisis" rationale: "r" sources { document: "none" })");
  for (const char* element : {"actors {", "levers {", "payoff {", "parameters {", "outcomes {"}) {
    const std::string with = std::string(element) + R"( name: "n" rationale: "r")";
    for (auto at = text.find(element); at != std::string::npos;
         at = text.find(element, at + with.size())) {
      text.replace(at, std::string(element).size(), with);
    }
  }
  return text + R"(questions { id: "q" name: "War?" outcomes: "war" })" + "\n";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

/// The warnings of one rule; that there are no errors is expected.
std::vector<Problem> warnings(const std::string& text, const std::string& rule) {
  const CompiledScenario loaded = parse_scenario(text, "s.txtpb");
  EXPECT_TRUE(loaded.model);
  std::vector<Problem> found;
  for (const Problem& problem : loaded.problems) {
    EXPECT_EQ(problem.severity, Severity::warning) << problem.to_string();
    if (problem.rule == rule) {
      found.push_back(problem);
    }
  }
  return found;
}

TEST(Sketch, RunsInTenShortLines) {
  const std::string text = kSketch;
  std::istringstream lines(text);
  int num_lines = 0;
  for (std::string line; std::getline(lines, line); ++num_lines) {
    EXPECT_LE(line.size(), 84U) << line;
  }
  EXPECT_EQ(num_lines, 10);

  const CompiledScenario loaded = parse_scenario(text, "crisis.txtpb");

  EXPECT_TRUE(loaded.model);
}

TEST(Sketch, IsRefusedWhenStrict) {
  const CompiledScenario sketch = strict(parse_scenario(kSketch, "crisis.txtpb"));
  const CompiledScenario whole = strict(parse_scenario(documented(), "crisis.txtpb"));

  EXPECT_FALSE(sketch.model);
  EXPECT_THAT(sketch.problems,
              Contains(Field(&Problem::message, "this has no name, no rationale, no sources")));
  EXPECT_TRUE(std::all_of(sketch.problems.begin(), sketch.problems.end(), [](const Problem& p) {
    return p.severity == Severity::error;
  }));
  EXPECT_TRUE(whole.model) << whole.problems.front().to_string();
}

TEST(Warnings, AreKeptByTheModel) {
  const CompiledScenario loaded = parse_scenario(kSketch, "crisis.txtpb");

  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->warnings.size(), loaded.problems.size());
  EXPECT_THAT(loaded.problems.front().to_string(), StartsWith("crisis.txtpb:1:1: warning: "));
}

TEST(Warnings, SourcesAreThoseOfTheElementAround) {
  std::string text =
      replaced(kSketch, "id: \"crisis\"", "id: \"crisis\" name: \"n\" rationale: \"r\"");
  const auto without = warnings(text, "undocumented");
  text = replaced(text, "actors { id: \"a\"", "actors { id: \"a\" sources { document: \"none\" }");

  const auto found = warnings(text, "undocumented");

  EXPECT_EQ(without.front().message, "this has no sources");
  const auto of_actor = [&](const char* actor) {
    std::vector<std::string> messages;
    for (const Problem& problem : found) {
      if (problem.path.starts_with(std::string("actor ") + actor)) {
        messages.push_back(problem.message);
      }
    }
    return messages;
  };
  EXPECT_THAT(of_actor("a"), Each(Not(HasSubstr("sources"))));
  EXPECT_THAT(of_actor("b"), Each(HasSubstr("sources")));
}

TEST(Warnings, TellOfEventsThatCanNeverHold) {
  std::string text = documented();
  text = replaced(text, "event: \"", "event: \"prize < 0.5 && ");
  text += R"(claims { id: "c" name: "C" rationale: "r" statement: "s" event: "cost > 9" })";

  const auto found = warnings(text, "never");

  EXPECT_THAT(found,
              ElementsAre(Field(&Problem::path, "outcome war, event"),
                          Field(&Problem::path, "claim c, event")));
  EXPECT_THAT(warnings(documented(), "never"), IsEmpty());
}

TEST(Warnings, TellOfParametersAndQuantitiesThatNothingUses) {
  const std::string more = R"(
parameters { id: "spare" distribution { constant { value: 1 } } }
parameters { id: "behind" distribution { constant { value: 1 } } }
quantities { id: "idle" value: "behind" }
)";

  const auto found = warnings(documented() + more, "unused");

  EXPECT_THAT(found,
              ElementsAre(Field(&Problem::path, "parameter spare"),
                          Field(&Problem::path, "quantity idle")));
}

TEST(Warnings, TellOfLeversWithoutEffect) {
  const std::string idle = replaced(documented(),
                                    "actors { name: \"n\" rationale: \"r\" id: \"a\"",
                                    "actors { name: \"n\" rationale: \"r\" id: \"a\" levers { id: "
                                    "\"idle\" levels { id: \"x\" } levels { id: \"y\" } }");
  std::string watched = replaced(idle, "event: \"", "event: \"a.idle == x && ");
  std::string restricted =
      replaced(watched,
               "payoff {",
               "infeasible { id: \"i\" when: \"a.idle == x && a.act == yield\" } payoff {");

  const auto nothing = warnings(idle, "no-effect");
  const auto no_reason = warnings(watched, "no-effect");

  ASSERT_EQ(nothing.size(), 1U);
  EXPECT_EQ(nothing[0].message, "nothing depends on this lever");
  EXPECT_EQ(nothing[0].path, "actor a, lever idle");
  ASSERT_EQ(no_reason.size(), 1U);
  EXPECT_THAT(no_reason[0].message, StartsWith("no payoff of actor a depends on this lever"));
  EXPECT_THAT(warnings(restricted, "no-effect"), IsEmpty());
}

TEST(Warnings, TellOfActorsWithoutPayoffOnce) {
  const std::string more =
      R"(actors { id: "c" levers { id: "l" levels { id: "x" } levels { id: "y" } } })";
  const std::string text = documented() + more;

  const auto found = warnings(text, "no-payoff");

  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].path, "actor c");
  EXPECT_THAT(warnings(text, "no-effect"), IsEmpty());
}

TEST(Warnings, AskNothingOfPayoffsThatCodeComputes) {
  const v1::Scenario scenario = parse_scenario(documented(), "s").value().scenario;
  v1::Scenario open = scenario;
  open.mutable_actors(0)->clear_payoff();
  open.mutable_actors(1)->clear_payoff();
  const std::vector<OpenPayoff> all = all_payoffs_open(open);

  EXPECT_THAT(find_warnings(open), Not(IsEmpty()));
  EXPECT_THAT(find_warnings(open, all), IsEmpty());
}

TEST(Warnings, TellOfLevelsInFallingOrder) {
  std::string text =
      replaced(documented(),
               "levels { id: \"yield\" } levels { id: \"stand\" }",
               "levels { id: \"yield\" value: 2 } levels { id: \"stand\" value: 1 }");

  const auto found = warnings(text, "level-order");

  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].path, "actor a, lever act, level stand");
  EXPECT_THAT(found[0].message, StartsWith("the value falls from 2 to 1"));
}

TEST(Warnings, TellOfResultsThatNoQuestionShows) {
  const std::string more = R"txt(
outcomes { id: "peace" event: "!(a.act == stand && b.act == stand)" }
metrics { id: "cost_of_war" value: "cost" }
metrics { id: "helper" value: "2 * cost" }
metrics { id: "shown" value: "helper" }
option_sets { id: "choice" value: "payoff(a)" levers: "a.act" }
)txt";
  const std::string text =
      replaced(documented() + more, "outcomes: \"war\"", "outcomes: \"war\" metrics: \"shown\"");

  const auto found = warnings(text, "not-asked");

  EXPECT_THAT(found,
              ElementsAre(Field(&Problem::path, "outcome peace"),
                          Field(&Problem::path, "metric cost_of_war"),
                          Field(&Problem::path, "option set choice")));
  EXPECT_THAT(warnings(kSketch, "not-asked"),
              ElementsAre(Field(&Problem::message, HasSubstr("has no question"))));
}

TEST(Warnings, AreNotCrowdedOutByEachOther) {
  std::string text = documented();
  for (int i = 0; i < 300; ++i) {
    text += "parameters { id: \"p" + std::to_string(i) +
            "\" name: \"n\" rationale: \"r\" distribution { constant { value: 1 } } }\n";
  }
  text += "parameters { id: \"bad\" distribution { uniform { low: 2 high: 1 } } }\n";
  const CompiledScenario broken = parse_scenario(text, "s.txtpb");
  const CompiledScenario whole = parse_scenario(replaced(text, "low: 2", "low: 0"), "s.txtpb");

  EXPECT_THAT(broken.problems, Contains(Field(&Problem::message, HasSubstr("low must be below"))));
  EXPECT_EQ(whole.problems.size(), 201U);
  EXPECT_THAT(whole.problems.back().message, StartsWith("and 1"));
  EXPECT_EQ(whole.problems.back().severity, Severity::warning);
}

}  // namespace
}  // namespace demarche
