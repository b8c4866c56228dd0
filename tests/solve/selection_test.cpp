// SPDX-License-Identifier: MIT
#include "demarche/solve/selection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

/// A stag hunt: (0, 0) pays more, (1, 1) is safer.
NormalFormGame stag_hunt() {
  const Matrix row{{9, 0}, {8, 7}};
  return bimatrix(row, row.transpose());
}

std::vector<double> weights(const NormalFormGame& game,
                            Selection selection,
                            std::vector<int> start = {}) {
  return select_equilibria(game, NashEquilibria().solve(game).equilibria, selection, start);
}

TEST(Selection, TheStagHuntDividesPayoffAndRiskDominance) {
  const auto game = stag_hunt();
  ASSERT_EQ(NashEquilibria().solve(game).equilibria[0], (MixedProfile{{1, 0}, {1, 0}}));
  ASSERT_EQ(NashEquilibria().solve(game).equilibria[1], (MixedProfile{{0, 1}, {0, 1}}));

  EXPECT_THAT(weights(game, Selection::uniform), ElementsAre(1 / 3.0, 1 / 3.0, 1 / 3.0));
  EXPECT_THAT(weights(game, Selection::payoff_dominant), ElementsAre(1, 0, 0));
  EXPECT_THAT(weights(game, Selection::utilitarian), ElementsAre(1, 0, 0));
  EXPECT_THAT(weights(game, Selection::risk_dominant), ElementsAre(0, 1, 0));
  EXPECT_THAT(weights(game, Selection::logit), ElementsAre(0, 1, 0));
  EXPECT_THAT(weights(game, Selection::entropy), ElementsAre(0, 0, 1));
  EXPECT_THAT(weights(game, Selection::nearest, {0, 0}), ElementsAre(1, 0, 0));
  EXPECT_THAT(weights(game, Selection::nearest, {1, 1}), ElementsAre(0, 1, 0));
}

TEST(Selection, EqualsShare) {
  const auto game = bimatrix(Matrix::Identity(2, 2), Matrix::Identity(2, 2));

  EXPECT_THAT(weights(game, Selection::payoff_dominant), ElementsAre(0.5, 0.5, 0));
  EXPECT_THAT(weights(game, Selection::risk_dominant), ElementsAre(0.5, 0.5, 0));
}

TEST(Selection, WeightsAlwaysSumToOne) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto game = testing::random_integer_game({3, 3}, 3, seed);
    for (const auto selection : {Selection::uniform,
                                 Selection::payoff_dominant,
                                 Selection::risk_dominant,
                                 Selection::utilitarian,
                                 Selection::nearest,
                                 Selection::logit,
                                 Selection::entropy}) {
      double total = 0.0;
      for (const double weight : weights(game, selection)) {
        EXPECT_GE(weight, 0.0);
        total += weight;
      }
      EXPECT_NEAR(total, 1.0, 1e-12) << to_string(selection);
    }
  }
}

TEST(Selection, GoesByName) {
  EXPECT_EQ(find_selection("risk-dominant"), Selection::risk_dominant);
  EXPECT_EQ(to_string(Selection::payoff_dominant), "payoff-dominant");
  EXPECT_THROW((void)find_selection("best"), InvalidArgument);
}

/// Neither the origin nor the size of payoffs may decide.
TEST(Selection, IgnoresPositiveAffineChangesOfPayoffs) {
  const std::vector<Selection> all = {Selection::payoff_dominant,
                                      Selection::risk_dominant,
                                      Selection::utilitarian,
                                      Selection::logit};
  const auto game = stag_hunt();
  for (const double scale : {1e-200, 1e-10, 1e10, 1e200}) {
    for (const double offset : {0.0, 1e6}) {
      auto changed = game;
      for (std::size_t i = 0; i < 2; ++i) {
        for (double& payoff : changed.payoffs(i)) {
          payoff = scale * (payoff + offset);
        }
      }
      for (const Selection selection : all) {
        EXPECT_EQ(weights(changed, selection), weights(game, selection))
            << to_string(selection) << " at " << scale << " and " << offset;
      }
    }
  }
}

}  // namespace
}  // namespace demarche
