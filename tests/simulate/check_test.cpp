// SPDX-License-Identifier: MIT
#include "demarche/simulate/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/scenario/load.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

std::string with_concept(const std::string& name, const std::string& scenario) {
  std::string text = testing::bundled_text(scenario);
  const auto at = text.find("solution_concept: \"") + 19;
  return text.replace(at, text.find('"', at) - at, name);
}

TEST(CheckConcept, AcceptsTheBundledScenarios) {
  for (const char* name : {"chicken", "outreach", "great_reversal"}) {
    const auto checked = check_concept(parse_scenario(testing::bundled_text(name), name));

    EXPECT_TRUE(checked.model) << name;
    EXPECT_THAT(checked.problems, IsEmpty());
  }
}

/// Lemke-Howson takes two players; in outreach three choose.
TEST(CheckConcept, TellsWhereTheFileNamesAConceptThatWillNotDo) {
  const std::string unknown = with_concept("nahs", "chicken");
  const std::string refusing = with_concept("lemke-howson", "outreach");
  for (const auto& [text, message] :
       {std::pair(unknown, "there is no solution concept 'nahs'"),
        std::pair(refusing, "concept lemke-howson cannot solve outreach: ")}) {
    const std::size_t mark = text.find("solution_concept: \"") + 19;
    const std::size_t line_start = text.rfind('\n', mark) + 1;

    const auto checked = check_concept(parse_scenario(text, "s.txtpb"));

    EXPECT_FALSE(checked.model);
    ASSERT_EQ(checked.problems.size(), 1U);
    EXPECT_EQ(checked.problems[0].position.line,
              std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n') + 1);
    EXPECT_EQ(checked.problems[0].position.column, static_cast<int>(mark - line_start) + 1);
    EXPECT_EQ(checked.problems[0].path, "defaults, solution_concept");
    EXPECT_THAT(checked.problems[0].message, StartsWith(message));
  }
}

/// What the check says of a file is what a run says of its model.
TEST(CheckConcept, AgreesWithARun) {
  const auto compiled = parse_scenario(with_concept("lemke-howson", "outreach"), "s.txtpb");
  const RunSettings settings = default_settings(compiled.value().scenario);

  const auto problems = check_concept(compiled).problems;

  EXPECT_THAT([&] { (void)run(compiled.value(), settings); },
              ThrowsMessage<InvalidArgument>(problems.at(0).message));
}

TEST(CheckConcept, TellsWhereTheFileNamesBehavioursThatWillNotDo) {
  std::string text = testing::bundled_text("chicken");
  const std::string before = "solution_concept: \"";
  text.insert(text.find(before), "behaviours: \"levelk\" behaviours: \"pure*2\"\n  ");

  const auto checked = check_concept(parse_scenario(text, "s.txtpb"));

  EXPECT_FALSE(checked.model);
  ASSERT_EQ(checked.problems.size(), 1U);
  EXPECT_EQ(checked.problems[0].path, "defaults, behaviours");
  EXPECT_GT(checked.problems[0].position.line, 1);
  EXPECT_THAT(checked.problems[0].message,
              AllOf(HasSubstr("level-k"), HasSubstr("behaviour pure*2: pure has no precision")));
}

TEST(CheckBehaviours, NamesEveryProblem) {
  const std::vector<std::string> wrong = {"qree", "nash*2", "qre*x", "qre*-1", "pure", "pure"};
  EXPECT_THAT([&] { check_behaviours(wrong); },
              ThrowsMessage<InvalidArgument>(
                  AllOf(HasSubstr("behaviour qree: "),
                        HasSubstr("behaviour nash*2: nash has no precision"),
                        HasSubstr("behaviour qre*x: the factor must be a number above 0"),
                        HasSubstr("behaviour qre*-1: the factor must be a number above 0"),
                        HasSubstr("behaviour pure is named twice"))));
  EXPECT_NO_THROW(check_behaviours(std::vector<std::string>{"none"}));
  EXPECT_THROW(check_behaviours(std::vector<std::string>{"none", "pure"}), InvalidArgument);
}

TEST(CheckConcept, LeavesWhatHasNoModelAsItIs) {
  const auto checked = check_concept(parse_scenario("id: 1", "s.txtpb"));

  ASSERT_EQ(checked.problems.size(), 1U);
  EXPECT_THAT(checked.problems[0].message, HasSubstr("text in quotes"));
}

}  // namespace
}  // namespace demarche
