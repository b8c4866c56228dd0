// SPDX-License-Identifier: MIT
// Options and comparisons under concepts in which players move one after the other.
#include "simulate/answers.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "demarche/simulate/draw.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/simulate/slice.hpp"
#include "simulate/block_engine.hpp"
#include "simulate/joint_program.hpp"
#include "support/scenarios.hpp"
#include "support/slices.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

/// scenarios/games/commitment.nfg. Down answered by right pays the leader 3; up, which dominates,
/// is answered by left and pays 2.
constexpr auto kCommitment = R"text(
  id: "commitment"
  actors { id: "leader"
    levers { id: "move" levels { id: "up" } levels { id: "down" } }
    payoff { id: "own" value: "2 * (leader.move == up && follower.move == left)"
             " + 4 * (leader.move == up && follower.move == right)"
             " + (leader.move == down && follower.move == left)"
             " + 3 * (leader.move == down && follower.move == right)" } }
  actors { id: "follower"
    levers { id: "move" levels { id: "left" } levels { id: "right" } }
    payoff { id: "own" value: "(leader.move == up && follower.move == left)"
             " + (leader.move == down && follower.move == right)" } }
  parameters { id: "unused" distribution { uniform { low: 0 high: 1 } } }
  option_sets { id: "leader" value: "payoff(leader)" levers: "leader.move" }
  option_sets { id: "follower" value: "payoff(follower)" levers: "follower.move" }
  claims { id: "down" comparisons { all {
    value: "payoff(leader)" set: "leader.move = down" against: "leader.move = up" } } }
  claims { id: "right" comparisons { all {
    value: "follower.move == right" set: "leader.move = down" by: "0.5" } } }
)text";

RunSettings settings_of(const std::string& concept_name, std::uint64_t draws = 200) {
  return {.concept_name = concept_name, .seed = 7, .draws = draws};
}

/// The mean value of each option of a set.
std::vector<double> options(const v1::Result& result, int set) {
  std::vector<double> means;
  for (const v1::Option& option : result.option_sets(set).options()) {
    means.push_back(option.mean());
  }
  return means;
}

TEST(AnsweredOptions, OfALeaderAreAnsweredByTheFollower) {
  const Model model = testing::compiled(kCommitment);

  for (const char* name : {"sequential", "stackelberg", "stackelberg-pure", "stackelberg-weak"}) {
    const v1::Result result = run(model, settings_of(name));

    EXPECT_THAT(options(result, 0), Pointwise(DoubleNear(1e-9), {2.0, 3.0})) << name;
    EXPECT_EQ(result.claims(0).mean(), 1.0) << name;
    EXPECT_EQ(result.claims(1).mean(), 1.0) << name;
  }
  // All move at once: the follower plays left whatever the leader is made to do.
  const v1::Result at_once = run(model, settings_of("nash"));
  EXPECT_THAT(options(at_once, 0), ElementsAre(2.0, 1.0));
  EXPECT_EQ(at_once.claims(0).mean(), 0.0);
  EXPECT_EQ(at_once.claims(1).mean(), 0.0);
}

/// The leader keeps what it does: down in sequence, both evenly if it commits to a mixture.
TEST(AnsweredOptions, OfTheLastMoverAreNot) {
  const Model model = testing::compiled(kCommitment);

  EXPECT_THAT(options(run(model, settings_of("sequential")), 1), ElementsAre(0.0, 1.0));
  EXPECT_THAT(options(run(model, settings_of("stackelberg")), 1),
              Pointwise(DoubleNear(1e-9), {0.5, 0.5}));
}

/// The follower moves first and plays left, to which the leader answers up.
TEST(AnsweredOptions, FollowTheOrderThatIsAskedFor) {
  const Model model = testing::compiled(kCommitment);
  RunSettings sequential = settings_of("sequential");
  sequential.concept_options.order = {1, 0};
  RunSettings commitment = settings_of("stackelberg-pure");
  commitment.concept_options.player = 1;

  for (const RunSettings& settings : {sequential, commitment}) {
    const v1::Result result = run(model, settings);

    EXPECT_THAT(options(result, 1), ElementsAre(1.0, 0.0));
    EXPECT_THAT(options(result, 0), ElementsAre(2.0, 1.0));
  }
}

/// First plays 1 and the last matches the middle mover, who plays 0. First would like to differ
/// from the last, but has moved when the middle mover is made to play 1.
constexpr auto kThree = R"text(
  id: "three"
  actors { id: "first" levers { id: "x" levels { id: "zero" } levels { id: "one" } }
    payoff { id: "own" value: "first.x != last.x" } }
  actors { id: "middle" levers { id: "x" levels { id: "zero" } levels { id: "one" } }
    payoff { id: "own" value: "middle.x == zero" } }
  actors { id: "last" levers { id: "x" levels { id: "zero" } levels { id: "one" } }
    payoff { id: "own" value: "last.x == middle.x" } }
  parameters { id: "unused" distribution { uniform { low: 0 high: 1 } } }
  option_sets { id: "middle" value: "payoff(first)" levers: "middle.x" }
  option_sets { id: "last" value: "last.x == one" levers: "middle.x" }
)text";

TEST(AnsweredOptions, OfAMiddleMoverAreAnsweredByTheLastOnly) {
  const Model model = testing::compiled(kThree);
  RunSettings reversed = settings_of("sequential");
  reversed.concept_options.order = {2, 1, 0};

  const v1::Result in_order = run(model, settings_of("sequential"));
  const v1::Result from_the_last = run(model, reversed);

  EXPECT_THAT(options(in_order, 0), ElementsAre(1.0, 0.0));
  EXPECT_THAT(options(in_order, 1), ElementsAre(0.0, 1.0));
  // The last mover of the file has moved and stays at 0, and first goes on to differ.
  EXPECT_THAT(options(from_the_last, 0), ElementsAre(1.0, 1.0));
  EXPECT_THAT(options(from_the_last, 1), ElementsAre(0.0, 0.0));
}

/// The leader would play (a0, b0). Made to play a1, it plays b1 beside, and nature, which nobody
/// sees, answers nothing.
TEST(AnsweredOptions, LeaveTheActorItsOtherLevers) {
  const Model model = testing::compiled(R"text(
    id: "levers"
    actors { id: "leader"
      levers { id: "a" levels { id: "a0" } levels { id: "a1" } }
      levers { id: "b" levels { id: "b0" } levels { id: "b1" } }
      payoff { id: "own" value: "2 * (leader.a == a0 && leader.b == b0)"
                                 " + (leader.a == a1 && leader.b == b1)" } }
    actors { id: "follower" levers { id: "x" levels { id: "x0" } levels { id: "x1" } }
      payoff { id: "own" value: "(follower.x == x1) * (nature.rain == yes)" } }
    actors { id: "nature" levers { id: "rain" levels { id: "yes" } levels { id: "no" } }
      behaviour: "if(nature.rain == yes, 0.25, 0.75)" }
    parameters { id: "unused" distribution { uniform { low: 0 high: 1 } } }
    option_sets { id: "a" value: "payoff(leader)" levers: "leader.a" }
    option_sets { id: "rain" value: "(follower.x == x1) + (nature.rain == yes)"
                  levers: "nature.rain" }
  )text");

  const v1::Result result = run(model, settings_of("sequential"));

  EXPECT_THAT(options(result, 0), ElementsAre(2.0, 1.0));
  EXPECT_THAT(options(result, 1), ElementsAre(2.0, 1.0));
}

/// Against up, the follower's answers middle and right differ by 1e-9 of its spread, which is
/// neither a tie nor a margin: no weak commitment to up is found.
TEST(AnsweredOptions, AreUndefinedWhereTheGameThatIsLeftIsNotSolved) {
  const Model model = testing::compiled(R"text(
    id: "undecided"
    actors { id: "leader" levers { id: "move" levels { id: "up" } levels { id: "down" } }
      payoff { id: "own" value: "leader.move == down" } }
    actors { id: "follower"
      levers { id: "move" levels { id: "left" } levels { id: "middle" } levels { id: "right" } }
      payoff { id: "own" value: "(leader.move == up && follower.move == middle)"
                                 " + 1.000000001 * (leader.move == up && follower.move == right)"
                                 " + 5 * (leader.move == down && follower.move == left)" } }
    parameters { id: "unused" distribution { uniform { low: 0 high: 1 } } }
    option_sets { id: "moves" value: "payoff(leader)" levers: "leader.move" }
    claims { id: "down" comparisons { all { value: "payoff(leader)" set: "leader.move = down" } } }
  )text");

  const v1::Result result = run(model, settings_of("stackelberg-weak"));

  ASSERT_EQ(result.solving().solved(), 200U);
  EXPECT_EQ(result.option_sets(0).count(), 0U);
  EXPECT_EQ(result.option_sets(0).undefined(), 200U);
  EXPECT_EQ(result.claims(0).undefined(), 200U);
}

/// The game has no strategies but those with the fixed level, so nobody can answer another one.
/// (The option "up" had the value that it has against the answer to "down".)
TEST(AnsweredOptions, AreUndefinedWhereALeverIsFixedOtherwise) {
  const std::string fixed = std::string(kCommitment) + R"(fixed: "leader.move = down")";
  const Model model = testing::compiled(fixed);
  for (const char* name : {"sequential", "stackelberg", "stackelberg-pure"}) {
    const v1::Result result = run(model, settings_of(name));

    ASSERT_EQ(result.solving().solved(), 200U) << name;
    EXPECT_EQ(result.option_sets(0).undefined(), 200U) << name;
    EXPECT_EQ(result.claims(0).undefined(), 200U) << name;
    EXPECT_EQ(result.claims(1).undefined(), 200U) << name;
    EXPECT_EQ(result.option_sets(1).undefined(), 0U) << name;
  }
}

/// Three movers, the last of them with two strategies, whose payoffs are all uncertain.
std::string random_game(int first, int second) {
  const std::array<int, 3> counts{first, second, 2};
  std::string actors;
  std::string parameters;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    actors += fmt::format("actors {{ id: \"a{}\" levers {{ id: \"x\"", i);
    for (int level = 0; level < counts[i]; ++level) {
      actors += fmt::format(" levels {{ id: \"s{}\" }}", level);
    }
    actors += " }\n";
    for (int p = 0; p < first * second * 2; ++p) {
      actors += fmt::format(
          "payoff {{ id: \"p{1}\" value: \"u{0}_{1}\" "
          "when: \"a0.x == s{2} && a1.x == s{3} && a2.x == s{4}\" }}\n",
          i,
          p,
          p / (2 * second),
          p / 2 % second,
          p % 2);
      parameters += fmt::format(
          "parameters {{ id: \"u{}_{}\" distribution {{ uniform {{ low: 0 high: 1 }} }} }}\n",
          i,
          p);
    }
    actors += "}\n";
  }
  return "id: \"random\"\n" + actors + parameters + R"text(
    option_sets { id: "first" value: "payoff(a0)" levers: "a0.x" }
    option_sets { id: "second" value: "payoff(a1)" levers: "a1.x" }
    claims { id: "s0" comparisons { all { value: "payoff(a0)" set: "a0.x = s0" } } }
  )text";
}

/// Games that are read as joint play, and larger ones.
class RandomGames : public ::testing::TestWithParam<bool> {
 protected:
  Model model_ = testing::compiled(GetParam() ? random_game(3, 3) : random_game(4, 5));
};

INSTANTIATE_TEST_SUITE_P(Plays, RandomGames, ::testing::Bool());

TEST_P(RandomGames, AreBestWhereThePlayerPlaysThem) {
  ASSERT_EQ(JointProgram::fits(model_.shape), GetParam());
  const RunPlan plan(model_, settings_of("sequential", 3 * kBlockLanes - 20));
  BlockEngine engine(plan);
  for (std::uint64_t block = 0; block < 3; ++block) {
    engine.run(block);
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      for (const std::size_t player : {0U, 1U}) {
        std::size_t best = 0;
        const auto& values = model_.option_sets[player].values;
        const auto value = [&](std::size_t option) {
          return engine.play().query(static_cast<std::size_t>(values[option]))[lane];
        };
        for (std::size_t option = 1; option < values.size(); ++option) {
          best = value(option) > value(best) ? option : best;
        }
        const auto payoff = static_cast<std::size_t>(model_.payoffs[player]);

        EXPECT_EQ(static_cast<int>(best), engine.play().strategy(player, lane));
        EXPECT_NEAR(value(best), engine.play().query(payoff)[lane], 1e-15);
      }
    }
  }
}

TEST_P(RandomGames, SaySoInResultsSlicesAndTables) {
  const RunSettings settings = settings_of("sequential", 300);
  const v1::Result whole = run(model_, settings);

  for (int s = 0; s < whole.levers(0).levels_size(); ++s) {
    EXPECT_NEAR(
        whole.option_sets(0).options(s).share_best(), whole.levers(0).levels(s).mean(), 1e-12);
  }
  EXPECT_NEAR(whole.claims(0).mean(), whole.levers(0).levels(0).mean(), 1e-12);
  const auto slices = testing::run_in_slices(model_, settings, 2);
  EXPECT_TRUE(MessageDifferencer::Equals(merge_slices(model_, settings, slices), whole));
  const DrawTable table = replay_draws(model_, settings, 0, 300);
  double claimed = 0.0;
  for (const double claim : table.claims) {
    claimed += claim / 300.0;
  }
  EXPECT_NEAR(claimed, whole.claims(0).mean(), 1e-12);
}

/// No player has a strategy that brings more, answered, than the one that it plays.
TEST_P(RandomGames, AreReplayedWithWhatStrategiesBring) {
  const Draw draw = replay_draw(model_, settings_of("sequential"), 150);

  ASSERT_EQ(draw.answered_payoffs.size(), model_.shape.num_strategies());
  for (std::size_t player = 0; player < 3; ++player) {
    const std::size_t first = model_.shape.first_strategy(player);
    const std::size_t played = first + static_cast<std::size_t>(draw.sampled_profile[player]);
    for (std::size_t s = 0; s < model_.shape.players[player].strategies.size(); ++s) {
      EXPECT_LE(draw.answered_payoffs[first + s], draw.answered_payoffs[played]);
    }
  }
  EXPECT_TRUE(replay_draw(model_, settings_of("pure"), 0).answered_payoffs.empty());
}

}  // namespace
}  // namespace demarche
