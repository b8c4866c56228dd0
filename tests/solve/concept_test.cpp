// SPDX-License-Identifier: MIT
#include "demarche/solve/concept.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "demarche/core/error.hpp"
#include "demarche/solve/lemke_howson.hpp"
#include "support/blocks.hpp"
#include "support/factored_games.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// Players with a variable each and one table over all of them; the last may be behavioural.
FactoredShape dense_shape(const std::vector<int>& num_strategies,
                          bool is_last_behavioural = false) {
  FactoredShape shape;
  shape.variable_sizes = num_strategies;
  std::vector<int> scope;
  std::size_t num_profiles = 1;
  for (std::size_t i = 0; i < num_strategies.size(); ++i) {
    scope.push_back(static_cast<int>(i));
    num_profiles *= static_cast<std::size_t>(num_strategies[i]);
  }
  for (std::size_t i = 0; i < num_strategies.size(); ++i) {
    FactoredPlayer player;
    player.name = std::to_string(i);
    player.variables = {static_cast<int>(i)};
    for (int s = 0; s < num_strategies[i]; ++s) {
      player.strategies.push_back({s});
    }
    if (is_last_behavioural && i + 1 == num_strategies.size()) {
      player.behaviour.push_back(
          {{static_cast<int>(i)}, shape.num_cells, player.strategies.size()});
      shape.num_cells += player.strategies.size();
    } else {
      player.payoff.push_back({scope, shape.num_cells, num_profiles});
      shape.num_cells += num_profiles;
    }
    shape.players.push_back(std::move(player));
  }
  shape.check();
  return shape;
}

const std::set<std::string> kNames = {"qre",
                                      "pure",
                                      "nash",
                                      "lemke-howson",
                                      "zero-sum",
                                      "logit-nash",
                                      "gnm",
                                      "ipa",
                                      "simplicial",
                                      "stackelberg",
                                      "stackelberg-pure",
                                      "stackelberg-weak",
                                      "sequential",
                                      "correlated",
                                      "coarse-correlated",
                                      "dominance",
                                      "weak-dominance",
                                      "level-k",
                                      "cognitive-hierarchy",
                                      "best-response",
                                      "fictitious-play",
                                      "logit-response",
                                      "replicator",
                                      "replicator-discrete"};

/// What the concept can solve: zero-sum takes no others.
NormalFormGame suited(NormalFormGame game, const std::string& concept_name) {
  if (concept_name == "zero-sum") {
    for (std::size_t p = 0; p < game.num_profiles(); ++p) {
      game.payoffs(1)[p] = -game.payoffs(0)[p];
    }
  }
  return game;
}

/// Budgets that keep the slow dynamics short: both ways of solving get the same.
ConceptOptions short_options() {
  return {.max_iterations = 300};
}

/// A block of random games in dense form, and the games themselves.
struct RandomBlock {
  FactoredShape shape;
  std::vector<double> cells;
  std::vector<NormalFormGame> games;

  RandomBlock(const std::vector<int>& num_strategies, int most, const std::string& concept_name)
      : shape(dense_shape(num_strategies)), cells(shape.num_cells * kBlockLanes, 0.0) {
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      games.push_back(suited(most == 0 ? testing::random_game(num_strategies, lane)
                                       : testing::random_integer_game(num_strategies, most, lane),
                             concept_name));
      std::size_t row = 0;
      for (std::size_t i = 0; i < num_strategies.size(); ++i) {
        for (const double payoff : games.back().payoffs(i)) {
          cells[row++ * kBlockLanes + lane] = payoff;
        }
      }
    }
  }
};

/// Equilibria, or the profiles of correlated play.
std::vector<MixedProfile> answers(const NormalFormGame& game, const Solution& solution) {
  std::vector<MixedProfile> all = solution.equilibria;
  for (const WeightedProfile& profile : solution.distribution) {
    all.push_back(game.pure_profile(profile.strategies));
  }
  return all;
}

class EveryConcept : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryConcept, SolvesABlockAsItSolvesEachGame) {
  for (const int most : {0, 3}) {
    for (const auto& size :
         {std::vector<int>{2, 2}, std::vector<int>{3, 2}, std::vector<int>{3, 3}}) {
      const RandomBlock block(size, most, GetParam());
      const Concept& entry = find_concept(GetParam());
      BlockSolution solution;
      ASSERT_FALSE(entry.refusal(block.shape));

      entry.make_block_solver(block.shape, short_options())
          ->solve({.shape = &block.shape, .num_lanes = kBlockLanes, .cells = block.cells.data()},
                  solution);

      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        SCOPED_TRACE(lane);
        const Solution expected = entry.solve(block.games[lane], short_options());
        const Certificate& certificate = solution.certificates[lane];
        EXPECT_EQ(certificate.status, expected.certificate.status);
        EXPECT_EQ(certificate.num_equilibria, expected.certificate.num_equilibria);
        EXPECT_EQ(certificate.is_degenerate, expected.certificate.is_degenerate);
        EXPECT_EQ(certificate.is_complete, expected.certificate.is_complete);
        EXPECT_NEAR(certificate.max_regret, expected.certificate.max_regret, 1e-9);
        EXPECT_TRUE(testing::are_same_sets(testing::equilibria_of_lane(block.shape, solution, lane),
                                           answers(block.games[lane], expected),
                                           1e-9));
        double total = 0.0;
        for (std::size_t c = 0; c < solution.num_components; ++c) {
          total += solution.weights[c][lane];
        }
        EXPECT_NEAR(total, certificate.status == SolveStatus::converged ? 1.0 : 0.0, 1e-9);
      }
    }
  }
}

/// A block after another with more answers leaves nothing of the other's behind.
TEST_P(EveryConcept, ForgetsTheBlockBefore) {
  const RandomBlock block({2, 2}, 0, GetParam());
  const RandomBlock other({2, 2}, 2, GetParam());
  auto solver = find_concept(GetParam()).make_block_solver(block.shape, short_options());
  BlockSolution fresh;
  BlockSolution used;

  solver->solve({.shape = &block.shape, .num_lanes = kBlockLanes, .cells = block.cells.data()},
                fresh);
  solver->solve({.shape = &block.shape, .num_lanes = kBlockLanes, .cells = other.cells.data()},
                used);
  solver->solve({.shape = &block.shape, .num_lanes = kBlockLanes, .cells = block.cells.data()},
                used);

  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    EXPECT_TRUE(testing::are_same_sets(testing::equilibria_of_lane(block.shape, used, lane),
                                       testing::equilibria_of_lane(block.shape, fresh, lane),
                                       0.0));
  }
}

TEST_P(EveryConcept, NamesLanesThatAreNotFinite) {
  RandomBlock block({2, 2}, 0, GetParam());
  block.cells[3 * kBlockLanes + 5] = std::numeric_limits<double>::quiet_NaN();
  block.cells[1 * kBlockLanes + 7] = std::numeric_limits<double>::infinity();
  BlockSolution solution;

  find_concept(GetParam())
      .make_block_solver(block.shape, short_options())
      ->solve({.shape = &block.shape, .num_lanes = kBlockLanes, .cells = block.cells.data()},
              solution);

  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const bool is_bad = lane == 5 || lane == 7;
    EXPECT_EQ(solution.certificates[lane].status == SolveStatus::not_finite, is_bad) << lane;
  }
}

TEST_P(EveryConcept, RejectsAGameThatIsNotFinite) {
  NormalFormGame game({2, 2});
  game.payoffs(1)[3] = std::numeric_limits<double>::quiet_NaN();

  EXPECT_THROW((void)find_concept(GetParam()).solve(game, {}), InvalidArgument);
}

/// Player 2 plays its first strategy with probability 3/4: payoffs of the others are that mean.
TEST_P(EveryConcept, IntegratesABehaviouralPlayerOut) {
  const FactoredShape shape = dense_shape({2, 2, 2}, true);
  const NormalFormGame first = suited(testing::random_game({2, 2}, 21), GetParam());
  const NormalFormGame second = suited(testing::random_game({2, 2}, 22), GetParam());
  std::vector<double> cells(shape.num_cells * kBlockLanes, 0.0);
  NormalFormGame mean({2, 2});
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t p = 0; p < 4; ++p) {
      cells[(8 * i + 2 * p) * kBlockLanes] = first.payoffs(i)[p];
      cells[(8 * i + 2 * p + 1) * kBlockLanes] = second.payoffs(i)[p];
      mean.payoffs(i)[p] = 0.75 * first.payoffs(i)[p] + 0.25 * second.payoffs(i)[p];
    }
  }
  cells[16 * kBlockLanes] = 3.0;
  cells[17 * kBlockLanes] = 1.0;
  BlockSolution solution;

  find_concept(GetParam())
      .make_block_solver(shape, short_options())
      ->solve({.shape = &shape, .num_lanes = 1, .cells = cells.data()}, solution);

  const NormalFormGame game = suited(mean, GetParam());
  auto expected = answers(game, find_concept(GetParam()).solve(game, short_options()));
  for (MixedProfile& profile : expected) {
    profile.push_back({0.75, 0.25});
  }
  // Replicators measure time by the spread of payoffs, of which tables give but a bound: they stop
  // at slightly different moments.
  const bool is_replicator = GetParam().starts_with("replicator");
  EXPECT_TRUE(testing::are_same_sets(
      testing::equilibria_of_lane(shape, solution, 0), expected, is_replicator ? 1e-2 : 1e-9));
}

INSTANTIATE_TEST_SUITE_P(Registry,
                         EveryConcept,
                         ::testing::ValuesIn(kNames),
                         [](const auto& entry) {
                           std::string name = entry.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Concept, KnowsWhoMovesBeforeWhom) {
  const ConceptOptions plain;
  const ConceptOptions given{.player = 1, .order = {2, 0, 1}};
  using ::testing::ElementsAre;

  EXPECT_THAT(find_concept("sequential").order_of_moves(3, plain), ElementsAre(0, 1, 2));
  EXPECT_THAT(find_concept("sequential").order_of_moves(3, given), ElementsAre(2, 0, 1));
  for (const char* name : {"stackelberg", "stackelberg-pure", "stackelberg-weak"}) {
    EXPECT_THAT(find_concept(name).order_of_moves(2, plain), ElementsAre(0, 1));
    EXPECT_THAT(find_concept(name).order_of_moves(2, given), ElementsAre(1, 0));
  }
  EXPECT_EQ(find_concept("nash").order_of_moves, nullptr);
}

TEST(Concepts, AreAllTestedHere) {
  std::set<std::string> names;
  for (const Concept& entry : concepts()) {
    names.emplace(entry.name);
    EXPECT_FALSE(entry.summary.empty());
  }
  EXPECT_EQ(names, kNames);
}

TEST(Concepts, AnUnknownNameIsAnsweredWithTheClosestOrAllKnown) {
  EXPECT_THAT(
      [] { (void)find_concept("nahs"); },
      ThrowsMessage<InvalidArgument>("there is no solution concept 'nahs'; did you mean 'nash'?"));
  EXPECT_THAT([] { (void)find_concept("equilibrium"); },
              ThrowsMessage<InvalidArgument>(HasSubstr("; known are qre, pure, nash, ")));
}

TEST(Concepts, RefuseWhatIsTooLargeWithTheSizeAndAConceptThatFits) {
  const FactoredShape many = dense_shape({2, 2, 2});
  const FactoredShape wide = dense_shape({20, 20});
  FactoredShape huge;
  for (int i = 0; i < 24; ++i) {
    huge.variable_sizes.push_back(2);
    huge.players.push_back(
        {std::to_string(i), {i}, {{0}, {1}}, {{{i}, static_cast<std::size_t>(2 * i), 2}}, {}});
  }
  huge.num_cells = 48;

  EXPECT_FALSE(find_concept("nash").refusal(many));
  EXPECT_THAT(*find_concept("lemke-howson").refusal(many), HasSubstr("3 choose here"));
  EXPECT_THAT(*find_concept("nash").refusal(wide), HasSubstr("lemke-howson"));
  EXPECT_THAT(*find_concept("nash").refusal(huge), HasSubstr("1.678e+07 joint profiles"));
  EXPECT_FALSE(find_concept("pure").refusal(huge));
  EXPECT_THAT(*find_concept("dominance").refusal(huge), HasSubstr("qre"));
  EXPECT_FALSE(find_concept("qre").refusal(huge));
  EXPECT_FALSE(find_concept("lemke-howson").refusal(wide));
}

TEST(SolveStatus, HasANameForEveryValue) {
  std::set<std::string_view> names;
  for (int i = 0; i < kNumSolveStatuses; ++i) {
    names.insert(to_string(static_cast<SolveStatus>(i)));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kNumSolveStatuses));
}

}  // namespace
}  // namespace demarche
