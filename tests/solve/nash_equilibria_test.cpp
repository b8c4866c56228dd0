// SPDX-License-Identifier: MIT
#include "demarche/solve/nash_equilibria.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/core/interruption.hpp"
#include "demarche/solve/concept.hpp"
#include "solve/paths/payoff_field.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Case F2: four players are paid 1 if all play 0, 2 if all play 1, else nothing.
NormalFormGame unanimity() {
  NormalFormGame game({2, 2, 2, 2});
  for (std::size_t i = 0; i < 4; ++i) {
    game.payoffs(i)[0] = 1;
    game.payoffs(i)[15] = 2;
  }
  return game;
}

/// Case F1: strategy 0 pays 1; strategy 1 pays `prize` to whoever plays it alone.
NormalFormGame anti_coordination(int num_players, double prize) {
  NormalFormGame game(std::vector<int>(static_cast<std::size_t>(num_players), 2));
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    const auto profile = game.profile(p);
    const auto num_ones = std::count(profile.begin(), profile.end(), 1);
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      game.payoffs(i)[p] = profile[i] == 0 ? 1.0 : num_ones == 1 ? prize : 0.0;
    }
  }
  return game;
}

TEST(NashEquilibria, F1FindsTheSymmetricEquilibriumOfAntiCoordination) {
  for (const int num_players : {3, 4}) {
    const auto result = NashEquilibria().solve(anti_coordination(num_players, 2.0));

    const double p0 = 1.0 / std::pow(2.0, 1.0 / (num_players - 1));
    const MixedProfile symmetric(static_cast<std::size_t>(num_players),
                                 std::vector<double>{p0, 1 - p0});
    EXPECT_TRUE(std::any_of(result.equilibria.begin(), result.equilibria.end(), [&](const auto& e) {
      return testing::distance(e, symmetric) < 1e-9;
    }));
  }
}

/// The most that a generic 2x2x2 game can have.
TEST(NashEquilibria, ThreePlayersCanHaveNineEquilibria) {
  const auto result = NashEquilibria().solve(testing::nine_equilibria_game());

  EXPECT_TRUE(result.is_complete);
  EXPECT_FALSE(result.is_degenerate);
  EXPECT_EQ(result.equilibria.size(), 9U);
}

TEST(NashEquilibria, TwoPlayersWithoutTiesAreDecidedInFloatingPoint) {
  const auto result = NashEquilibria().solve(testing::random_game({4, 4}, 3));

  EXPECT_EQ(result.method, NashMethod::supports);
  EXPECT_TRUE(result.is_complete);
  EXPECT_TRUE(result.components.empty());
}

TEST(NashEquilibria, TwoPlayersWithTiesAreDecidedExactly) {
  const auto result = NashEquilibria().solve(
      bimatrix(Matrix{{3, 3}, {2, 5}, {0, 6}}, Matrix{{3, 3}, {2, 6}, {3, 1}}));

  EXPECT_EQ(result.method, NashMethod::vertices);
  EXPECT_TRUE(result.is_complete);
  EXPECT_TRUE(result.is_degenerate);
  EXPECT_THAT(result.components, ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

/// Case A13: a tie of 1e-8 is none.
/// R = (1/3, 2/3), (2/3, 1/3), (1/2, 1/2) and C = (1, 0), (0, 1), (1, 0): the column player mixes
/// half and half, and the row player anything between (1/2, 1/2, 0) and (0, 1/2, 1/2).
TEST(NashEquilibria, ThirdsTieAsTheyAreWritten) {
  const Fraction third(1, 3);
  const Fraction half(1, 2);
  const Fraction rest(2, 3);
  NormalFormGame game({3, 2});
  game.set_exact_payoffs({third,
                          rest,
                          rest,
                          third,
                          half,
                          half,
                          Fraction(1),
                          Fraction(),
                          Fraction(),
                          Fraction(1),
                          Fraction(1),
                          Fraction()});

  const auto result = NashEquilibria().solve(game);

  EXPECT_EQ(result.method, NashMethod::vertices);
  EXPECT_TRUE(result.is_complete);
  EXPECT_TRUE(result.is_degenerate);
  EXPECT_THAT(result.equilibria,
              ElementsAre(MixedProfile{{0.5, 0.5, 0}, {0.5, 0.5}},
                          MixedProfile{{0, 0.5, 0.5}, {0.5, 0.5}}));
  EXPECT_THAT(result.components, ElementsAre(ElementsAre(0, 1)));
  const Concept& nash = find_concept("nash");
  EXPECT_EQ(nash.solve(game, {}).method, "vertex enumeration in exact arithmetic");
  game.payoffs(0)[0] = 0.25;
  game.payoffs(0)[0] = third.to_double();
  EXPECT_TRUE(game.is_exact()) << "the payoff is what it was";
  game.payoffs(1)[5] = 1.0 / 3.0;
  EXPECT_EQ(nash.solve(game, {}).method,
            "vertex enumeration in exact arithmetic on the doubles given");
}

/// In doubles, all payoffs of the first player are 1e17.
TEST(NashEquilibria, ExactPayoffsFarFromZeroAreToldApart) {
  constexpr std::int64_t kFar = 100'000'000'000'000'000;
  for (const std::vector<int>& sizes : {std::vector{2, 1}, std::vector{2}, std::vector{2, 2, 2}}) {
    NormalFormGame game(sizes);
    std::vector<Fraction> exact;
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      for (std::size_t p = 0; p < game.num_profiles(); ++p) {
        exact.emplace_back(kFar + game.profile(p)[i]);
      }
    }
    game.set_exact_payoffs(exact);

    const auto result = NashEquilibria().solve(game);

    EXPECT_FALSE(result.is_degenerate);
    EXPECT_THAT(result.equilibria,
                ElementsAre(game.pure_profile(game.profile(game.num_profiles() - 1))));
  }
}

TEST(NashEquilibria, A13ATinyGainIsAGain) {
  const Matrix row{{1, -2}, {1 + 1e-8, 0}};

  const auto result = NashEquilibria().solve(bimatrix(row, row.transpose()));

  EXPECT_TRUE(result.is_complete);
  ASSERT_EQ(result.equilibria.size(), 1U);
  EXPECT_EQ(result.equilibria[0], (MixedProfile{{0, 1}, {0, 1}}));
}

/// Case A19: zero-sum with a skew-symmetric block; QuantEcon once raised an error.
TEST(NashEquilibria, A19SingularSupportsDoNoHarm) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    auto game = testing::random_game({3, 2}, seed);
    for (std::size_t p = 0; p < 6; ++p) {
      game.payoffs(1)[p] = -game.payoffs(0)[p];
    }
    EXPECT_EQ(NashEquilibria().solve(game).status, SolveStatus::converged);
  }
}

TEST(NashEquilibria, OnePlayerTakesItsBestStrategies) {
  NormalFormGame game({3});
  game.payoffs(0)[0] = game.payoffs(0)[2] = 1;

  const auto result = NashEquilibria().solve(game);

  EXPECT_TRUE(result.is_degenerate);
  EXPECT_EQ(result.equilibria, (std::vector<MixedProfile>{{{1, 0, 0}}, {{0, 0, 1}}}));
  EXPECT_THAT(result.components, ElementsAre(ElementsAre(0, 1)));
}

TEST(NashEquilibria, SaysThatAContinuumIsNotComplete) {
  const auto result = NashEquilibria().solve(unanimity());

  EXPECT_EQ(result.status, SolveStatus::converged);
  EXPECT_TRUE(result.is_degenerate);
  EXPECT_FALSE(result.is_complete);
  for (const auto& equilibrium : result.equilibria) {
    EXPECT_LE(unanimity().relative_regret(equilibrium), 1e-9);
  }
}

TEST(NashEquilibria, KeepsToItsBudgets) {
  const auto game = testing::random_game({3, 3, 3}, 5);

  const auto few_boxes = NashEquilibria({.max_boxes = 10}).solve(game);
  const auto little_time = NashEquilibria({.max_seconds = 1e-9}).solve(game);

  EXPECT_FALSE(few_boxes.is_complete);
  EXPECT_FALSE(little_time.is_complete);
}

TEST(NashEquilibria, RefusesGamesThatAreTooLarge) {
  EXPECT_TRUE(NashEquilibria::refusal({20, 20}).has_value());
  EXPECT_TRUE(NashEquilibria::refusal({5, 5, 5, 5}).has_value());
  EXPECT_FALSE(NashEquilibria::refusal({3, 3, 3}).has_value());
  EXPECT_THROW((void)NashEquilibria().solve(testing::random_game({20, 20}, 1)), InvalidArgument);
}

/// What a strictly dominated strategy adds is nothing.
TEST(NashEquilibria, ADominatedStrategyChangesNothing) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto game = testing::random_game({2, 2, 2}, seed);
    NormalFormGame larger({3, 2, 2});
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t p = 0; p < larger.num_profiles(); ++p) {
        larger.payoffs(i)[p] = p < 8 ? game.payoffs(i)[p] : -1.0 - static_cast<double>(i);
      }
    }

    auto expected = NashEquilibria().solve(game).equilibria;
    for (auto& profile : expected) {
      profile[0].push_back(0.0);
    }

    EXPECT_TRUE(testing::are_same_sets(NashEquilibria().solve(larger).equilibria, expected, 1e-9));
  }
}

/// All of 2^11 - 1 equilibria, more than a run would keep.
TEST(NashEquilibria, ListsThousands) {
  const Matrix identity = Matrix::Identity(11, 11);

  const auto solution = find_concept("nash").solve(bimatrix(identity, identity), {});

  EXPECT_EQ(solution.certificate.status, SolveStatus::converged);
  EXPECT_EQ(solution.equilibria.size(), 2047U);
}

/// The ends of a continuum are seen from several supports.
TEST(NashEquilibria, ListsNothingTwice) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const auto result = NashEquilibria().solve(testing::random_integer_game({2, 2, 2}, 1, seed));
    for (std::size_t a = 0; a < result.equilibria.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        EXPECT_GT(testing::distance(result.equilibria[a], result.equilibria[b]), 1e-6) << seed;
      }
    }
  }
}

/// Units of the smallest number there is: halving one gives 0.
TEST(NashEquilibria, TheSmallestPayoffsAreToldApart) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    auto game = testing::random_integer_game({2, 2, 2}, 1000, seed);
    const auto expected = NashEquilibria().solve(game);
    for (std::size_t i = 0; i < 3; ++i) {
      game = testing::rescaled(game, i, 0x1p-1074, 0.0);
    }

    const auto actual = NashEquilibria().solve(game);

    ASSERT_EQ(actual.method, expected.method) << seed;
    ASSERT_TRUE(testing::are_same_sets(actual.equilibria, expected.equilibria, 1e-9)) << seed;
  }
}

/// 4,000 players of whom two choose: as the game of the two, exact payoffs included.
TEST(NashEquilibria, PlayersOfOneStrategyAreNoWork) {
  std::vector<int> num_strategies(4000, 1);
  num_strategies[17] = 2;
  num_strategies[3000] = 2;
  NormalFormGame game(num_strategies);
  const std::vector<double> first = {1, -1, -1, 1};
  for (std::size_t p = 0; p < 4; ++p) {
    game.payoffs(17)[p] = first[p];
    game.payoffs(3000)[p] = -first[p];
  }

  const auto result = NashEquilibria().solve(game);

  ASSERT_EQ(result.equilibria.size(), 1U);
  EXPECT_TRUE(result.is_complete);
  ASSERT_EQ(result.equilibria[0].size(), 4000U);
  EXPECT_THAT(result.equilibria[0][16], ElementsAre(1.0));
  EXPECT_THAT(result.equilibria[0][17], ElementsAre(0.5, 0.5));
  EXPECT_THAT(result.equilibria[0][3000], ElementsAre(0.5, 0.5));
  EXPECT_EQ(NashEquilibria::refusal(num_strategies), std::nullopt);
}

TEST(NashEquilibria, WhereNobodyHasAChoiceThereIsOneEquilibrium) {
  const auto result = NashEquilibria().solve(NormalFormGame({1, 1, 1}));

  EXPECT_THAT(result.equilibria, ElementsAre(MixedProfile{{1.0}, {1.0}, {1.0}}));
  EXPECT_TRUE(result.is_complete);
}

/// The doubles of 1/3 + 2/3 and 1 are the same, the fractions are, too; 1e-30 more is not.
TEST(NashEquilibria, FractionsDecideWithoutIdlePlayers) {
  NormalFormGame game({1, 2, 1});
  const auto exact = [&](const char* second) {
    std::vector<Fraction> payoffs(6);
    payoffs[2] = Fraction(1);
    payoffs[3] = *Fraction::parse(second);
    game.set_exact_payoffs(payoffs);
    return NashEquilibria().solve(game).equilibria.size();
  };

  EXPECT_EQ(exact("1"), 2U);
  EXPECT_EQ(exact("1.000000000000000000000000000001"), 1U);
}

/// The time is over before the first pair of supports.
TEST(NashEquilibria, TimeLimitsReachSupportEnumeration) {
  const auto result = NashEquilibria({.max_seconds = 1e-9}).solve(testing::random_game({8, 8}, 1));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_THAT(result.equilibria, IsEmpty());
  EXPECT_EQ(result.num_steps, 0);
}

TEST(NashEquilibria, InterruptionsReachTheRefinementOfAnEquilibrium) {
  const NormalFormGame unit = testing::random_game({3, 3, 3}, 1).unit_scaled();
  const std::vector<std::vector<int>> supports(3, std::vector<int>{0});
  const MixedProfile pure = unit.pure_profile(std::vector<int>{0, 0, 0});
  ASSERT_TRUE(refine_on(unit, pure, supports, 2.0));

  const InterruptionScope scope([] { return true; });

  EXPECT_FALSE(refine_on(unit, pure, supports, 2.0));
}

}  // namespace
}  // namespace demarche
