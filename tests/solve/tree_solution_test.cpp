// SPDX-License-Identifier: MIT
#include "demarche/solve/tree_solution.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/core/interruption.hpp"
#include "demarche/game/efg_format.hpp"
#include "demarche/game/reduced_strategic_form.hpp"
#include "demarche/solve/logit_quantal_response.hpp"
#include "support/crisis.hpp"
#include "support/extensive_games.hpp"
#include "support/game_texts.hpp"

namespace demarche {
namespace {

using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pointwise;
using ::testing::ThrowsMessage;

ExtensiveGame tree(std::string_view text) {
  return parse_efg(text).game.value();
}

/// Sets in the order of the file: resolve, open, resolute blockaded, held, ...
TEST(SolveTree, SequentialTakesNoEmptyThreatForCredible) {
  const TreeSolution solution = solve_tree("sequential", tree(testing::kCrisis));

  ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
  const TreeAssessment& play = solution.assessment;
  EXPECT_NEAR(play.payoffs[0], 0.3 * -12 + 0.7 * 2, 1e-9);  // -2.2
  EXPECT_NEAR(play.payoffs[1], 0.3 * -4 + 0.7 * -5, 1e-9);
  EXPECT_THAT(play.behaviour[1], ElementsAre(0.0, 0.0, 1.0));
  EXPECT_THAT(play.behaviour[3], ElementsAre(1.0, 0.0));  // Backs down if Moscow holds.
  EXPECT_THAT(play.behaviour[0], ElementsAre(DoubleEq(0.3), DoubleEq(0.7)));
  EXPECT_THAT(play.beliefs[1], ElementsAre(DoubleEq(0.3), DoubleEq(0.7)));
  EXPECT_THAT(play.beliefs[0], IsEmpty());
  EXPECT_LT(solution.certificate.max_regret, 1e-9);
  EXPECT_FALSE(solution.certificate.is_complete);
}

/// @cite McKelveyPalfrey1992: who takes at once gets 0.4.
TEST(SolveTree, SequentialIsBackwardInductionWhereNothingIsHidden) {
  const TreeSolution solution = solve_tree("sequential", tree(testing::kCentipede));

  EXPECT_THAT(solution.assessment.payoffs, ElementsAre(0.4, 0.1));
  EXPECT_THAT(solution.assessment.behaviour, Each(ElementsAre(1.0, 0.0)));
  EXPECT_TRUE(solution.certificate.is_complete);
  EXPECT_FALSE(solution.certificate.is_degenerate);
  EXPECT_EQ(solution.certificate.max_regret, 0.0);
  EXPECT_EQ(solution.certificate.iterations, 4);
  EXPECT_EQ(solution.method, "backward induction");
}

/// With chance: going on pays 3/4 of 4 and 1/4 of -2, 2.5 in all, and stopping 2. What is paid on
/// the way, 1 for b at the coin, counts once.
TEST(SolveTree, ChanceIsAveragedOver) {
  const TreeSolution solution = solve_tree("sequential", tree(R"(EFG 2 R "" { "a" "b" }
    p "" 1 1 "" { "stop" "go" } 0
    t "" 1 "" { 2 0 }
    c "" 1 "coin" { "good" 3/4 "bad" 1/4 } 2 "fee" { 0 1 }
    p "" 2 1 "" { "take" "leave" } 0
    t "" 3 "" { 4 2 }
    t "" 4 "" { 9 1 }
    t "" 5 "" { -2 0 })"));

  EXPECT_THAT(solution.assessment.payoffs, ElementsAre(DoubleEq(2.5), DoubleEq(2.5)));
  EXPECT_THAT(solution.assessment.behaviour[0], ElementsAre(0.0, 1.0));
  EXPECT_THAT(solution.assessment.behaviour[1], ElementsAre(0.75, 0.25));
  EXPECT_TRUE(solution.certificate.is_complete);
}

/// After "in" both players choose at once: matching pennies, worth 1/2 to a. Staying out pays 0.4.
TEST(SolveTree, ASubgameWithHiddenMovesIsSolvedByItself) {
  constexpr auto kEntry = R"(EFG 2 R "" {{ "a" "b" }}
    p "" 1 1 "entry" {{ "in" "out" }} 0
    p "" 1 2 "a" {{ "u" "d" }} 0
    p "" 2 1 "b" {{ "l" "r" }} 0
    t "" 1 "win" {{ 2 0 }}
    t "" 2 "lose" {{ 0 2 }}
    p "" 2 1 "b" {{ "l" "r" }} 0
    t "" 3 "" {{ 0 1 }}
    t "" 4 "" {{ 1 0 }}
    t "" 5 "stay" {{ {} 0 }})";

  const TreeSolution enters = solve_tree("sequential", tree(fmt::format(kEntry, 0.4)));
  const TreeSolution stays = solve_tree("sequential", tree(fmt::format(kEntry, 0.9)));

  // In the subgame b is indifferent if 1 - u = 2 u, and a if 2 l = 1 - l: both are worth 2/3.
  for (const TreeSolution& solution : {enters, stays}) {
    ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
    EXPECT_THAT(solution.assessment.behaviour[1], Pointwise(DoubleNear(1e-8), {1.0 / 3, 2.0 / 3}));
    EXPECT_THAT(solution.assessment.behaviour[2], Pointwise(DoubleNear(1e-8), {1.0 / 3, 2.0 / 3}));
    EXPECT_LT(solution.certificate.residual, 1e-8);
    EXPECT_THAT(solution.method, HasSubstr("1 with hidden moves"));
  }
  EXPECT_THAT(enters.assessment.payoffs, Pointwise(DoubleNear(1e-8), {2.0 / 3, 2.0 / 3}));
  EXPECT_THAT(enters.assessment.behaviour[0], ElementsAre(1.0, 0.0));
  EXPECT_THAT(stays.assessment.payoffs, ElementsAre(0.9, 0.0));
  EXPECT_THAT(stays.assessment.behaviour[0], ElementsAre(0.0, 1.0));
}

/// @cite Selten1975: (L, R, R) is an equilibrium, but player 2 would gain by going left. The
/// perfect equilibria have R and R, and player 3 goes left with at most 1/4.
TEST(SolveTree, TheLimitOfSeltensHorseIsASequentialEquilibrium) {
  const TreeSolution solution = solve_tree("sequential", tree(testing::kSeltensHorse));

  ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
  EXPECT_THAT(solution.assessment.payoffs, Each(DoubleNear(1.0, 1e-6)));
  EXPECT_NEAR(solution.assessment.behaviour[0][0], 1.0, 1e-6);
  EXPECT_NEAR(solution.assessment.behaviour[1][0], 1.0, 1e-6);
  EXPECT_LT(solution.certificate.residual, 1e-6);
  // Player 3 moves only if somebody errs, and has beliefs nevertheless.
  EXPECT_NEAR(solution.assessment.beliefs[2][0] + solution.assessment.beliefs[2][1], 1.0, 1e-12);
}

TEST(SolveTree, TiesAreReportedAndBrokenByTheFirstAction) {
  const TreeSolution solution = solve_tree("sequential", tree(R"(EFG 2 R "" { "a" "b" }
    p "" 1 1 "" { "x" "y" } 0
    t "" 1 "" { 1 1 }
    p "" 2 1 "" { "l" "r" } 0
    t "" 2 "" { 0 3 }
    t "" 3 "" { 5 3 })"));

  EXPECT_THAT(solution.tied_sets, ElementsAre(1U));
  EXPECT_TRUE(solution.certificate.is_degenerate);
  EXPECT_FALSE(solution.certificate.is_complete);
  EXPECT_THAT(solution.assessment.payoffs, ElementsAre(1.0, 1.0));
}

/// What each player gets in expectation.
std::vector<double> payoffs_of(const ExtensiveGame& game, const BehaviourProfile& behaviour) {
  std::vector<double> reach(game.nodes.size(), 1.0);
  std::vector<double> payoffs(game.player_names.size(), 0.0);
  for (std::size_t v = 0; v < game.nodes.size(); ++v) {
    const ExtensiveNode& node = game.nodes[v];
    for (std::size_t i = 0; node.outcome && i < payoffs.size(); ++i) {
      payoffs[i] += reach[v] * game.outcomes[*node.outcome].payoffs[i];
    }
    for (std::size_t a = 0; a < node.children.size(); ++a) {
      reach[node.children[a]] = reach[v] * behaviour[*node.information_set][a];
    }
  }
  return payoffs;
}

/// The behaviour in which one player follows a plan, an action for each information set.
BehaviourProfile with_plan(const ExtensiveGame& game,
                           BehaviourProfile behaviour,
                           std::size_t player,
                           const std::vector<int>& plan) {
  for (std::size_t h = 0; h < behaviour.size(); ++h) {
    if (game.information_sets[h].player == player) {
      std::fill(behaviour[h].begin(), behaviour[h].end(), 0.0);
      behaviour[h][static_cast<std::size_t>(plan[h])] = 1.0;
    }
  }
  return behaviour;
}

/// No action at any set, reached or not, pays more than what is played there; and play pays what it
/// is said to.
TEST(SolveTree, BackwardInductionLeavesNoGainOnRandomTrees) {
  int num_solved = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    const testing::RandomTree random = testing::random_tree(seed);
    const ExtensiveGame& game = random.game;
    bool remembers = true;
    for (std::size_t i = 0; i < game.player_names.size(); ++i) {
      remembers = remembers && game.has_perfect_recall(i);
    }
    if (!remembers) {
      EXPECT_THAT([&] { (void)solve_tree("sequential", game); },
                  ThrowsMessage<InvalidArgument>(HasSubstr("forgets")));
      continue;
    }
    const TreeSolution solution = solve_tree("sequential", game);
    ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
    ++num_solved;
    const BehaviourProfile& behaviour = solution.assessment.behaviour;
    const std::vector<double> payoffs = payoffs_of(game, behaviour);
    EXPECT_THAT(solution.assessment.payoffs, Pointwise(DoubleNear(1e-9), payoffs));
    // A Nash equilibrium of the strategic form, too: nobody gains by any other plan.
    for (const std::vector<int>& plan : testing::plain_profiles(random)) {
      for (std::size_t i = 0; i < payoffs.size(); ++i) {
        EXPECT_LE(payoffs_of(game, with_plan(game, behaviour, i, plan))[i], payoffs[i] + 1e-6);
      }
    }
  }
  EXPECT_GT(num_solved, 100);
}

/// One set a player, met at once: the agents are the players.
TEST(SolveTree, QreOfAGameOfOneShotIsThatOfItsStrategicForm) {
  const ExtensiveGame game = tree(R"(EFG 2 R "" { "a" "b" }
    p "" 1 1 "a" { "u" "m" "d" } 0
    p "" 2 1 "b" { "l" "r" } 0 t "" 1 "" { 7 2 } t "" 2 "" { 0 3 }
    p "" 2 1 0 t "" 3 "" { 2 7 } t "" 4 "" { 6 6 }
    p "" 2 1 0 t "" 5 "" { 3 1 } t "" 6 "" { 3 0 })");
  const NormalFormGame form = reduced_strategic_form(game);
  for (const double precision : {0.0, 0.3, 1.0, 5.0}) {
    SCOPED_TRACE(precision);
    const TreeSolution solution = solve_tree("qre", game, {.precision = precision});
    const auto expected = LogitQuantalResponse({.precision = precision}).solve(form);

    ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_THAT(solution.assessment.behaviour[i],
                  Pointwise(DoubleNear(1e-8), expected.strategies[i]));
    }
    EXPECT_LE(solution.certificate.residual, 1e-9);
  }
}

/// Each action's odds are exp(precision times what it pays more), by hand: b moves last, so its
/// odds are exp(1); a counts with them.
TEST(SolveTree, QreRespondsToTheMistakesThatFollow) {
  const ExtensiveGame game = tree(R"(EFG 2 R "" { "a" "b" }
    p "" 1 1 "" { "stop" "go" } 0
    t "" 1 "" { 1 0 }
    p "" 2 1 "" { "kind" "unkind" } 0
    t "" 2 "" { 3 1 }
    t "" 3 "" { 0 0 })");

  const TreeSolution solution = solve_tree("qre", game, {.precision = 1.0});

  const double kind = 1.0 / (1.0 + std::exp(-1.0));
  const double stop = 1.0 / (1.0 + std::exp(3.0 * kind - 1.0));
  ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
  EXPECT_NEAR(solution.assessment.behaviour[1][0], kind, 1e-12);
  EXPECT_NEAR(solution.assessment.behaviour[0][0], stop, 1e-12);
  EXPECT_NEAR(solution.certificate.max_regret, (3.0 * kind - 1.0) * stop, 1e-12);
}

/// The precision has the unit 1 / payoff, so it falls as payoffs grow; offsets do nothing.
TEST(SolveTree, QreDependsOnPrecisionTimesPayoffs) {
  ExtensiveGame game = tree(testing::kCrisis);
  const TreeSolution before = solve_tree("qre", game, {.precision = 0.5});
  for (ExtensiveOutcome& outcome : game.outcomes) {
    for (double& payoff : outcome.payoffs) {
      payoff = 1000.0 * payoff + 77.0;
    }
    outcome.exact_payoffs.clear();
  }

  const TreeSolution after = solve_tree("qre", game, {.precision = 0.0005});

  ASSERT_EQ(after.certificate.status, SolveStatus::converged);
  for (std::size_t h = 0; h < game.information_sets.size(); ++h) {
    EXPECT_THAT(after.assessment.behaviour[h],
                Pointwise(DoubleNear(1e-9), before.assessment.behaviour[h]));
  }
}

TEST(SolveTree, NothingAtStakeOrNothingToChooseIsNoTrouble) {
  const auto over = tree(R"(EFG 2 R "" { "a" } t "" 1 "over" { 7 })");
  const auto idle = tree(R"(EFG 2 R "" { "a" } p "" 1 1 "" { "only" } 0 t "" 1 "over" { 7 })");
  for (const std::string& name : tree_concepts()) {
    for (const ExtensiveGame& game : {over, idle}) {
      const TreeSolution solution = solve_tree(name, game);
      EXPECT_EQ(solution.certificate.status, SolveStatus::converged) << name;
      EXPECT_THAT(solution.assessment.payoffs, ElementsAre(7.0)) << name;
    }
  }
}

TEST(SolveTree, RefusesWhatItCannotTake) {
  const ExtensiveGame game = tree(testing::kCentipede);
  const auto solving = [&](const char* name, const ConceptOptions& options) {
    return [&game, name, options] { (void)solve_tree(name, game, options); };
  };

  EXPECT_THAT(solving("nash", {}),
              ThrowsMessage<InvalidArgument>(HasSubstr("sequential and qre solve trees")));
  EXPECT_THAT(solving("sequental", {}),
              ThrowsMessage<InvalidArgument>(HasSubstr("did you mean 'sequential'?")));
  EXPECT_THAT(solving("sequential", {.order = {1, 0}}),
              ThrowsMessage<InvalidArgument>(HasSubstr("who moves when")));
  EXPECT_THAT(solving("sequential", {.precision = 2.0}),
              ThrowsMessage<InvalidArgument>(HasSubstr("does not read precision")));
  EXPECT_EQ(solve_tree("qre", game, {.precision = 1.0, .max_iterations = 1}).certificate.status,
            SolveStatus::iteration_limit);
}

/// b has only one action and does not see what a did: nothing is hidden from anybody who chooses.
TEST(SolveTree, MovesWithoutAChoiceHideNothing) {
  const TreeSolution solution = solve_tree("sequential", tree(R"(EFG 2 R "" { "a" "b" }
    p "" 1 1 "a" { "u" "d" "out" } 0
    c "" 1 "coin" { "x" 1/4 "y" 3/4 } 0
    p "" 2 1 "b" { "on" } 0 t "" 1 "" { 8 0 }
    p "" 2 1 0 t "" 2 "" { 4 0 }
    p "" 2 1 0 t "" 3 "" { 3 0 }
    t "" 4 "" { 7 0 })"));

  EXPECT_EQ(solution.method, "backward induction");
  EXPECT_TRUE(solution.certificate.is_complete);
  EXPECT_THAT(solution.assessment.payoffs, ElementsAre(7.0, 0.0));
  // Each of the three moves of a is as likely a mistake: 1/4, 3/4 and 1, of 2 in all.
  EXPECT_THAT(solution.assessment.beliefs[2],
              Pointwise(DoubleNear(1e-12), {1.0 / 8, 3.0 / 8, 1.0 / 2}));
}

TEST(SolveTree, ATimeLimitEndsLogitResponses) {
  const TreeSolution solution = solve_tree("qre", tree(testing::kCentipede), {.max_seconds = 1e-9});

  EXPECT_EQ(solution.certificate.status, SolveStatus::iteration_limit);
  EXPECT_THAT(solution.assessment.behaviour, IsEmpty());
}

TEST(SolveTree, AnInterruptionEndsBackwardInduction) {
  int num_asked = 0;
  const InterruptionScope scope([&] { return ++num_asked > 2; });

  const TreeSolution solution = solve_tree("sequential", tree(testing::kCentipede));

  EXPECT_EQ(solution.certificate.status, SolveStatus::iteration_limit);
  EXPECT_EQ(solution.certificate.iterations, 2);
  EXPECT_THAT(solution.assessment.behaviour, IsEmpty());
}

TEST(SolveTree, RefusesPayoffsWhoseSumOverflows) {
  EXPECT_THAT(
      [] {
        (void)solve_tree("sequential", tree(R"(EFG 2 R "" { "a" }
          p "" 1 1 "" { "x" "y" } 1 "" { 1e308 } t "" 1 t "" 0)"));
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("not finite")));
}

}  // namespace
}  // namespace demarche
