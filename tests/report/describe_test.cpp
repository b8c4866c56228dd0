// SPDX-License-Identifier: MIT
#include "demarche/report/describe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/scenario/compile.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Describe, NamesEveryElementWithItsSource) {
  const Model model = testing::bundled("great_reversal");

  const std::string text = describe(model);

  for (const auto& actor : model.scenario.actors()) {
    EXPECT_THAT(text, HasSubstr("Actor " + actor.id()));
    for (const auto& term : actor.payoff()) {
      EXPECT_THAT(text, HasSubstr("term " + term.id() + ":"));
    }
  }
  for (const auto& parameter : model.scenario.parameters()) {
    EXPECT_THAT(text, HasSubstr("  " + parameter.id() + ": "));
  }
  EXPECT_THAT(text, HasSubstr("P59"));
  EXPECT_THAT(text, HasSubstr("not in a document"));
}

TEST(Describe, StatesTheSizeOfTheGame) {
  EXPECT_THAT(describe(testing::bundled("chicken")),
              HasSubstr("2 actors, 2 levers, 4 joint profiles, 4 parameters\n  compiled: 2 payoff "
                        "tables of 8 cells"));
}

/// What the file says of a payoff that code computes plays no part.
TEST(Describe, NamesPayoffsThatAreOwnCode) {
  const std::string all = describe(testing::open_chicken());

  EXPECT_THAT(all, HasSubstr("payoff: own code, one table over the strategies of all actors"));
  EXPECT_THAT(all, Not(HasSubstr("  term ")));

  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  const std::vector<OpenPayoff> open{
      {.actor = "south", .tables = {{"north.stance", "south.stance"}, {"south.stance"}}}};
  const std::string one = describe(compile(scenario, open).value());

  EXPECT_THAT(one,
              HasSubstr("  payoff: own code, one table each over north.stance, south.stance; "
                        "south.stance\n"));
  EXPECT_THAT(one, HasSubstr("  term "));
}

}  // namespace
}  // namespace demarche
