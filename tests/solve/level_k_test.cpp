// SPDX-License-Identifier: MIT
#include "demarche/solve/level_k.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/solve/concept.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

/// A p-beauty contest: guess among 0 .. 10; nearest to 2/3 of the two players' mean wins.
NormalFormGame beauty_contest() {
  NormalFormGame game({11, 11});
  for (int a = 0; a <= 10; ++a) {
    for (int b = 0; b <= 10; ++b) {
      const double target = (a + b) / 3.0;
      const double gap = std::abs(a - target) - std::abs(b - target);
      const double first = gap < 0 ? 1.0 : gap == 0 ? 0.5 : 0.0;
      const auto p = game.profile_index(std::vector{a, b});
      game.payoffs(0)[p] = first;
      game.payoffs(1)[p] = 1.0 - first;
    }
  }
  return game;
}

TEST(LevelK, StepsOfReasoningStartFromUniformPlay) {
  const Matrix row{{3, 0}, {0, 2}};
  const auto game = bimatrix(row, Matrix{{1, 0}, {0, 4}});

  EXPECT_EQ(LevelK({.level = 0}).solve(game), (MixedProfile{{0.5, 0.5}, {0.5, 0.5}}));
  EXPECT_EQ(LevelK({.level = 1}).solve(game), (MixedProfile{{1, 0}, {0, 1}}));
  EXPECT_EQ(LevelK({.level = 2}).solve(game), (MixedProfile{{0, 1}, {1, 0}}));
}

TEST(LevelK, TiesAreSharedAlike) {
  EXPECT_EQ(LevelK({.level = 1}).solve(bimatrix(Matrix::Ones(2, 2), Matrix{{0, 1}, {0, 1}})),
            (MixedProfile{{0.5, 0.5}, {0, 1}}));
}

TEST(CognitiveHierarchy, IsUniformWithoutReasoning) {
  EXPECT_EQ(CognitiveHierarchy({.mean_level = 0}).solve(beauty_contest())[0],
            std::vector<double>(11, 1.0 / 11));
}

/// Two players' guesses: whoever is lower wins, so every level above 0 guesses 0; level 0 is
/// e^-1.5.
TEST(CognitiveHierarchy, MixesLevelsInPoissonProportions) {
  const auto profile = CognitiveHierarchy({.mean_level = 1.5}).solve(beauty_contest());

  const double share = std::exp(-1.5);
  EXPECT_NEAR(profile[0][0], 1 - share + share / 11, 1e-9);
  EXPECT_NEAR(profile[0][10], share / 11, 1e-9);
}

/// Camerer, Ho and Chong (2004): levels respond to the truncated distribution of those below.
TEST(CognitiveHierarchy, RespondsToTheLevelsBelow) {
  const auto game = bimatrix(Matrix{{3, 0}, {0, 2}}, Matrix{{1, 0}, {0, 4}});
  const double tau = 1.0;

  const auto profile = CognitiveHierarchy({.mean_level = tau}).solve(game);

  // Row: level 1 plays 0 against 1/2. Level 2 sees columns (1/2 of level 0 + 0 of level 1) / 2 =
  // 1/4: 3/4 < 3/2, so it plays 1, as do all above.
  const double p0 = std::exp(-tau);
  EXPECT_NEAR(profile[0][0], 0.5 * p0 + p0 * tau, 1e-9);
}

TEST(LevelK, RejectsBadOptions) {
  EXPECT_THROW(LevelK({.level = -1}), InvalidArgument);
  EXPECT_THROW(CognitiveHierarchy({.mean_level = -1}), InvalidArgument);
  EXPECT_THROW(CognitiveHierarchy({.mean_level = 51}), InvalidArgument);
}

/// Best responses of matching pennies repeat every four steps.
TEST(LevelK, AnyNumberOfStepsIsQuicklyTaken) {
  const auto game = bimatrix(Matrix{{2, -1}, {-1, 1}}, Matrix{{-2, 1}, {1, -1}});

  for (const int level : {1, 2, 3, 4}) {
    EXPECT_EQ(LevelK({.level = 2'000'000'000 + level}).solve(game),
              LevelK({.level = level + 4}).solve(game))
        << level;
  }
}

TEST(CognitiveHierarchy, TheConceptCountsItsLevels) {
  const auto game = bimatrix(Matrix{{3, 0}, {0, 2}}, Matrix{{1, 0}, {0, 4}});
  const auto num_levels = [&](double mean) {
    return find_concept("cognitive-hierarchy")
        .solve(game, {.mean_level = mean})
        .certificate.iterations;
  };

  EXPECT_EQ(num_levels(0.0), 0);
  EXPECT_GT(num_levels(3.0), num_levels(1.0));
  EXPECT_GT(num_levels(1.0), 1);
}

}  // namespace
}  // namespace demarche
