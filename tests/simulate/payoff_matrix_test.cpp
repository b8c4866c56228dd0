// SPDX-License-Identifier: MIT
#include "demarche/simulate/payoff_matrix.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "scenario/language/evaluate.hpp"
#include "scenario/language/symbols.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pointwise;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

/// A draw of chicken with a prize of 1.25 that South values as North does.
Draw chicken_draw(const Model& model) {
  Draw draw = replay_draw(model, {.concept_name = "nash", .seed = 7}, 12);
  draw.parameters = {1.25, 1.0, 3.5, 2.5};
  return draw;
}

TEST(PayoffMatrix, HasThePayoffsOfTheScenario) {
  const Model model = testing::bundled("chicken");

  const PayoffMatrix matrix = payoff_matrix(model, chicken_draw(model));

  EXPECT_THAT(matrix.actors, ElementsAre(0, 1));
  EXPECT_THAT(matrix.payoffs[0], ElementsAre(0.0, -1.25, 1.25, -3.5));
  EXPECT_THAT(matrix.payoffs[1], ElementsAre(0.0, 1.25, -1.25, -2.5));
  EXPECT_THAT(matrix.is_best[0], ElementsAre(false, true, true, false));
  EXPECT_THAT(matrix.is_best[1], ElementsAre(false, true, true, false));
  EXPECT_TRUE(matrix.is_equilibrium(matrix.index(0, 1)));
  EXPECT_TRUE(matrix.is_equilibrium(matrix.index(1, 0)));
  EXPECT_FALSE(matrix.is_equilibrium(matrix.index(1, 1)));
  EXPECT_THAT(matrix.others, IsEmpty());
}

/// The first actor named has the rows; the other one is the first that is left.
TEST(PayoffMatrix, TurnsRowsIntoColumnsAsActorsAreNamed) {
  const Model model = testing::bundled("chicken");

  const PayoffMatrix matrix = payoff_matrix(model, chicken_draw(model), {.actors = {"south"}});

  EXPECT_THAT(matrix.actors, ElementsAre(1, 0));
  EXPECT_THAT(matrix.payoffs[0], ElementsAre(0.0, -1.25, 1.25, -2.5));
  EXPECT_THAT(matrix.payoffs[1], ElementsAre(0.0, 1.25, -1.25, -3.5));
}

/// China gains market_gain * outreach * stance + east_gain * [full] * cooperation - offer_cost *
/// outreach, and the east cooperates with probability 1/4. The EU gains stance * (0.6 * outreach -
/// 0.4).
TEST(PayoffMatrix, TakesExpectationsOverWhatOthersMix) {
  const Model model = testing::bundled("outreach");
  Draw draw = replay_draw(model, {.seed = 1}, 3);
  draw.parameters = {0.5, 1.0, 0.4, 0.5, 0.8, 0.4, 0.5, 0.6};
  draw.probabilities = {{0.2, 0.3, 0.5, 0.6, 0.4, 0.75, 0.25}};

  const PayoffMatrix matrix = payoff_matrix(model, draw);

  EXPECT_THAT(matrix.payoffs[0], Pointwise(DoubleNear(1e-15), {0.0, 0.0, -0.25, 0.25, -0.4, 0.6}));
  EXPECT_THAT(matrix.payoffs[1], Pointwise(DoubleNear(1e-15), {0.0, -0.4, 0.0, -0.1, 0.0, 0.2}));
  EXPECT_THAT(matrix.is_best[0], ElementsAre(true, false, false, false, false, true));
  EXPECT_THAT(matrix.is_best[1], ElementsAre(true, false, true, false, false, true));
  EXPECT_THAT(matrix.probabilities[0], ElementsAre(0.2, 0.3, 0.5));
  EXPECT_THAT(matrix.probabilities[1], ElementsAre(0.6, 0.4));
  ASSERT_THAT(matrix.others, SizeIs(1));
  EXPECT_EQ(matrix.others[0].actor, 2);
  EXPECT_THAT(matrix.others[0].strategies, ElementsAre(ElementsAre(0), ElementsAre(1)));
  EXPECT_THAT(matrix.others[0].probabilities, ElementsAre(0.75, 0.25));
  EXPECT_FALSE(matrix.others[0].is_held);
}

TEST(PayoffMatrix, HoldsLeversOfOthersAndOfTheTwo) {
  const Model model = testing::bundled("outreach");
  Draw draw = replay_draw(model, {.seed = 1}, 3);
  draw.parameters = {0.5, 1.0, 0.4, 0.5, 0.8, 0.4, 0.5, 0.6};

  const PayoffMatrix matrix =
      payoff_matrix(model, draw, {.profile = "cee.cooperation = revive, china.outreach = full"});

  EXPECT_THAT(matrix.strategies[0], ElementsAre(2));
  EXPECT_THAT(matrix.payoffs[0], ElementsAre(DoubleNear(-0.1, 1e-15), DoubleNear(0.9, 1e-15)));
  EXPECT_TRUE(matrix.others[0].is_held);
  EXPECT_THAT(matrix.others[0].strategies, ElementsAre(ElementsAre(1)));
  EXPECT_THAT(matrix.probabilities[0], ElementsAre(draw.probabilities[0][2]));
}

constexpr auto kFour = R"text(
  id: "four"
  actors { id: "idle" payoff { id: "own" value: "0" } }
  actors { id: "nature" levers { id: "rain" levels { id: "no" } levels { id: "yes" } }
    behaviour: "if(nature.rain == yes, 3, 1)" }
  actors { id: "a" levers { id: "x" levels { id: "x0" } levels { id: "x1" } }
    payoff { id: "own" value: "(a.x + p) * c.u * c.v + nature.rain" } }
  actors { id: "b" levers { id: "y" levels { id: "y0" } levels { id: "y1" } levels { id: "y2" } }
    payoff { id: "own" value: "if(b.y == y1, 1, 0) + if(b.y == y2, 1 + 1e-15, 0)" } }
  actors { id: "c" levers { id: "u" levels { id: "u0" } levels { id: "u1" } }
    levers { id: "v" levels { id: "v0" value: 0 } levels { id: "v1" value: 1 }
      levels { id: "v2" value: 2 } }
    infeasible { id: "none" when: "c.u == u0 && c.v == v1" }
    payoff { id: "own" value: "0" } }
  parameters { id: "p" distribution { uniform { low: 1 high: 2 } } }
)text";

/// Strategies: 1 of idle, 2 of nature, 2 of a, 3 of b, and of c (u, v) = 00, 02, 10, 11, 12.
Draw draw_of_four(const Model& model) {
  Draw draw = replay_draw(model, {.concept_name = "pure", .seed = 1}, 0);
  draw.parameters = {1.5};
  return draw;
}

/// In one equilibrium c plays (1, 1), in the other (0, 0): the mean of u v is 0.5, not 0.25.
TEST(PayoffMatrix, MixesEquilibriaRatherThanWhatIsPlayedInThem) {
  const Model model = testing::compiled(kFour);
  Draw draw = draw_of_four(model);
  draw.weights = {0.5, 0.5};
  draw.probabilities = {{1, 0.25, 0.75, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0},
                        {1, 0.25, 0.75, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0}};

  const PayoffMatrix matrix = payoff_matrix(model, draw);

  EXPECT_THAT(matrix.actors, ElementsAre(2, 3));  // Idle has no choice, nature does not choose.
  EXPECT_THAT(matrix.payoffs[0], Pointwise(DoubleEq(), {1.5, 1.5, 1.5, 2.0, 2.0, 2.0}));
  EXPECT_THAT(matrix.probabilities[0], ElementsAre(0.5, 0.5));
  ASSERT_THAT(matrix.others, SizeIs(2));
  EXPECT_THAT(matrix.others[0].probabilities, ElementsAre(0.25, 0.75));
  EXPECT_THAT(matrix.others[1].strategies, ElementsAre(ElementsAre(0, 0), ElementsAre(1, 1)));
  // One lever of c that is held leaves the other one as it is played.
  EXPECT_THAT(payoff_matrix(model, draw, {.profile = "c.v = v2"}).payoffs[0],
              Pointwise(DoubleEq(), {2.25, 2.25, 2.25, 3.25, 3.25, 3.25}));
}

TEST(PayoffMatrix, MarksEveryBestResponseOfATie) {
  const Model model = testing::compiled(kFour);

  const PayoffMatrix matrix = payoff_matrix(model, draw_of_four(model));

  EXPECT_THAT(matrix.is_best[1], ElementsAre(false, true, true, false, true, true));
}

TEST(PayoffMatrix, LeavesOutThePayoffsOfABehaviouralActor) {
  const Model model = testing::compiled(kFour);

  const PayoffMatrix matrix =
      payoff_matrix(model, draw_of_four(model), {.actors = {"a", "nature"}});

  EXPECT_THAT(matrix.payoffs[1], IsEmpty());
  EXPECT_THAT(matrix.is_best[1], IsEmpty());
  EXPECT_THAT(matrix.payoffs[0], SizeIs(4));
  EXPECT_THAT(matrix.probabilities[1], ElementsAre(0.25, 0.75));
  EXPECT_FALSE(matrix.is_equilibrium(0));
}

TEST(PayoffMatrix, NeverMarksWhatIsNotANumber) {
  const Model model = testing::bundled("chicken");
  Draw draw = chicken_draw(model);
  draw.parameters[2] = std::numeric_limits<double>::quiet_NaN();  // North's cost of war.

  const PayoffMatrix matrix = payoff_matrix(model, draw);

  EXPECT_THAT(matrix.is_best[0], ElementsAre(false, true, true, false));
}

/// Holds all levers but those of two actors at random feasible levels.
std::string random_profile(const Model& model,
                           const Symbols& symbols,
                           const std::array<int, 2>& free,
                           std::mt19937_64& random,
                           std::vector<int>& levels) {
  std::vector<std::string> held;
  for (std::size_t a = 0; a < model.shape.num_players(); ++a) {
    const FactoredPlayer& player = model.shape.players[a];
    const auto& strategy = player.strategies[random() % player.strategies.size()];
    for (std::size_t k = 0;
         k < strategy.size() && std::count(free.begin(), free.end(), static_cast<int>(a)) == 0;
         ++k) {
      const auto variable = static_cast<std::size_t>(player.variables[k]);
      const LeverSymbol& lever = symbols.levers()[variable];
      levels[variable] = strategy[k];
      held.push_back(lever.name + " = " + lever.levels[static_cast<std::size_t>(strategy[k])]);
    }
  }
  std::string text;
  for (const std::string& one : held) {
    text += (text.empty() ? "" : ", ") + one;
  }
  return text;
}

/// Puts the levels of a row or column into `levels`.
void place(const Model& model,
           const PayoffMatrix& matrix,
           std::size_t side,
           std::size_t at,
           std::vector<int>& levels) {
  const FactoredPlayer& player = model.shape.players[static_cast<std::size_t>(matrix.actors[side])];
  const auto strategy = static_cast<std::size_t>(matrix.strategies[side][at]);
  for (std::size_t k = 0; k < player.variables.size(); ++k) {
    levels[static_cast<std::size_t>(player.variables[k])] = player.strategies[strategy][k];
  }
}

/// With all others held, payoffs are those that the scenario's expressions give.
TEST(PayoffMatrix, AgreesWithTheExpressionsOfLargeScenarios) {
  const Model model = testing::bundled("great_reversal");
  const Symbols symbols(model.scenario);
  const Draw draw = replay_draw(model, {.seed = 5}, 17);
  std::mt19937_64 random(1);
  for (const auto& ids : {std::array{"china", "us"}, std::array{"russia", "eu"}}) {
    const std::array<int, 2> actors = {symbols.find_actor(ids[0]), symbols.find_actor(ids[1])};
    std::vector<int> levels(model.variables.size());
    const std::string profile = random_profile(model, symbols, actors, random, levels);

    const PayoffMatrix matrix =
        payoff_matrix(model, draw, {.actors = {ids[0], ids[1]}, .profile = profile});

    for (std::size_t cell = 0; cell < matrix.payoffs[0].size(); cell += 37) {
      place(model, matrix, 0, cell / matrix.num_columns(), levels);
      place(model, matrix, 1, cell % matrix.num_columns(), levels);
      Evaluator evaluator(symbols, draw.parameters, levels);
      EXPECT_NEAR(matrix.payoffs[0][cell], evaluator.payoff(actors[0]), 1e-12);
      EXPECT_NEAR(matrix.payoffs[1][cell], evaluator.payoff(actors[1]), 1e-12);
    }
  }
}

/// The cells that code computed for the draw are those of the matrix.
TEST(PayoffMatrix, ShowsWhatCodeGave) {
  const Model chicken = testing::bundled("chicken");
  const Model model =
      compile(chicken.scenario, std::vector<OpenPayoff>{{.actor = "south"}}).value();
  RunSettings settings{.concept_name = "nash", .seed = 7};
  settings.code.payoffs = testing::south_payoffs();
  Draw draw = replay_draw(model, settings, 12);
  draw.open_payoffs = {0.125, 0.25, 0.375, 0.5};

  EXPECT_THAT(payoff_matrix(model, draw).payoffs[1], ElementsAre(0.125, 0.25, 0.375, 0.5));
  EXPECT_THAT([&] { (void)payoff_matrix(chicken, draw); },
              ThrowsMessage<InvalidArgument>(HasSubstr("another model")));
}

TEST(PayoffMatrix, NeedsASolutionOnlyForWhatIsNotHeld) {
  const Model model = testing::bundled("outreach");
  Draw draw = replay_draw(model, {.seed = 1}, 3);
  draw.certificate.status = SolveStatus::not_finite;
  draw.probabilities.clear();
  draw.weights.clear();

  EXPECT_THAT([&] { (void)payoff_matrix(model, draw); },
              ThrowsMessage<InvalidArgument>(
                  AllOf(HasSubstr("no solution (not_finite), so it does not say what cee would do"),
                        HasSubstr("hold their levers in the profile: cee.cooperation"))));
  const PayoffMatrix matrix = payoff_matrix(model, draw, {.profile = "cee.cooperation = decline"});
  EXPECT_THAT(matrix.payoffs[0], SizeIs(6));
  EXPECT_THAT(matrix.probabilities[0], IsEmpty());
}

TEST(PayoffMatrix, TellsEveryProblemAtOnce) {
  const Model model = testing::bundled("outreach");
  const MatrixSettings wrong{.actors = {"chian", "eu", "eu"},
                             .profile = "cee.coperation = revive, eu.stance = egage"};

  EXPECT_THAT(
      [&] { check_matrix(model, wrong); },
      ThrowsMessage<InvalidArgument>(AllOf(HasSubstr("no actor 'chian'; did you mean 'china'?\n"),
                                           HasSubstr("actor eu is named twice\n"),
                                           HasSubstr("two actors, and 3 are named\n"),
                                           HasSubstr("did you mean 'cee.cooperation'?\n"),
                                           HasSubstr("no level 'egage'; did you mean 'engage'?"))));
  EXPECT_NO_THROW(check_matrix(model, {.actors = {"eu"}, .profile = " "}));
}

TEST(PayoffMatrix, RefusesWhatIsInfeasible) {
  const Model model = testing::compiled(kFour);
  Draw draw = draw_of_four(model);
  draw.weights = {1.0};
  draw.probabilities = {{1, 0.25, 0.75, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0}};

  EXPECT_THAT(
      [&] { (void)payoff_matrix(model, draw, {.profile = "c.u = u0"}); },
      ThrowsMessage<InvalidArgument>(HasSubstr("c would play a combination that is infeasible")));
  EXPECT_THAT(
      [&] {
        (void)payoff_matrix(model, draw, {.actors = {"a", "c"}, .profile = "c.u = u0, c.v = v1"});
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("c has no feasible strategy")));
}

/// Twice eleven levers with two levels each are 4 million cells.
TEST(PayoffMatrix, RefusesTooManyCells) {
  std::string text = "id: \"large\"";
  for (const std::string actor : {"a", "b"}) {
    text += " actors { id: \"" + actor + "\"";
    for (int k = 0; k < 11; ++k) {
      text += " levers { id: \"l" + std::to_string(k) +
              "\" levels { id: \"no\" } levels { id: \"yes\" } }";
    }
    text += " payoff { id: \"own\" value: \"" + actor + ".l0\" } }";
  }
  const Model model = testing::compiled(text);
  Draw draw;
  draw.cells.resize(model.program.num_cells());

  EXPECT_THAT([&] { (void)payoff_matrix(model, draw); },
              ThrowsMessage<InvalidArgument>(
                  AllOf(HasSubstr("2,048 x 2,048 cells, more than 1,000,000"),
                        HasSubstr("hold some of their levers in the profile: a.l0, a.l1"))));
  EXPECT_THAT(
      payoff_matrix(model, draw, {.profile = "a.l9 = no, b.l3 = yes, b.l4 = no"}).payoffs[0],
      SizeIs(1024U * 512));
}

TEST(PayoffMatrix, NeedsTwoActors) {
  const Model model = testing::compiled(R"text(
    id: "one"
    actors { id: "a" levers { id: "x" levels { id: "x0" } levels { id: "x1" } }
      payoff { id: "own" value: "a.x" } })text");

  EXPECT_THAT([&] { check_matrix(model, {}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("the scenario has one")));
}

}  // namespace
}  // namespace demarche
