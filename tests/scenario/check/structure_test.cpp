// SPDX-License-Identifier: MIT
// What option sets and comparisons may say of the others' answer.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "demarche/scenario/load.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The messages of the errors of a scenario with two actors, a claim's comparison and the field
/// `answer` of an option set.
std::vector<std::string> errors(const std::string& comparison, const std::string& answer = "") {
  const std::string text = fmt::format(
      R"text(id: "t"
        actors {{ id: "a" levers {{ id: "x" levels {{ id: "no" }} levels {{ id: "yes" }} }}
          payoff {{ id: "own" value: "a.x == b.x" }} }}
        actors {{ id: "b" levers {{ id: "x" levels {{ id: "no" }} levels {{ id: "yes" }} }}
          payoff {{ id: "own" value: "a.x == b.x" }} }}
        option_sets {{ id: "o" value: "payoff(a)" levers: "a.x" answer: "{}" }}
        claims {{ id: "c" comparisons {{ all {{ value: "payoff(a)" set: "a.x = yes" {} }} }} }})text",
      answer,
      comparison);
  std::vector<std::string> messages;
  for (const Problem& problem : parse_scenario(text, "t.txtpb").problems) {
    if (problem.severity == Severity::error) {
      messages.push_back(problem.message);
    }
  }
  return messages;
}

TEST(Structure, KnowsTwoAnswers) {
  EXPECT_THAT(errors("answer: \"held\"", "equilibrium"), IsEmpty());
  EXPECT_THAT(errors("answer: \"nash\"", "Held"),
              ElementsAre("answer is 'held' or 'equilibrium', got 'Held'",
                          "answer is 'held' or 'equilibrium', got 'nash'"));
}

TEST(Structure, LetsOtherLeversBeComparedWhereAnAnswerIsSaid) {
  EXPECT_THAT(errors("against: \"b.x = yes\" against: \"\" answer: \"held\""), IsEmpty());
  EXPECT_THAT(errors("against: \"b.x = yes\" answer: \"equilibrium\""), IsEmpty());
  EXPECT_THAT(errors("against: \"\" against: \" \" answer: \"equilibrium\""), IsEmpty());
  EXPECT_THAT(
      errors("against: \"b.x = yes\""),
      ElementsAre("this assigns other levers than 'set' does, which fits only where 'answer' "
                  "says what the others do"));
  EXPECT_THAT(errors("against: \"\""),
              ElementsAre("found nothing where \"actor.lever = level\" fits"));
  EXPECT_THAT(errors("against: \"a.x = yes\" answer: \"equilibrium\""),
              ElementsAre("this is the same as 'set', which never exceeds itself"));
}

}  // namespace
}  // namespace demarche
