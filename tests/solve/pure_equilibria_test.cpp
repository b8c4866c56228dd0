// SPDX-License-Identifier: MIT
#include "demarche/solve/pure_equilibria.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bitset>
#include <limits>

#include "demarche/core/error.hpp"
#include "support/factored_games.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using Profile = std::vector<int>;

TEST(PureEquilibria, FindsBothOfTheBattleOfTheSexes) {
  const auto result =
      PureEquilibria().solve(bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{2, 0}, {1, 3}}));

  EXPECT_THAT(result.profiles, ElementsAre(Profile{0, 0}, Profile{1, 1}));
  EXPECT_FALSE(result.is_degenerate);
}

TEST(PureEquilibria, SaysThatMatchingPenniesHasNone) {
  const Matrix row{{1, -1}, {-1, 1}};

  EXPECT_EQ(PureEquilibria().solve(bimatrix(row, -row)).status, SolveStatus::no_equilibrium);
}

/// QuantEcon test_pure_nash.py: 1 to all if all play 0, 2 if all play 1, else 0.
TEST(PureEquilibria, FindsAllOfTheUnanimityGameOfFour) {
  NormalFormGame game({2, 2, 2, 2});
  for (std::size_t i = 0; i < 4; ++i) {
    game.payoffs(i)[0] = 1.0;
    game.payoffs(i)[15] = 2.0;
  }

  const auto result = PureEquilibria().solve(game);

  std::vector<Profile> expected;
  for (unsigned p = 0; p < 16; ++p) {
    if (p == 0 || p == 15 || std::bitset<4>(p).count() == 2) {
      expected.push_back({static_cast<int>(p >> 3 & 1),
                          static_cast<int>(p >> 2 & 1),
                          static_cast<int>(p >> 1 & 1),
                          static_cast<int>(p & 1)});
    }
  }
  EXPECT_THAT(result.profiles, ::testing::ElementsAreArray(expected));
  EXPECT_TRUE(result.is_degenerate);
}

/// The tolerance decides what is a tie: a prisoner's dilemma with a temptation of 1e-8.
TEST(PureEquilibria, TiesAreWithinTheTolerance) {
  const Matrix row{{1, -2}, {1 + 1e-8, 0}};
  const auto game = bimatrix(row, row.transpose());

  EXPECT_THAT(PureEquilibria({.tie_tolerance = 0.0}).solve(game).profiles,
              ElementsAre(Profile{1, 1}));
  EXPECT_THAT(PureEquilibria({.tie_tolerance = 1e-8}).solve(game).profiles,
              UnorderedElementsAre(Profile{0, 0}, Profile{1, 1}));
}

/// A third is worth more than its first sixteen digits, by less than the tolerance.
TEST(PureEquilibria, OfExactGamesHaveExactTies) {
  NormalFormGame game({3});
  game.set_exact_payoffs({Fraction(1, 3), *Fraction::parse("0.3333333333333333"), Fraction(0)});

  EXPECT_THAT(PureEquilibria().solve(game).profiles, ElementsAre(Profile{0}));
  EXPECT_FALSE(PureEquilibria().solve(game).is_degenerate);
  EXPECT_THAT(PureEquilibria({.tie_tolerance = 1e-9}).solve(game).profiles,
              ElementsAre(Profile{0}, Profile{1}));
}

TEST(PureEquilibria, AreExactlyTheProfilesWithoutRegret) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    const auto game = testing::random_integer_game({2, 3, 2}, 4, seed);
    const auto found = PureEquilibria().solve(game).profiles;
    for (int a = 0; a < 2; ++a) {
      for (int b = 0; b < 3; ++b) {
        for (int c = 0; c < 2; ++c) {
          MixedProfile mixed = {{0, 0}, {0, 0, 0}, {0, 0}};
          mixed[0][static_cast<std::size_t>(a)] = 1;
          mixed[1][static_cast<std::size_t>(b)] = 1;
          mixed[2][static_cast<std::size_t>(c)] = 1;
          const bool is_listed = std::count(found.begin(), found.end(), Profile{a, b, c}) == 1;
          EXPECT_EQ(is_listed, game.max_regret(mixed) == 0.0);
        }
      }
    }
  }
}

TEST(PureEquilibria, RejectsNumbersThatAreNotFinite) {
  NormalFormGame game({2, 2});
  game.payoffs(0)[1] = std::numeric_limits<double>::quiet_NaN();

  EXPECT_THROW((void)PureEquilibria().solve(game), InvalidArgument);
  EXPECT_THROW(PureEquilibria({.tie_tolerance = -1.0}), InvalidArgument);
}

/// Every profile of a small factored game, by its definition.
std::vector<std::vector<int>> brute_force(const FactoredGame& game) {
  const FactoredShape& shape = game.shape;
  std::vector<double> block(shape.num_cells * kBlockLanes, 0.0);
  for (std::size_t row = 0; row < shape.num_cells; ++row) {
    block[row * kBlockLanes] = game.cells[row];
  }
  std::vector<std::vector<int>> found;
  std::vector<int> profile(shape.num_players(), 0);
  const auto payoff = [&](std::size_t i, const std::vector<int>& strategies) {
    std::vector<int> levels(shape.variable_sizes.size());
    for (std::size_t j = 0; j < strategies.size(); ++j) {
      const auto& own = shape.players[j];
      for (std::size_t k = 0; k < own.variables.size(); ++k) {
        levels[static_cast<std::size_t>(own.variables[k])] =
            own.strategies[static_cast<std::size_t>(strategies[j])][k];
      }
    }
    return testing::payoff_at(shape, i, levels, block, 0);
  };
  while (true) {
    bool is_equilibrium = true;
    for (std::size_t i = 0; i < profile.size() && is_equilibrium; ++i) {
      auto other = profile;
      for (int s = 0; s < static_cast<int>(shape.players[i].strategies.size()); ++s) {
        other[i] = s;
        is_equilibrium = is_equilibrium && payoff(i, other) <= payoff(i, profile);
      }
    }
    if (is_equilibrium) {
      found.push_back(profile);
    }
    std::size_t i = profile.size();
    while (i-- > 0) {
      if (++profile[i] < static_cast<int>(shape.players[i].strategies.size())) {
        break;
      }
      profile[i] = 0;
    }
    if (i == static_cast<std::size_t>(-1)) {
      return found;
    }
  }
}

TEST(PureEquilibria, SearchOfFactoredGamesAgreesWithTheDefinition) {
  int num_found = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    FactoredGame game;
    game.shape = testing::random_shape({{2, 3}, {2, 2}, {3}, {2}}, 9, seed);
    const auto cells = testing::random_cells(game.shape, 1.0, seed);
    for (std::size_t row = 0; row < game.shape.num_cells; ++row) {
      game.cells.push_back(cells[row * kBlockLanes]);
    }

    const auto result = PureEquilibria().solve(game);

    const auto expected = brute_force(game);
    EXPECT_EQ(result.profiles, expected) << seed;
    EXPECT_EQ(result.status,
              expected.empty() ? SolveStatus::no_equilibrium : SolveStatus::converged);
    num_found += static_cast<int>(expected.size());
  }
  EXPECT_GT(num_found, 20);
}

TEST(PureEquilibria, SearchAndTensorAgreeOnDenseGames) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto game = testing::random_integer_game({3, 2, 4}, 4, seed);

    EXPECT_EQ(PureEquilibria().solve(factored_form(game)).profiles,
              PureEquilibria().solve(game).profiles);
  }
}

/// A behavioural player is averaged over: the row player's payoff is what it expects.
TEST(PureEquilibria, SearchAveragesOverBehaviour) {
  FactoredGame game;
  game.shape.variable_sizes = {2, 2};
  game.shape.players = {
      {.name = "row", .variables = {0}, .strategies = {{0}, {1}}, .payoff = {{{0, 1}, 0, 4}}},
      {.name = "nature", .variables = {1}, .strategies = {{0}, {1}}, .behaviour = {{{1}, 4, 2}}}};
  game.shape.num_cells = 6;
  game.cells = {4, 0, 1, 2, 1, 3};  // Nature plays its second strategy three times in four.

  EXPECT_EQ(PureEquilibria().solve(game).profiles, (std::vector<std::vector<int>>{{1}}));
  game.cells[5] = 1;
  EXPECT_EQ(PureEquilibria().solve(game).profiles, (std::vector<std::vector<int>>{{0}}));
}

/// Case F2: all play 0, all play 1, or exactly two play 0.
TEST(PureEquilibria, F2UnanimityGame) {
  NormalFormGame game({2, 2, 2, 2});
  for (std::size_t i = 0; i < 4; ++i) {
    game.payoffs(i)[0] = 1;
    game.payoffs(i)[15] = 2;
  }

  const auto profiles = PureEquilibria().solve(game).profiles;

  EXPECT_EQ(profiles.size(), 8U);
  for (const auto& profile : profiles) {
    const auto num_zeros = std::count(profile.begin(), profile.end(), 0);
    EXPECT_TRUE(num_zeros == 0 || num_zeros == 2 || num_zeros == 4);
  }
}

TEST(PureEquilibria, SearchReportsASpentBudget) {
  const auto result =
      PureEquilibria({.max_nodes = 2}).solve(factored_form(testing::random_game({3, 3, 3}, 1)));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.profiles.empty());
}

/// The spread of these payoffs is beyond the range of doubles.
TEST(PureEquilibria, TellsTheLargestPayoffsApart) {
  const Matrix row{{1e308, -1.7e308}, {1.7e308, -1e308}};

  const auto result = PureEquilibria().solve(testing::bimatrix(row, row.transpose()));

  EXPECT_EQ(result.profiles, (std::vector<std::vector<int>>{{1, 1}}));
}

}  // namespace
}  // namespace demarche
