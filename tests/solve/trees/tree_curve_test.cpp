// SPDX-License-Identifier: MIT
#include "solve/trees/tree_curve.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demarche/game/efg_format.hpp"
#include "support/extensive_games.hpp"
#include "support/game_texts.hpp"

namespace demarche {
namespace {

TreePiece piece_of(const ExtensiveGame& game) {
  return make_piece(game, 0, NodeValues(game.nodes.size()));
}

/// A point away from the start, the same for a size.
Vector some_point(Index size) {
  Vector point(size);
  for (Index k = 0; k < size; ++k) {
    point[k] = 0.5 * std::sin(static_cast<double>(3 * k + 1));
  }
  point[size - 1] = 1.3;
  return point;
}

/// The largest difference between a derivative and the quotient of small differences.
double derivative_error(const TreePiece& piece) {
  constexpr double kSmall = 1e-5;
  TreeCurve curve(piece);
  const Index size = curve.size();
  const Vector point = some_point(size);
  CurveSystem here(size);
  curve.evaluate(point, here);
  double worst = 0.0;
  for (Index c = 0; c < size; ++c) {
    CurveSystem above(size);
    CurveSystem below(size);
    curve.evaluate(point + kSmall * Vector::Unit(size, c), above);
    curve.evaluate(point - kSmall * Vector::Unit(size, c), below);
    for (Index r = 0; r + 1 < size; ++r) {
      const double quotient = (above.row(r)[size] - below.row(r)[size]) / (2.0 * kSmall);
      worst = std::max(worst, std::abs(quotient - here.row(r)[c]));
    }
  }
  return worst;
}

TEST(TreeCurve, HasTheDerivativesOfItsEquations) {
  EXPECT_LT(derivative_error(piece_of(parse_efg(testing::kSeltensHorse).game.value())), 1e-8);
  EXPECT_LT(derivative_error(piece_of(parse_efg(testing::kMyersonsPoker).game.value())), 1e-8);
  int num_tried = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const ExtensiveGame game = testing::random_tree(seed).game;
    bool remembers = true;
    for (std::size_t i = 0; i < game.player_names.size(); ++i) {
      remembers = remembers && game.has_perfect_recall(i);
    }
    const TreePiece piece = piece_of(game);
    if (remembers && piece.num_moves > piece.sets.size()) {
      ++num_tried;
      EXPECT_LT(derivative_error(piece), 1e-7) << seed;
    }
  }
  EXPECT_GT(num_tried, 20);
}

/// At precision 0 all actions are equally likely, and that is the response.
TEST(TreeCurve, StartsAtUniformPlay) {
  const TreePiece piece = piece_of(parse_efg(testing::kSeltensHorse).game.value());
  TreeCurve curve(piece);
  CurveSystem system(curve.size());

  curve.evaluate(curve.start(), system);

  EXPECT_EQ(curve.moves(), std::vector<double>(6, 0.5));
  EXPECT_EQ(curve.logit_error(), 0.0);
  // Player 3 is twice as often where player 1 went left (1/2) as where player 2 did (1/4).
  EXPECT_DOUBLE_EQ(curve.beliefs()[2][0], 1.0 / 3.0);
}

}  // namespace
}  // namespace demarche
