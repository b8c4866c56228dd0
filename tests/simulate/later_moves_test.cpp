// SPDX-License-Identifier: MIT
#include "simulate/later_moves.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulate/block_engine.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Nature comes first in the file: players are counted among those who choose.
constexpr auto kScenario = R"text(
  id: "later"
  actors { id: "nature" levers { id: "rain" levels { id: "yes" } levels { id: "no" } }
    behaviour: "if(nature.rain == yes, 1, 1)" }
  actors { id: "a"
    levers { id: "x" levels { id: "x0" } levels { id: "x1" } }
    levers { id: "y" levels { id: "y0" } levels { id: "y1" } }
    infeasible { id: "both" when: "a.x == x1 && a.y == y1" }
    payoff { id: "own" value: "(a.x == x1) + (b.z == z1)" } }
  actors { id: "b" levers { id: "z" levels { id: "z0" } levels { id: "z1" } levels { id: "z2" } }
    payoff { id: "own" value: "(a.x == x1) * (b.z == z1) + (a.x == x0) * (b.z == z2)" } }
  parameters { id: "unused" distribution { uniform { low: 0 high: 1 } } }
)text";

class LaterMovesTest : public ::testing::Test {
 protected:
  Model model_ = testing::compiled(kScenario);
  RunPlan plan_{model_, {.concept_name = "sequential"}};
  LaterMoves later_{plan_};
};

/// Variables are nature.rain, a.x, a.y and b.z; the strategies of a are 00, 01 and 10.
TEST_F(LaterMovesTest, ChooseAmongStrategiesWithTheLevelsSet) {
  EXPECT_THAT(later_.choice(Intervention{{1}, {0}}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(0, 1, 2)));
  EXPECT_THAT(later_.choice(Intervention{{2, 1}, {0, 1}}),
              ElementsAre(ElementsAre(2), ElementsAre(0, 1, 2)));
  EXPECT_THAT(later_.choice(Intervention{{1, 3}, {1, 2}}),
              ElementsAre(ElementsAre(2), ElementsAre(2)));
  EXPECT_THAT(later_.choice(0, 1), ElementsAre(ElementsAre(1), ElementsAre(0, 1, 2)));
  EXPECT_THAT(later_.choice(1, 2), ElementsAre(IsEmpty(), ElementsAre(2)));
}

TEST_F(LaterMovesTest, HaveNothingToChooseIfAllIsSetOrNobodySees) {
  EXPECT_THAT(later_.choice(Intervention{{3}, {1}}), IsEmpty());
  EXPECT_THAT(later_.choice(Intervention{{0}, {1}}), IsEmpty());
  EXPECT_THAT(later_.choice(Intervention{{1, 2, 3}, {0, 0, 1}}), IsEmpty());
}

TEST_F(LaterMovesTest, AnswerWithinTheDrawsGame) {
  BlockEngine engine(plan_);
  engine.run(0);
  later_.start(engine.games(), engine.solution());
  later_.load(0);

  ASSERT_TRUE(later_.solve(later_.choice(0, 0)));
  EXPECT_THAT(later_.play()[1], ElementsAre(0.0, 0.0, 1.0));
  EXPECT_EQ(later_.payoff(0), 0.0);
  EXPECT_EQ(later_.payoff(1), 1.0);
  // Player a keeps x1, which it plays in the solution.
  ASSERT_TRUE(later_.solve(later_.choice(1, 2)));
  EXPECT_THAT(later_.play()[0], ElementsAre(0.0, 0.0, 1.0));
  EXPECT_EQ(later_.payoff(0), 1.0);
  EXPECT_EQ(later_.payoff(1), 0.0);
}

}  // namespace
}  // namespace demarche
