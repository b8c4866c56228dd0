// SPDX-License-Identifier: MIT
#include "demarche/game/families.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "demarche/core/error.hpp"
#include "demarche/solve/extreme_equilibria.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::vector<double> all_payoffs(const NormalFormGame& game) {
  std::vector<double> all;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    all.insert(all.end(), game.payoffs(i).begin(), game.payoffs(i).end());
  }
  return all;
}

double payoff(const NormalFormGame& game, std::size_t player, const std::vector<int>& profile) {
  return game.payoffs(player)[game.profile_index(profile)];
}

std::vector<int> changed(std::vector<int> profile, std::size_t player, int strategy) {
  profile[player] = strategy;
  return profile;
}

/// Samples' correlation of the first two players' payoffs.
double correlation(const NormalFormGame& game) {
  double xy = 0.0;
  double xx = 0.0;
  double yy = 0.0;
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    xy += game.payoffs(0)[p] * game.payoffs(1)[p];
    xx += game.payoffs(0)[p] * game.payoffs(0)[p];
    yy += game.payoffs(1)[p] * game.payoffs(1)[p];
  }
  return xy / std::sqrt(xx * yy);
}

TEST(Families, GiveTheSameGameForTheSameSeedAndElseAnotherOne) {
  for (const GameFamily& family : game_families()) {
    SCOPED_TRACE(family.name);
    const auto game = generate_game(family.name, {}, 5);

    EXPECT_EQ(all_payoffs(game), all_payoffs(generate_game(family.name, {}, 5)));
    EXPECT_EQ(all_payoffs(game) != all_payoffs(generate_game(family.name, {}, 6)),
              family.is_random);
    EXPECT_THAT(game.title, HasSubstr(std::string(family.name)));
    EXPECT_NO_THROW(game.check_finite());
  }
}

/// The 10000th number of this engine is in the C++ standard, [rand.predef]: 9981545732273789042.
/// Its 53 high bits, as a fraction, are the last of 10000 uniform payoffs.
TEST(Families, DrawTheSameNumbersOnEveryPlatform) {
  const auto game = generate_game("uniform", {.num_strategies = {10'000}}, 5489);

  EXPECT_NEAR(game.payoffs(0)[9'999], 9981545732273789042.0 / 18446744073709551616.0, 1e-15);
}

TEST(Families, UniformPayoffsFillTheUnitInterval) {
  auto payoffs = all_payoffs(generate_game("uniform", {.num_strategies = {100, 50}}, 1));

  std::sort(payoffs.begin(), payoffs.end());
  for (std::size_t k = 0; k < payoffs.size(); ++k) {
    // Kolmogorov-Smirnov: 1.95 / sqrt(10000) is exceeded once in a thousand.
    EXPECT_NEAR(payoffs[k], static_cast<double>(k) / 10'000.0, 0.0195);
  }
}

TEST(Families, IntegerPayoffsTakeAllValuesUpToTheMost) {
  const auto payoffs = all_payoffs(generate_game("integer", {.num_strategies = {9, 9}, .most = 4}));

  EXPECT_EQ(std::set<double>(payoffs.begin(), payoffs.end()),
            (std::set<double>{0.0, 1.0, 2.0, 3.0, 4.0}));
}

TEST(Families, CovariantPayoffsHaveTheCorrelationAskedFor) {
  for (const double rho : {-0.5, -0.2, 0.0, 0.7, 1.0}) {
    SCOPED_TRACE(rho);
    const auto game =
        generate_game("covariant", {.num_strategies = {40, 25, 10}, .correlation = rho}, 3);

    EXPECT_NEAR(correlation(game), rho, 0.04);  // Four standard errors of 10000 samples.
    double squares = 0.0;
    for (const double value : all_payoffs(game)) {
      squares += value * value;
    }
    EXPECT_NEAR(squares / 30'000.0, 1.0, 0.06);
  }
}

TEST(Families, TheLowestCorrelationOfThreePlayersMakesPayoffsSumToZero) {
  const auto game = generate_game("covariant", {.num_strategies = {4, 3, 2}, .correlation = -0.5});

  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    EXPECT_NEAR(game.payoffs(0)[p] + game.payoffs(1)[p] + game.payoffs(2)[p], 0.0, 1e-14);
  }
}

TEST(Families, ZeroSumAndBlottoPayoffsSumToZero) {
  for (const auto& game : {generate_game("zero-sum", {.num_strategies = {5, 8}}, 2),
                           generate_game("blotto", {.num_soldiers = 5, .num_battlefields = 4})}) {
    for (std::size_t p = 0; p < game.num_profiles(); ++p) {
      EXPECT_EQ(game.payoffs(0)[p] + game.payoffs(1)[p], 0.0);
    }
  }
}

TEST(Families, DuplicatedStrategiesPayEverybodyTheSame) {
  const auto game = generate_game("duplicated", {.num_strategies = {5, 4, 1}}, 4);

  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    const auto profile = game.profile(p);
    for (std::size_t i = 0; i < 2; ++i) {
      const int twin = profile[i] + (i == 0 ? 3 : 2);
      for (std::size_t k = 0; twin < game.num_strategies()[i] && k < 3; ++k) {
        EXPECT_EQ(payoff(game, k, profile), payoff(game, k, changed(profile, i, twin)));
      }
    }
  }
}

TEST(Families, AllChoosingTheSameIsAStrictEquilibriumOfCoordination) {
  const auto game = generate_game("coordination", {.num_strategies = {4, 4, 4}}, 9);

  for (int s = 0; s < 4; ++s) {
    for (std::size_t i = 0; i < 3; ++i) {
      for (const int shift : {1, 2, 3}) {
        const auto deviation = changed({s, s, s}, i, (s + shift) % 4);
        EXPECT_GT(payoff(game, i, {s, s, s}), payoff(game, i, deviation));
      }
    }
  }
}

/// 1!) * 3.
TEST(Families, PureEquilibriaOfDispersionAreTheEvenlySpreadProfiles) {
  const auto game = generate_game("dispersion", {.num_strategies = {3, 3, 3, 3, 3}}, 7);

  const auto result = PureEquilibria().solve(game);

  EXPECT_EQ(result.profiles.size(), 90U);
  for (const auto& profile : result.profiles) {
    for (int s = 0; s < 3; ++s) {
      EXPECT_GE(std::count(profile.begin(), profile.end(), s), 1);
    }
  }
}

TEST(Families, PolymatrixPayoffsAreSumsOverPairs) {
  const auto game = generate_game("polymatrix", {.num_strategies = {3, 4, 2}}, 6);

  bool depends_on_both = false;
  for (int a = 0; a < 3; ++a) {
    for (int b = 1; b < 4; ++b) {
      const double with_first = payoff(game, 0, {a, b, 0}) - payoff(game, 0, {a, 0, 0});
      const double with_second = payoff(game, 0, {a, b, 1}) - payoff(game, 0, {a, 0, 1});
      EXPECT_NEAR(with_first, with_second, 1e-15);
      depends_on_both = depends_on_both || (with_first != 0.0 && payoff(game, 0, {a, b, 0}) !=
                                                                     payoff(game, 0, {a, b, 1}));
    }
  }
  EXPECT_TRUE(depends_on_both);
}

/// Monderer and Shapley (1996): a game has an exact potential if gains around every cycle of four
/// moves by two players sum to 0.
TEST(Families, CongestionGamesHaveAPotentialAndAPureEquilibrium) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    SCOPED_TRACE(seed);
    const auto game = generate_game(
        "congestion", {.num_strategies = {4, 4, 4}, .is_symmetric = seed % 2 == 0}, seed);

    for (std::size_t p = 0; p < game.num_profiles(); ++p) {
      const auto start = game.profile(p);
      for (std::size_t i = 0; i < 2; ++i) {
        const std::size_t j = i + 1;
        const auto one = changed(start, i, (start[i] + 1) % 4);
        const auto both = changed(one, j, (start[j] + 1) % 4);
        const auto other = changed(start, j, (start[j] + 1) % 4);
        const double around = payoff(game, i, one) - payoff(game, i, start) +
                              payoff(game, j, both) - payoff(game, j, one) +
                              payoff(game, i, other) - payoff(game, i, both) +
                              payoff(game, j, start) - payoff(game, j, other);
        EXPECT_NEAR(around, 0.0, 1e-14);
      }
    }
    EXPECT_FALSE(PureEquilibria().solve(game).profiles.empty());
  }
}

TEST(Families, SymmetricCongestionPaysByRoleAlone) {
  const FamilyOptions options = {.num_strategies = {5, 5}, .is_symmetric = true};
  const auto game = generate_game("congestion", options, 8);

  EXPECT_EQ(game.strategy_names[0], game.strategy_names[1]);
  for (int a = 0; a < 5; ++a) {
    for (int b = 0; b < 5; ++b) {
      EXPECT_EQ(payoff(game, 0, {a, b}), payoff(game, 1, {b, a}));
    }
  }
}

/// Sandholm, Gilpin and Conitzer (2005), section 6: the only equilibrium mixes 2k - 1 strategies.
TEST(Families, SgcHasASingleEquilibriumOfMediumSupport) {
  for (const int k : {1, 2, 3}) {
    SCOPED_TRACE(k);
    const auto game = generate_game("sgc", {.size = k});

    const auto result = ExtremeEquilibria().solve(game);

    EXPECT_EQ(game.num_strategies(), (std::vector<int>{4 * k - 1, 4 * k - 1}));
    ASSERT_EQ(result.equilibria.size(), 1U);
    for (const auto& strategy : result.equilibria.front()) {
      for (std::size_t s = 0; s < strategy.size(); ++s) {
        const bool is_mixed = s < static_cast<std::size_t>(2 * k - 1);
        EXPECT_NEAR(strategy[s], is_mixed ? 1.0 / (2 * k - 1) : 0.0, 1e-14);
      }
    }
  }
}

/// Basu (1994): the only equilibrium, mixed or not, is the lowest claim.
TEST(Families, TravellersEndAtTheLowestClaim) {
  const FamilyOptions two = {.num_strategies = {8, 8}, .reward = 1.5};
  const FamilyOptions three = {.num_strategies = {9, 9, 9}, .lowest_claim = 100.0, .reward = 5.0};
  const auto game = generate_game("travellers-dilemma", two);
  const auto result = ExtremeEquilibria().solve(game);

  ASSERT_EQ(result.equilibria.size(), 1U);
  EXPECT_EQ(result.equilibria.front(), game.pure_profile(std::vector<int>{0, 0}));
  const auto larger = generate_game("travellers-dilemma", three);
  EXPECT_EQ(PureEquilibria().solve(larger).profiles, (std::vector<std::vector<int>>{{0, 0, 0}}));
  EXPECT_EQ(payoff(larger, 0, {4, 4, 4}), 104.0);
  EXPECT_EQ(payoff(larger, 0, {4, 4, 5}), 109.0);
  EXPECT_EQ(payoff(larger, 2, {4, 4, 5}), 99.0);
}

TEST(Families, BlottoCountsBattlefields) {
  const auto game = generate_game("blotto", {.num_soldiers = 6, .num_battlefields = 3});

  const auto& names = game.strategy_names[0];
  const auto find = [&](const char* name) {
    return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  EXPECT_EQ(names.size(), 28U);  // C(8, 2).
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 28U);
  EXPECT_EQ(payoff(game, 0, {find("2-2-2"), find("1-1-4")}), 1.0);
  EXPECT_EQ(payoff(game, 0, {find("0-0-6"), find("1-2-3")}), -1.0);
  EXPECT_EQ(payoff(game, 0, {find("3-3-0"), find("3-2-1")}), 0.0);
}

TEST(Families, TellEverythingThatIsWrongWithTheOptions) {
  const auto generate = [](const char* family, const FamilyOptions& options) {
    return [=] { (void)generate_game(family, options); };
  };
  const auto says = [](const char* text) {
    return ThrowsMessage<InvalidArgument>(HasSubstr(text));
  };
  EXPECT_THAT(generate("unifrom", {}), says("did you mean 'uniform'?"));
  EXPECT_THAT(generate("chess", {}), says("known are uniform, integer"));
  EXPECT_THAT(generate("integer", {.num_strategies = {0, 3}, .most = 0}),
              ThrowsMessage<InvalidArgument>(
                  AllOf(HasSubstr("integer: strategies must be at least 1, got 0\n"),
                        HasSubstr("integer: most must be at least 1, got 0"))));
  EXPECT_THAT(generate("uniform", {.num_strategies = {}}), says("one player at least"));
  EXPECT_THAT(generate("uniform", {.num_strategies = {50'000, 50'000}}), says("2^27 payoffs"));
  EXPECT_THAT(generate("zero-sum", {.num_strategies = {2, 2, 2}}), says("2 players, got 3"));
  EXPECT_THAT(generate("dispersion", {.num_strategies = {2, 3}}), says("got 2,3"));
  EXPECT_THAT(generate("covariant", {.num_strategies = {2, 2, 2}, .correlation = -0.51}),
              says("rho must be in [-0.5, 1] for 3 players, got -0.51"));
  EXPECT_THAT(generate("covariant", {.correlation = std::nan("")}), says("got nan"));
  EXPECT_THAT(generate("congestion", {.num_facilities = 21}), says("facilities must be in"));
  EXPECT_THAT(generate("congestion", {.num_facilities = 1}), says("at most 1, the sets"));
  EXPECT_THAT(generate("congestion", {.num_strategies = {2, 3}, .is_symmetric = true}),
              says("as many for every player"));
  EXPECT_THAT(generate("sgc", {.size = 0}), says("size must be in [1, 2000], got 0"));
  EXPECT_THAT(generate("travellers-dilemma", {.reward = 1.0}), says("reward must be above 1"));
  EXPECT_THAT(generate("blotto", {.num_soldiers = 10'000, .num_battlefields = 100}),
              says("2^27 payoffs"));
}

}  // namespace
}  // namespace demarche
