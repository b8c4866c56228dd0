// SPDX-License-Identifier: MIT
#include "solve/signs/twin_strategies.hpp"

#include <gtest/gtest.h>

#include "support/blocks.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::DenseBlock;
using testing::equilibria_of_lane;
using testing::solve_block;

/// A random game in which each player's strategy s is a copy of `copy_of[player][s]`.
NormalFormGame game_with_twins(const std::array<std::vector<int>, 2>& copy_of, std::uint64_t seed) {
  const std::vector<int> sizes{static_cast<int>(copy_of[0].size()),
                               static_cast<int>(copy_of[1].size())};
  const NormalFormGame source = testing::random_game(sizes, seed);
  NormalFormGame game(sizes);
  for (std::size_t of = 0; of < 2; ++of) {
    for (std::size_t p = 0; p < game.num_profiles(); ++p) {
      const auto profile = game.profile(p);
      const std::vector<int> original{copy_of[0][static_cast<std::size_t>(profile[0])],
                                      copy_of[1][static_cast<std::size_t>(profile[1])]};
      game.payoffs(of)[p] = source.payoffs(of)[source.profile_index(original)];
    }
  }
  return game;
}

void expect_as_one_by_one(const std::vector<NormalFormGame>& games) {
  const DenseBlock block(games);
  const BlockSolution solution = solve_block("nash", block);
  for (std::size_t lane = 0; lane < games.size(); ++lane) {
    SCOPED_TRACE(lane);
    const Solution expected = find_concept("nash").solve(games[lane], {});
    const Certificate& certificate = solution.certificates[lane];
    ASSERT_EQ(certificate.status, expected.certificate.status);
    ASSERT_EQ(certificate.num_equilibria, expected.certificate.num_equilibria);
    ASSERT_EQ(certificate.is_complete, expected.certificate.is_complete);
    ASSERT_EQ(certificate.is_degenerate,
              expected.components.size() < expected.equilibria.size() &&
                  expected.certificate.is_degenerate);
    const auto equilibria = equilibria_of_lane(block.shape(), solution, lane);
    ASSERT_TRUE(testing::are_same_sets(equilibria, expected.equilibria, 1e-9));
    for (std::size_t c = 0; c < equilibria.size(); ++c) {
      ASSERT_DOUBLE_EQ(solution.weights[c][lane], 1.0 / static_cast<double>(equilibria.size()));
    }
  }
}

std::vector<NormalFormGame> games_with_twins(const std::array<std::vector<int>, 2>& copy_of) {
  std::vector<NormalFormGame> games;
  for (std::uint64_t seed = 0; seed < kBlockLanes; ++seed) {
    games.push_back(game_with_twins(copy_of, seed));
  }
  return games;
}

TEST(TwinStrategies, ExtremePointsAreThoseOfTheExactPath) {
  for (const std::array<std::vector<int>, 2>& copy_of :
       std::vector<std::array<std::vector<int>, 2>>{{{{0, 0, 2}, {0, 1, 2}}},
                                                    {{{0, 1, 2}, {0, 1, 1}}},
                                                    {{{0, 1, 0}, {0, 0, 2}}},
                                                    {{{0, 0, 0, 3}, {0, 1, 2}}},
                                                    {{{0, 0, 2, 2}, {0, 1, 1, 3}}}}) {
    const auto games = games_with_twins(copy_of);
    for (const std::int64_t target : testing::vector_targets()) {
      SCOPED_TRACE(target);
      const testing::ForcedInstructionSet forced(target);
      expect_as_one_by_one(games);
    }
  }
}

/// Supports of 3 by 3 games are 19 pairs; the exact path counts its own work.
TEST(TwinStrategies, SignsDecideGamesWithTwins) {
  const DenseBlock block(games_with_twins({{{0, 0, 2}, {0, 1, 2}}}));

  const BlockSolution solution = solve_block("nash", block);

  for (const int iterations : solution.certificates.iterations) {
    EXPECT_EQ(iterations, 19);
  }
}

/// Lanes with other twins than the first, with none, or with a tie besides go the exact way.
TEST(TwinStrategies, LanesMayDiffer) {
  std::vector<NormalFormGame> games;
  for (std::uint64_t seed = 0; seed < kBlockLanes; ++seed) {
    switch (seed % 4) {
      case 0:
        games.push_back(game_with_twins({{{0, 0, 2}, {0, 1, 2}}}, seed));
        break;
      case 1:
        games.push_back(game_with_twins({{{0, 1, 1}, {0, 1, 2}}}, seed));
        break;
      case 2:
        games.push_back(testing::random_integer_game({3, 3}, 3, seed));
        break;
      default:
        games.push_back(testing::random_game({3, 3}, seed));
    }
  }
  const DenseBlock block(games);

  const BlockSolution solution = solve_block("nash", block);

  for (std::size_t lane = 0; lane < games.size(); ++lane) {
    const Solution expected = find_concept("nash").solve(games[lane], {});
    EXPECT_TRUE(testing::are_same_sets(
        equilibria_of_lane(block.shape(), solution, lane), expected.equilibria, 1e-9));
  }
}

/// Nobody's choice matters: one kind each, and nothing for signs to say.
TEST(TwinStrategies, AllMayBeTwins) {
  const DenseBlock block({NormalFormGame({2, 3})});

  const BlockSolution solution = solve_block("nash", block);

  EXPECT_EQ(solution.certificates[0].status, SolveStatus::converged);
  EXPECT_EQ(solution.certificates[0].num_equilibria, 6);
}

}  // namespace
}  // namespace demarche
