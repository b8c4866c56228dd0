// SPDX-License-Identifier: MIT
#include "solve/signs/small_bimatrix.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/solve/extreme_equilibria.hpp"
#include "solve/signs/sign_planes.hpp"
#include "solve/signs/support_solution.hpp"
#include "support/bimatrix_sources.hpp"
#include "support/blocks.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::DenseBlock;
using testing::equilibria_of_lane;
using testing::solve_block;

std::vector<NormalFormGame> games_of(const testing::GameSource& source,
                                     const std::vector<int>& sizes,
                                     std::size_t count,
                                     std::uint64_t first_seed) {
  std::vector<NormalFormGame> games;
  for (std::size_t i = 0; i < count; ++i) {
    games.push_back(source.make(sizes, first_seed + i));
  }
  return games;
}

/// The planes of games in dense form.
LaneSet undecided(const DenseBlock& block, const std::vector<int>& sizes) {
  SignPlanes planes(sizes[0], sizes[1]);
  const double* cells = block.view().cells;
  planes.find(cells, cells + static_cast<std::size_t>(sizes[0] * sizes[1]) * kBlockLanes);
  auto lanes = planes.undecided();
  for (std::size_t lane = block.view().num_lanes; lane < kBlockLanes; ++lane) {
    lanes.reset(lane);
  }
  return lanes;
}

/// `tolerance` is of probabilities.
void expect_as_one_by_one(const std::vector<NormalFormGame>& games, double tolerance = 1e-6) {
  const DenseBlock block(games);
  const BlockSolution solution = solve_block("nash", block);
  for (std::size_t lane = 0; lane < games.size(); ++lane) {
    SCOPED_TRACE(lane);
    const Solution expected = find_concept("nash").solve(games[lane], {});
    const Certificate& certificate = solution.certificates[lane];
    ASSERT_EQ(certificate.status, expected.certificate.status);
    ASSERT_EQ(certificate.num_equilibria, expected.certificate.num_equilibria);
    // The exact path also calls a game degenerate whose ties no equilibrium hangs on.
    const bool is_isolated = expected.components.size() == expected.equilibria.size();
    ASSERT_TRUE(certificate.is_degenerate == expected.certificate.is_degenerate ||
                (!certificate.is_degenerate && is_isolated));
    ASSERT_EQ(certificate.is_complete, expected.certificate.is_complete);
    ASSERT_LE(certificate.residual, 1e-9);
    const auto equilibria = equilibria_of_lane(block.shape(), solution, lane);
    ASSERT_TRUE(testing::are_same_sets(equilibria, expected.equilibria, tolerance));
    for (const auto& equilibrium : equilibria) {
      ASSERT_LE(games[lane].relative_regret(equilibrium), certificate.residual + 1e-13);
    }
    // Wilson (1971): their number is odd unless the game is degenerate.
    ASSERT_TRUE(certificate.is_degenerate || certificate.num_equilibria % 2 == 1);
  }
}

/// How many blocks of each shape. The slow test asks for more games, of which uniform payoffs get
/// all and other sources a fiftieth.
std::size_t num_blocks(const testing::GameSource& source) {
  const char* text = std::getenv("DEMARCHE_TEST_GAMES");
  const std::size_t games = text == nullptr ? 0 : std::strtoull(text, nullptr, 10);
  return 1 + games / kBlockLanes / (source.name == "uniform" ? 1 : 50);
}

class SmallBimatrix : public ::testing::TestWithParam<testing::GameSource> {};

TEST_P(SmallBimatrix, AnswersABlockOfAnyShapeAsGamesOneByOne) {
  // One by one payoffs are seen above their lowest: next to one of 1e10 those of 1e-5 have no
  // digits left, and certificates are relative to the spread.
  const double tolerance = GetParam().name == "mixedScale" ? 1e-3 : 1e-6;
  for (const auto& sizes : testing::small_sizes()) {
    SCOPED_TRACE(::testing::PrintToString(sizes));
    for (std::size_t b = 0; b < num_blocks(GetParam()); ++b) {
      SCOPED_TRACE(b);
      expect_as_one_by_one(games_of(GetParam(), sizes, kBlockLanes, b * kBlockLanes), tolerance);
      ASSERT_FALSE(HasFatalFailure());
    }
  }
}

TEST_P(SmallBimatrix, IsTheSameOnEveryInstructionSet) {
  for (const auto& sizes : testing::small_sizes()) {
    SCOPED_TRACE(::testing::PrintToString(sizes));
    const DenseBlock block(games_of(GetParam(), sizes, 8, 1000));
    const BlockSolution expected = solve_block("nash", block);
    for (const std::int64_t target : testing::vector_targets()) {
      SCOPED_TRACE(target);
      const testing::ForcedInstructionSet forced(target);
      const BlockSolution actual = solve_block("nash", block);
      for (std::size_t lane = 0; lane < 8; ++lane) {
        ASSERT_EQ(actual.certificates[lane].num_equilibria,
                  expected.certificates[lane].num_equilibria);
        ASSERT_TRUE(testing::are_same_sets(equilibria_of_lane(block.shape(), actual, lane),
                                           equilibria_of_lane(block.shape(), expected, lane),
                                           1e-9));
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sources,
                         SmallBimatrix,
                         ::testing::ValuesIn(testing::bimatrix_sources()),
                         [](const auto& source) { return testing::test_name(source); });

/// Three rows of 3 by 2 games on a line, so that where two are indifferent the third is too, though
/// no difference of theirs is exact: row 0 is a, row 1 is a + x and row 2 is a + 3/4 x for numbers
/// with 53 bits whose differences need more.
NormalFormGame tied_beyond_rounding(std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_int_distribution<std::int64_t> half(0, std::int64_t{1} << 50);
  NormalFormGame game = testing::random_game({3, 2}, seed + 1);
  for (std::size_t column = 0; column < 2; ++column) {
    const double sign = column == 0 ? 1.0 : -1.0;
    const double a = -2.0 + static_cast<double>(half(engine)) * 0x1p-52;
    const double x = 2.0 + static_cast<double>(half(engine)) * 0x1p-51;
    game.payoffs(0)[column] = sign * a;
    game.payoffs(0)[2 + column] = sign * (a + x);
    game.payoffs(0)[4 + column] = sign * (a + 0.75 * x);
  }
  return game;
}

TEST(SmallBimatrix, SeesTiesThatRoundingHides) {
  std::vector<NormalFormGame> games;
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    games.push_back(tied_beyond_rounding(lane));
  }
  const DenseBlock block(games);
  for (const std::int64_t target : testing::vector_targets()) {
    const testing::ForcedInstructionSet forced(target);

    const BlockSolution solution = solve_block("nash", block);

    int num_tied = 0;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      const auto exact = ExtremeEquilibria().solve(games[lane]);
      // Some mix of rows makes the second player indifferent, so the tie carries equilibria.
      const bool is_tied = exact.components.size() < exact.equilibria.size();
      num_tied += is_tied ? 1 : 0;
      EXPECT_EQ(solution.certificates[lane].is_degenerate, is_tied) << lane;
      EXPECT_EQ(solution.certificates[lane].num_equilibria,
                static_cast<int>(exact.equilibria.size()));
    }
    EXPECT_GT(num_tied, 15);
  }
}

TEST(SmallBimatrix, SendsOnlyTiedLanesToTheExactPath) {
  auto games = testing::random_games({3, 3}, kBlockLanes);
  games[17] = NormalFormGame({3, 3});  // Nobody cares.
  games[90].payoffs(1)[4] = std::numeric_limits<double>::quiet_NaN();
  const DenseBlock block(games);

  const BlockSolution solution = solve_block("nash", block);

  const auto lanes = undecided(block, {3, 3});
  EXPECT_EQ(lanes.count(), 2U);
  EXPECT_TRUE(lanes[17] && lanes[90]);
  EXPECT_TRUE(solution.certificates[17].is_degenerate);
  EXPECT_EQ(solution.certificates[17].num_equilibria, 9);
  EXPECT_EQ(solution.certificates[90].status, SolveStatus::not_finite);
}

/// The copy is dominated, so no equilibrium hangs on its tie with the original.
TEST(SmallBimatrix, DecidesStructuralTiesThatDoNotMatter) {
  std::vector<NormalFormGame> games;
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    auto game = testing::random_game({4, 3}, lane);
    for (std::size_t j = 0; j < 3; ++j) {
      game.payoffs(0)[6 + j] = game.payoffs(0)[9 + j] = game.payoffs(0)[j] - 0.1;
      game.payoffs(1)[6 + j] = game.payoffs(1)[9 + j];
    }
    games.push_back(std::move(game));
  }

  EXPECT_TRUE(undecided(DenseBlock(games), {4, 3}).none());
  expect_as_one_by_one(games);
}

/// The first random game whose only equilibrium plays everything.
NormalFormGame fully_mixed_game() {
  for (std::uint64_t seed = 0;; ++seed) {
    NormalFormGame game = testing::random_game({3, 3}, seed);
    const auto found = find_concept("nash").solve(game, {}).equilibria;
    if (found.size() == 1 && *std::min_element(found[0][0].begin(), found[0][0].end()) > 0.0) {
      return game;
    }
  }
}

TEST(SmallBimatrix, LeavesSpreadsBeyondItsBoundsToTheExactPath) {
  for (const double scale : {1e-290, 1e306}) {
    const auto game = testing::rescaled(fully_mixed_game(), 0, scale, 0.0);

    EXPECT_TRUE(undecided(DenseBlock({game}), {3, 3})[0]);
    expect_as_one_by_one({game});
  }
}

/// Both players' mixtures share a division.
TEST(SmallBimatrix, SolvesSupportsOfManyScales) {
  const auto game = fully_mixed_game();
  for (const auto& [scale, is_in_range] :
       {std::pair(1e-89, false), std::pair(1e-60, true), std::pair(1e59, true)}) {
    const auto scaled = testing::rescaled(testing::rescaled(game, 0, scale, 0.0), 1, scale, 0.0);
    const DenseBlock block({scaled});
    const std::vector<double> spreads(kSupportLanes, scale);
    std::array<std::vector<double>, 2> payoffs;
    for (std::size_t player = 0; player < 2; ++player) {
      for (const double payoff : scaled.payoffs(player)) {
        payoffs[player].insert(payoffs[player].end(), kSupportLanes, payoff);
      }
    }
    SupportSolution solution;
    solve_supports({LanePayoffs{payoffs[0].data(), spreads.data()},
                    LanePayoffs{payoffs[1].data(), spreads.data()}},
                   SupportPlaces({7, 7}, 3, 3, kSupportLanes),
                   solution);
    AlignedArray profiles(9 * kBlockLanes);
    BlockSolution joint;
    find_concept("nash")
        .make_block_solver(block.shape(), {})
        ->solve_jointly(block.view(), joint, profiles.data());

    EXPECT_EQ(std::isnan(solution.relative_regret[0]), !is_in_range) << scale;
    expect_as_one_by_one({scaled});
    const auto expected = find_concept("nash").solve(scaled, {}).equilibria.at(0);
    for (std::size_t p = 0; p < 9; ++p) {
      EXPECT_NEAR(profiles[p * kBlockLanes], expected[0][p / 3] * expected[1][p % 3], 1e-9);
    }
  }
}

TEST(SmallBimatrix, LeavesAnswersThatMissTheToleranceToTheExactPath) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto game = testing::random_game({4, 4}, seed);
    const DenseBlock block({game});
    const double residual = solve_block("nash", block).certificates[0].residual;
    if (residual == 0.0) {
      continue;
    }
    const ConceptOptions strict{.tolerance = residual / 2.0};
    const Certificate expected = find_concept("nash").solve(game, strict).certificate;

    EXPECT_EQ(solve_block("nash", block, strict).certificates[0], expected);
  }
}

TEST(SmallBimatrix, WeighsEquilibriaAsTheSelectionSays) {
  for (const auto selection : {Selection::payoff_dominant,
                               Selection::risk_dominant,
                               Selection::utilitarian,
                               Selection::nearest,
                               Selection::entropy}) {
    const std::vector<NormalFormGame> games =
        games_of(testing::bimatrix_source("uniform"), {3, 4}, kBlockLanes, 0);
    const DenseBlock block(games);

    const BlockSolution solution = solve_block("nash", block, {.selection = selection});

    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      const Solution one = find_concept("nash").solve(games[lane], {});
      const auto weights = select_equilibria(games[lane], one.equilibria, selection);
      ASSERT_EQ(solution.certificates[lane].num_equilibria, static_cast<int>(weights.size()));
      for (std::size_t c = 0; c < weights.size(); ++c) {
        EXPECT_NEAR(solution.weights[c][lane], weights[c], 1e-12);
      }
    }
  }
}

}  // namespace
}  // namespace demarche
